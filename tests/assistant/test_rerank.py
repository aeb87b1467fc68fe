"""Ordering what was found by reading it."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.rerank import rerank
from corpus import bundled_report
from index import Evidence, SearchResult

REPORT = bundled_report()


class Scripted:
    """A reader that scores by what it was told; it remembers what it read."""

    fingerprint = "scripted"

    def __init__(self, scores=()):
        self.scores = list(scores)
        self.read = []

    def score(self, question, candidates):
        self.read += candidates
        wanted = (self.scores + [0.0] * len(candidates))[: len(candidates)]
        return np.array(wanted, dtype=np.float32)


def results(count, sentences=2):
    return tuple(
        SearchResult(
            passage=passage,
            score=1 / (place + 1),
            similarity=0.5,
            evidence=tuple(Evidence(10 * it, 10 * it + 10, 0.1) for it in range(sentences)),
            ranks={},
        )
        for place, passage in enumerate(REPORT.passages[:count])
    )


def test_what_the_reader_likes_best_comes_first():
    found = results(4)
    again = rerank("Why?", found, Scripted([0, 0, 9, 0])).results
    assert again[0].passage == found[2].passage
    assert [it.passage for it in again[1:]] == [
        found[0].passage,
        found[1].passage,
        found[3].passage,
    ]


def test_where_the_reader_sees_no_difference_the_search_decides():
    found = results(5)
    assert [it.passage for it in rerank("Why?", found, Scripted()).results] == [
        it.passage for it in found
    ]


def test_the_best_sentence_of_a_passage_is_its_first_evidence():
    (again,) = rerank("Why?", results(1), Scripted([0, 5])).results
    assert again.evidence[0].start == 10
    assert again.score == again.evidence[0].score > again.evidence[1].score


def test_heading_and_words_before_are_read_too():
    reader = Scripted()
    rerank("Why?", results(2), reader)
    assert reader.read[1].heading == REPORT.passages[1].section[-1]
    assert reader.read[3].before == REPORT.passages[1].text[:10]


def test_a_passage_without_evidence_is_read_whole():
    reader = Scripted()
    (again,) = rerank("Why?", results(1, sentences=0), reader).results
    assert reader.read[0].sentence == REPORT.passages[0].text
    assert again.evidence[0].end == len(REPORT.passages[0].text)


def test_nothing_found_stays_nothing():
    reading = rerank("Why?", (), Scripted())
    assert (reading.results, reading.confidence) == ((), 0.0)


@settings(max_examples=50)
@given(st.integers(1, 20), st.integers(0, 4), st.lists(st.floats(-30, 30), max_size=60))
def test_no_passage_is_lost_and_scores_are_probabilities(count, sentences, scores):
    reader = Scripted(scores)
    found = results(count, sentences)
    reading = rerank("Why?", found, reader)
    again = reading.results
    assert 0 <= reading.confidence <= 1
    assert {it.passage.id for it in again} == {it.passage.id for it in found}
    assert [it.score for it in again] == sorted((it.score for it in again), reverse=True)
    assert all(0 <= it.score <= 1 for it in again)
    assert len(reader.read) <= 20


@pytest.mark.parametrize("question", ["When was the Global Campaign launched?"])
def test_without_the_reader_the_search_has_the_last_word(settings, assistant, question):
    from assistant import Stages, open_assistant

    with open_assistant(settings, stages=Stages(reader=False)) as plain:
        found = plain.ask(question).candidates
    read = assistant.ask(question).candidates
    assert {it.passage.id for it in found} == {it.passage.id for it in read}
