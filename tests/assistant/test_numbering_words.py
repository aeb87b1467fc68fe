"""Numbers of printed units, however they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.numbering_words import unit_kind, with_digits
from corpus import bundled_report, find_named_units

REPORT = bundled_report()


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("paragraph twenty", [("paragraph", 20)]),
        ("the fourteenth paragraph", [("paragraph", 14)]),
        ("the 14th para", [("paragraph", 14)]),
        ("Recommendation number four, please", [("recommendation", 4)]),
        ("the second recommendation", [("recommendation", 2)]),
        ("recommendation one", [("recommendation", 1)]),
        ("the last recommendation", [("recommendation", 12)]),
        ("the final figure of the report", [("figure", 3)]),
        ("Annex II", [("annex", 2)]),
        ("figure IV", [("figure", 4)]),
        ("paragraphs three and seventeen", [("paragraph", 3), ("paragraph", 17)]),
        ("the first figure of the section on money", []),
        ("the First World Social Security Report", []),
        ("one of the three lessons", []),
        ("the last annex", []),
    ],
)
def test_numbers_are_understood(question, named):
    found = find_named_units(with_digits(question, REPORT))
    assert [(unit.kind, unit.number) for unit in found] == named


@given(st.text(max_size=80))
def test_any_question_keeps_being_a_question(question):
    assert isinstance(with_digits(question, REPORT), str)


@given(st.integers(1, 300), st.sampled_from(["paragraph", "rec.", "figure", "footnote"]))
def test_digits_stay_as_they_are(number, noun):
    assert find_named_units(with_digits(f"What is in {noun} {number}?", REPORT))[0].number == number


def test_nouns_of_units():
    assert unit_kind("Paras") == "paragraph"
    assert unit_kind("recs") == "recommendation"
    assert unit_kind("paragon") is None
