"""Which numbered units a text names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import find_named_units


def named(text: str) -> list[tuple[str, int]]:
    return [(unit.kind, unit.number) for unit in find_named_units(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("para 9", [("paragraph", 9)]),
        ("Para. 9?", [("paragraph", 9)]),
        ("¶6", [("paragraph", 6)]),
        ("paragraph no. 14", [("paragraph", 14)]),
        ("paragraph number 14", [("paragraph", 14)]),
        ("paragraphs 4 and 6", [("paragraph", 4), ("paragraph", 6)]),
        ("paras 3-5", [("paragraph", 3), ("paragraph", 4), ("paragraph", 5)]),
        ("paragraphs 3 to 5", [("paragraph", 3), ("paragraph", 4), ("paragraph", 5)]),
        ("rec. 2", [("recommendation", 2)]),
        ("rec 12", [("recommendation", 12)]),
        ("RECOMMENDATION 6", [("recommendation", 6)]),
        ("(Recommendations 2, 7 and 10)", [("recommendation", n) for n in (2, 7, 10)]),
        ("fig.1 and figure 3", [("figure", 1), ("figure", 3)]),
        ("footnote 1", [("footnote", 1)]),
        ("Table 2", [("table", 2)]),
        ("annex 3", [("annex", 3)]),
        ("the Income Security Recommendation, 1944 (No. 67)", []),
        ("a figure of 12 million", []),
        ("paragraph 3.5", []),
        ("recommendation 1,250", []),
        ("in 2010 figures rose", []),
        ("prefigure 3", []),
        ("Figure 3shares", []),
        ("no number here", []),
    ],
)
def test_named_units(text, expected):
    assert named(text) == expected


def test_places_cover_the_naming_words():
    text = "see Recommendations 1 and 11."
    first, second = find_named_units(text)
    assert text[first.start : first.end] == "Recommendations 1"
    assert text[second.start : second.end] == "11"


@given(st.text(max_size=80), st.integers(0, 9999), st.text(max_size=80))
def test_a_named_unit_is_found_in_any_surroundings(before, number, after):
    text = f"{before} paragraph {number}. {after}"
    assert ("paragraph", number) in named(text)


@given(st.text(max_size=200))
def test_places_are_inside_the_text(text):
    for unit in find_named_units(text):
        assert 0 <= unit.start < unit.end <= len(text)
