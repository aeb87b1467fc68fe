"""No quote that is not in the passage it names passes the check."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import check_citation, find_quote
from assistant.citation_check import cite
from corpus import Report, bundled_report

REPORT = bundled_report()
PASSAGES = st.sampled_from(REPORT.passages)


@pytest.fixture(scope="module")
def report() -> Report:
    return REPORT


@given(PASSAGES, st.data())
def test_every_part_of_a_passage_is_a_valid_citation(passage, data):
    start = data.draw(st.integers(0, len(passage.text) - 1))
    end = data.draw(st.integers(start + 1, len(passage.text)))
    citation = cite(passage, start, end)
    if not citation.quote:
        return
    assert citation.quote == passage.text[citation.start : citation.end]
    assert citation.quote == citation.quote.strip()
    assert check_citation(citation, REPORT) == "valid"


@given(PASSAGES, st.data())
def test_a_quote_is_found_whatever_its_blanks_dashes_and_quote_marks(passage, data):
    start = data.draw(st.integers(0, len(passage.text) - 1))
    end = data.draw(st.integers(start + 1, len(passage.text)))
    quote = passage.text[start:end].strip()
    if not quote:
        return
    typed = quote.replace("–", "-").replace("’", "'").replace(" ", "  ").replace("“", '"')
    found = find_quote(typed, passage.text)
    assert found is not None
    there = passage.text[found.start : found.end]
    assert find_quote(there, quote) is not None
    assert len(there.split()) == len(quote.split())


@given(st.text(max_size=60), st.text(max_size=60))
def test_what_is_found_is_made_of_the_texts_own_characters(quote, text):
    found = find_quote(quote, text)
    if found is not None:
        assert 0 <= found.start < found.end <= len(text)
        assert find_quote(quote, text[found.start : found.end]) is not None


def test_changed_words_are_fabricated(report: Report):
    citation = cite(report.passage("p6"), 0, 60)
    changed = replace(citation, quote=citation.quote.replace("2008–09", "2012–13"))
    assert check_citation(changed, report) == "fabricated"


def test_words_of_another_passage_are_misattributed(report: Report):
    citation = cite(report.passage("p6"), 0, 60)
    assert check_citation(replace(citation, passage_id="p7"), report) == "misattributed"
    assert check_citation(replace(citation, passage_id="p99"), report) == "misattributed"
    assert check_citation(replace(citation, start=5, end=65), report) == "misattributed"


def test_words_joined_from_two_places_are_stitched(report: Report):
    passage = report.passage("p6")
    joined = "During the 2008–09 biennium, … totalled approximately US$36 million."
    citation = replace(cite(passage, 0, 10), quote=joined)
    assert check_citation(citation, report) == "stitched"


@pytest.mark.parametrize("quote", ["", "  "])
def test_an_empty_quote_is_not_valid(report: Report, quote: str):
    citation = replace(cite(report.passage("p6"), 0, 10), quote=quote, start=0, end=len(quote))
    assert check_citation(citation, report) == "fabricated"
