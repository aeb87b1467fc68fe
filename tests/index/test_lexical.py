"""Finding chunks by their words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Chunk
from index.lexical import LexicalIndex

TEXTS = [
    "Extra-budgetary allocations totalled approximately US$36 million.",
    "During the 2008–09 biennium, 14 specialists worked at headquarters.",
    "The Office responds to the recommendations.",
    "Yaoundé hosted the symposium; 1,250 people came.",
]


def chunks(texts: list[str]) -> list[Chunk]:
    return [Chunk(str(n), "r", f"p{n}", "sentence", 0, len(t), t) for n, t in enumerate(texts)]


@pytest.fixture
def lexical() -> LexicalIndex:
    return LexicalIndex.build(chunks(TEXTS))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("allocation", "0"),
        ("36 million", "0"),
        ("US$36", "0"),
        ("2008-09", "1"),
        ("2008", "1"),
        ("SPECIALIST", "1"),
        ("responding to a recommendation", "2"),
        ("the Office’s response", "2"),
        ("yaoundé", "3"),
        ("1,250", "3"),
    ],
)
def test_words_are_found_in_other_forms(lexical: LexicalIndex, query: str, found: str):
    assert lexical.search(query, 3)[0][0] == found


@pytest.mark.parametrize("query", ["", "the of and", "zebra", "???"])
def test_nothing_in_common_finds_nothing(lexical: LexicalIndex, query: str):
    assert lexical.search(query, 3) == []


def test_saved_and_loaded_it_answers_the_same_and_holds_no_pickle(lexical: LexicalIndex, tmp_path):
    lexical.save(tmp_path / "words")
    loaded = LexicalIndex.load(tmp_path / "words")
    assert loaded.search("million specialists", 4) == lexical.search("million specialists", 4)
    kinds = {path.suffix for path in (tmp_path / "words").rglob("*") if path.is_file()}
    assert kinds <= {".npy", ".json", ".txt"}


def test_equal_chunks_come_in_their_order():
    same = LexicalIndex.build(chunks(["bees and hives"] * 4))
    assert [id_ for id_, _ in same.search("bees", 3)] == ["0", "1", "2"]


@pytest.mark.parametrize("texts", [[], ["…"], ["the"]])
def test_chunks_without_words(texts: list[str], tmp_path):
    empty = LexicalIndex.build(chunks(texts))
    empty.save(tmp_path / "words")
    assert LexicalIndex.load(tmp_path / "words").search("bees", 3) == []


@given(st.text(max_size=60))
def test_any_query_is_taken(query: str):
    found = LexicalIndex.build(chunks(TEXTS)).search(query, 3)
    scores = [score for _, score in found]
    assert all(score > 0 for score in scores)
    assert scores == sorted(scores, reverse=True)
