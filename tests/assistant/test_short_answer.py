"""The few words of a quote that answer."""

import pytest

from assistant.answer import Citation
from assistant.demands import Demands
from assistant.rerank import Reading
from assistant.short_answer import short_answer
from assistant.signals import QuestionSignals
from corpus import Passage, Span
from index import SearchResult

TEXT = "Ferries were first counted in May 1937, when there were 76 of them."
PASSAGE = Passage("p1", "paragraph", "1", "¶ 1", TEXT, "X.1")
QUOTE = Citation("X.1", "paragraph", "1", "¶ 1", "p1", (), TEXT, 0, len(TEXT))


def reading(words, kind, reader=9.0, numbers=()):
    """A reading that points at some words of the text."""
    start = TEXT.index(words)
    return Reading(
        results=(SearchResult(PASSAGE, 0.9, 0.9, (), {}),),
        signals=(),
        question=QuestionSignals(reader, 0, 0, 0, 0, 0, 0, 0),
        demands=Demands((), numbers, kind, ()),
        pointed=Span(start, start + len(words)),
    )


@pytest.mark.parametrize(
    ("words", "kind", "said"),
    [
        ("May 1937", "time", "May 1937"),
        ("1937,", "time", "1937"),
        ("6", "number", "76"),
        ("76 of them", "number", "76 of them"),
        ("Ferries", "number", ""),
        ("there were", "time", ""),
        ("Ferries", "name", ""),
        ("1937", None, ""),
        ("Ferries were first counted in May 1937", "time", ""),
    ],
)
def test_words_of_the_kind_asked_for(words, kind, said):
    assert short_answer(reading(words, kind), QUOTE) == said


def test_no_words_where_the_answer_is_not_sure():
    assert short_answer(reading("1937", "time", reader=-9.0), QUOTE) == ""


def test_a_number_of_the_question_is_no_answer():
    assert short_answer(reading("76 of them", "number", numbers=("76",)), QUOTE) == ""


def test_only_words_that_are_quoted(assistant):
    start = TEXT.index("when")
    part = Citation("X.1", "paragraph", "1", "¶ 1", "p1", (), TEXT[start:], start, len(TEXT))
    assert short_answer(reading("May 1937", "time"), part) == ""
    answer = assistant.ask("When was the Global Campaign launched?")
    assert answer.short_answer == "2003"
    assert answer.short_answer in answer.citations[0].quote
