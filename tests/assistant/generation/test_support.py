"""How well passages support a sentence, and what is quoted for it."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import check_citation
from assistant.agreement import Vocabulary
from assistant.generation.evidence import evidence_for
from assistant.generation.name_check import NameCheck
from assistant.generation.subject_check import SubjectCheck
from assistant.generation.support import MOST_SCORE, Signals, SupportScorer, support_weights
from corpus import bundled_report
from index import open_reader

REPORT = bundled_report()
VOCABULARY = Vocabulary(REPORT)
NAMES = NameCheck(REPORT, VOCABULARY)
WORDS = SupportScorer(VOCABULARY, None)
SHARES = st.floats(0, 1)


@pytest.fixture(scope="module")
def scorer() -> SupportScorer:
    return SupportScorer(VOCABULARY, open_reader())


def test_the_best_sentence_is_found(scorer):
    passage = REPORT.passage("p11")
    (support,) = scorer.supports("Three units were merged into one.", [passage])
    assert support.evidence.startswith("The ILO consolidated")
    assert support.nearby.startswith(support.evidence) or support.evidence in support.nearby


class Watched:
    """The real reader, and what it read."""

    fingerprint = "watched"

    def __init__(self):
        self.read_windows = []
        self._reader = open_reader()

    def read(self, question, windows):
        self.read_windows += windows
        return self._reader.read(question, windows)


def test_the_reader_reads_the_passage_with_most_of_the_words():
    reader = Watched()
    scorer = SupportScorer(VOCABULARY, reader)
    passages = [REPORT.passage("p3"), REPORT.passage("p11")]
    said = "Three units were merged into one."
    assert scorer.signals(said, scorer.supports(said, passages)).reader > 0
    (window,) = reader.read_windows
    assert any("merging three units" in it for it in window.sentences)


@pytest.mark.parametrize(
    ("said", "enough"),
    [("Three units were merged into one.", True), ("The moon is made of green cheese.", False)],
)
def test_what_the_words_decide_is_not_read(said, enough):
    reader = Watched()
    scorer = SupportScorer(VOCABULARY, reader)
    assert scorer.is_enough(said, scorer.supports(said, [REPORT.passage("p11")])) is enough
    assert reader.read_windows == []


@given(SHARES, SHARES, st.floats(-MOST_SCORE, MOST_SCORE))
def test_leaving_the_reader_out_never_changes_a_verdict(words, weakest, score):
    weights = support_weights()
    if not weights.hang_on_reader(Signals(words, weakest, 0.0)):
        read, unread = Signals(words, weakest, score), Signals(words, weakest, 0.0)
        assert weights.are_enough(read) == weights.are_enough(unread)


def test_the_weakest_part_counts():
    passage = REPORT.passage("p11")
    said = "Three units were merged into one"
    whole = WORDS.signals(f"{said}.", WORDS.supports(said, [passage]))
    added = f"{said}, and parliament passed a law on pensions."
    part = WORDS.signals(added, WORDS.supports(added, [passage]))
    assert whole.weakest == whole.words == 1
    assert part.weakest < 0.2 < part.words


def test_a_part_has_to_stand_in_one_place():
    passages = [REPORT.passage("p15"), REPORT.passage("p8")]
    said = "Attrition in Africa is the greatest high-level strategic challenge."
    signals = WORDS.signals(said, WORDS.supports(said, passages))
    assert signals.words > 0.9 > signals.weakest


@given(SHARES, SHARES, st.floats(-10, 10), SHARES)
def test_more_support_is_never_less_likely(words, weakest, reader, more):
    weights = support_weights()
    less = weights.probability(Signals(words, weakest, reader))
    assert 0 <= less <= 1
    for better in (
        Signals(words + more, weakest, reader),
        Signals(words, weakest + more, reader),
        Signals(words, weakest, reader + more),
    ):
        assert weights.probability(better) >= less


def test_a_threshold_of_its_own_can_be_asked_for():
    passage = REPORT.passage("p11")
    strict = SupportScorer(VOCABULARY, None, replace(support_weights(), words_alone=2.0))
    said = "Three units were merged into one."
    assert WORDS.is_enough(said, WORDS.supports(said, [passage]))
    assert not strict.is_enough(said, strict.supports(said, [passage]))


def test_figures_and_names_of_a_sentence_are_quoted():
    said = "Allocations were US$36 million, and 76 member States took part."
    supports = WORDS.supports(said, [REPORT.passage("p6")])
    quotes = [it.quote for it in evidence_for(said, supports, NAMES)]
    assert any("US$36 million" in it for it in quotes)
    assert any("76 member States" in it for it in quotes)


@given(st.sampled_from(REPORT.passages), st.sampled_from(REPORT.passages))
def test_every_quote_is_valid_and_none_stands_twice(one, other):
    passages = [one] if one == other else [one, other]
    said = f"{one.text[:200]} {other.text[-100:]}"
    citations = list(evidence_for(said, WORDS.supports(said, passages), NAMES))
    assert {it.passage_id for it in citations} == {it.id for it in passages}
    assert all(check_citation(it, REPORT) == "valid" for it in citations)
    for passage in passages:
        places = [(it.start, it.end) for it in citations if it.passage_id == passage.id]
        assert places == sorted(places)
        assert all(end <= start for (_, end), (start, _) in pairwise(places))


@pytest.mark.parametrize(
    ("ids", "sentence", "wrong"),
    [
        ("p16", "The ILO speaks with authority.", None),
        ("p16", "Governments speak with authority because commitment is clear.", "govern"),
        ("p14 p15", "The ILO’s results framework is a downside factor.", "framework"),
        ("p14", "The ILO’s results framework has functioned well.", None),
        ("p8 p11", "Training is stretched very thin.", "train"),
        ("p18", "The Office welcomes the findings.", None),
        ("p19", "Talks have been held with France.", None),
    ],
)
def test_what_is_said_of_something_else_is_seen(ids, sentence, wrong):
    passages = [REPORT.passage(it) for it in ids.split()]
    assert SubjectCheck(REPORT, VOCABULARY).other_subject(sentence, passages) == wrong
