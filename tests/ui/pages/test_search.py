import pytest

from corpus import bundled_report
from ui.desk import QuestionDesk
from ui.pages.search import search_meaning, search_words
from ui.texts import texts_in

_REPORT = bundled_report()
_TEXTS = texts_in("en")


def test_exact_words_are_counted_and_shown_with_what_stands_around_them():
    search = search_words(_REPORT, "south-south EXCHANGES", _TEXTS)
    (hit,) = search.hits
    assert (search.count, hit.label, hit.found) == (
        "1 place · 1 passage", "Recommendation 7", "South–South exchanges",
    )  # fmt: skip
    text = _REPORT.passage("r7").text
    assert f"{hit.before}{hit.found}{hit.after}".strip("… ") in text
    assert hit.section == _REPORT.passage("r7").section


def test_every_place_is_marked():
    search = search_words(_REPORT, "recommendation", _TEXTS)
    for passage_id, marks in search.marks.items():
        text = _REPORT.passage(passage_id).text
        assert all(text[it.start : it.end].casefold() == "recommendation" for it in marks)
    places = sum(len(marks) for marks in search.marks.values())
    assert search.count.startswith(f"{places} places")


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ("", "Type the words"),
        ("   ", "Type the words"),
        ("!?", "no letter and no number"),
        ("x" * 2001, "2001 characters, and at most 2000"),
    ],
)
def test_what_cannot_be_looked_for_is_said(words, problem, desk):
    for search in (search_words(_REPORT, words, _TEXTS), search_meaning(desk, words, _TEXTS)):
        assert problem in search.problem
        assert not search.hits
        assert len(search.words) <= 2000


def test_nothing_found(desk):
    search = search_words(_REPORT, "zeppelin", _TEXTS)
    assert (search.hits, search.problem, search.count) == ((), "", "")


def test_meaning_gives_the_sentence_that_was_found(desk):
    search = search_meaning(desk, "money for projects by region", _TEXTS)
    assert search.count == f"The {len(search.hits)} nearest passages, the best first:"
    for hit in search.hits:
        text = _REPORT.passage(hit.anchor).text
        assert hit.found in text
        assert [text[it.start : it.end] for it in search.marks[hit.anchor]] == (
            [hit.found] if hit.found else []
        )


def test_a_busy_assistant_is_said(assistant):
    closed = QuestionDesk(assistant, at_once=0, waiting=0)
    search = search_meaning(closed, "social security", _TEXTS)
    assert "Try again" in search.problem
    assert search.words == "social security"
