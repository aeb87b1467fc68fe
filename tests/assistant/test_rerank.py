"""Ordering what was found by reading it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.agreement import Vocabulary
from assistant.demands import demands_of
from assistant.rerank import Reranker
from corpus import bundled_report
from index import Evidence, SearchResult, SentenceReading

REPORT = bundled_report()
VOCABULARY = Vocabulary(REPORT)


class Scripted:
    """A reader that likes the windows it was told to; it remembers what it read."""

    fingerprint = "scripted"

    def __init__(self, scores=(), best_sentence=0):
        self.scores = list(scores)
        self.best_sentence = best_sentence
        self.windows = []

    def read(self, question, windows):
        self.windows += windows
        wanted = (self.scores + [0.0] * len(windows))[: len(windows)]
        return tuple(
            tuple(
                SentenceReading(score if place == self.best_sentence else score - 1)
                for place, _ in enumerate(window.sentences)
            )
            for window, score in zip(windows, wanted, strict=True)
        )


def results(count, evidence=1):
    return tuple(
        SearchResult(
            passage=passage,
            score=1 / (place + 1),
            similarity=0.5,
            evidence=tuple(Evidence(10 * it, 10 * it + 10, 0.1) for it in range(evidence)),
            ranks={},
        )
        for place, passage in enumerate(REPORT.passages[:count])
    )


def read(found, reader, question="Why?"):
    demands = demands_of(question, VOCABULARY.plain)
    return Reranker(reader, VOCABULARY).rerank(question, demands, found)


def test_what_the_reader_likes_best_comes_first():
    found = results(4)
    again = read(found, Scripted([0, 0, 9, 0])).results
    assert again[0].passage == found[2].passage


def test_the_signals_stand_beside_the_results_they_are_of():
    reading = read(results(5), Scripted([0, 3, 9, 1, 2]))
    assert reading.signals[0].reader == 9
    assert reading.question.reader == 9
    assert [it.score for it in reading.results] == [it.probability for it in reading.signals]


def test_the_best_sentence_of_a_passage_is_its_first_evidence():
    (again,) = read(results(4)[3:], Scripted([5], best_sentence=1)).results
    first, second, *_ = again.evidence
    assert first.start > second.start
    assert again.score == first.score > second.score


def test_the_heading_is_read_too():
    reader = Scripted()
    found = results(4)
    read(found, reader)
    assert reader.windows[3].heading == found[3].passage.section[-1]


def test_a_passage_without_evidence_is_read_from_its_beginning():
    reader = Scripted()
    read(results(1, evidence=0), reader)
    assert REPORT.passages[0].text.startswith(reader.windows[0].sentences[0])


def test_nothing_found_stays_nothing():
    reading = read((), Scripted())
    assert (reading.results, reading.question, reading.confidence) == ((), None, 0.0)


@settings(max_examples=50)
@given(st.integers(1, 20), st.integers(0, 4), st.lists(st.floats(-30, 30), max_size=60))
def test_no_passage_is_lost_and_scores_are_probabilities(count, evidence, scores):
    found = results(count, evidence)
    reading = read(found, Scripted(scores))
    again = reading.results
    assert 0 <= reading.confidence <= 1
    assert {it.passage.id for it in again} == {it.passage.id for it in found}
    assert [it.score for it in again] == sorted((it.score for it in again), reverse=True)
    assert all(0 <= it.score <= 1 for it in again)
    for it in again:
        for part in it.evidence:
            assert 0 <= part.start < part.end <= len(it.passage.text)


@pytest.mark.parametrize("question", ["When was the Global Campaign launched?"])
def test_without_the_reader_the_search_has_the_last_word(settings, assistant, question):
    from assistant import Stages, open_assistant

    with open_assistant(settings, stages=Stages(reader=False)) as plain:
        found = plain.ask(question).candidates
    read = assistant.ask(question).candidates
    assert {it.passage.id for it in found} == {it.passage.id for it in read}
