"""Searching, with the real embedding model."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from langchain_core.documents import Document
from langchain_tests.integration_tests import RetrieversIntegrationTests

from corpus import bundled_report
from index import (
    RANKINGS,
    IndexConfig,
    ReportRetriever,
    SearchIndex,
    SearchOptions,
    build_index,
    open_embedder,
    open_index,
    passage_key,
)

REPORT = bundled_report()


@pytest.fixture(scope="module")
def search(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchIndex]:
    config, embedder = IndexConfig(tmp_path_factory.mktemp("real")), open_embedder()
    build_index((REPORT,), config, embedder)
    opened = open_index((REPORT,), config, embedder)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("query", "passage"),
    [
        ("vacant positions", "r8"),
        ("tripartism makes extension easier", "p16"),
        ("DCOMM", "p19"),
        ("old people living by themselves", "r5"),
        ("money for the Arab States", "f3"),
    ],
)
def test_by_words_and_by_meaning(search: SearchIndex, query: str, passage: str):
    assert passage in [result.passage.id for result in search.search(query, k=3)]


def test_results_are_ranked_and_point_at_evidence(search: SearchIndex):
    results = search.search("capacity building", k=7)
    assert len(results) == 7
    scores = [result.score for result in results]
    assert scores == sorted(scores, reverse=True)
    assert len({result.passage.id for result in results}) == 7
    for result in results:
        assert result.ranks
        assert all(rank >= 1 for rank in result.ranks.values())
        assert result.evidence
        for evidence in result.evidence:
            assert result.passage.text[evidence.start : evidence.end].strip()
        strengths = [evidence.score for evidence in result.evidence]
        assert strengths == sorted(strengths, reverse=True)


def test_the_same_query_gives_the_same_results(search: SearchIndex):
    assert search.search("universal coverage") == search.search("universal coverage")


@pytest.mark.parametrize("query", ["xyzzy qwert", "zzkq vrrt plomb", "", " ", "\ud800"])
def test_nonsense_finds_nothing(search: SearchIndex, query: str):
    assert search.search(query) == ()


@pytest.mark.parametrize("ranking", RANKINGS)
def test_one_ranking_alone_can_be_asked_for(search: SearchIndex, ranking: str):
    results = search.search("vacant positions in the field", 5, SearchOptions(rankings=(ranking,)))
    assert results
    assert all(set(result.ranks) == {ranking} for result in results)
    assert [result.ranks[ranking] for result in results] == sorted(
        result.ranks[ranking] for result in results
    )


@settings(max_examples=30)
@given(ids=st.sets(st.sampled_from([passage.id for passage in REPORT.passages])))
def test_a_search_among_some_passages_finds_no_others(search: SearchIndex, ids: set[str]):
    within = frozenset(passage_key(REPORT.symbol, id_) for id_ in ids)
    options = SearchOptions(within=within, min_similarity=-1)
    found = {result.passage.id for result in search.search("social security", 50, options)}
    assert found == ids


def test_a_search_among_all_passages_is_the_search(search: SearchIndex):
    within = frozenset(passage_key(REPORT.symbol, passage.id) for passage in REPORT.passages)
    exact = search.search("who pays for the field offices", 5, SearchOptions(within=within))
    graph = search.search("who pays for the field offices", 5)
    assert [result.passage.id for result in exact] == [result.passage.id for result in graph]
    assert [r.similarity for r in exact] == pytest.approx([r.similarity for r in graph], abs=1e-5)


def test_without_a_least_similarity_even_nonsense_finds_its_neighbours(search: SearchIndex):
    assert search.search("zzkq vrrt plomb", 3, SearchOptions(min_similarity=-1))


@settings(max_examples=60)
@given(query=st.text(max_size=120), k=st.integers(1, 60))
def test_any_text_can_be_searched(search: SearchIndex, query: str, k: int):
    assert len(search.search(query, k)) <= k


class TestReportRetriever(RetrieversIntegrationTests):
    """LangChain's own tests of a retriever."""

    @pytest.fixture(autouse=True)
    def _index(self, search: SearchIndex) -> None:
        type(self).index = search

    @property
    def retriever_constructor(self) -> type[ReportRetriever]:
        return ReportRetriever

    @property
    def retriever_constructor_params(self) -> dict[str, object]:
        return {"index": self.index}

    @property
    def retriever_query_example(self) -> str:
        return "social protection floor"


def test_a_document_carries_its_citation(search: SearchIndex):
    retriever = ReportRetriever(index=search, k=1)
    (document,) = retriever.invoke("Who signed a South-South partnership agreement?")
    assert isinstance(document, Document)
    assert document.id == "GB.309/PFA/5/4#p19"
    assert document.metadata["label"] == "¶ 19"
    assert document.page_content == REPORT.passage("p19").text
    start, end = document.metadata["evidence_start"], document.metadata["evidence_end"]
    assert document.page_content[start:end] == document.metadata["evidence"]
    assert "Brazil" in document.metadata["evidence"]
