"""Numbers as texts write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.generation.dates import dates_in, ranges_in
from assistant.generation.quantities import measures_in, quantities_in


def found(text: str) -> list[tuple[str, str, str, str]]:
    return [(it.value, it.scale, it.unit, it.bound) for it in quantities_in(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("76 member States", ("76", "", "", "")),
        ("1,200 posts", ("1200", "", "", "")),
        ("1 200 posts", ("1200", "", "", "")),
        ("1\u00a0200 posts", ("1200", "", "", "")),
        ("1.200 metres", ("1.200", "", "", "")),
        ("7.3 million", ("7.3", "million", "", "")),
        ("US$36 million", ("36", "million", "dollar", "")),
        ("US$36m", ("36", "million", "dollar", "")),
        ("0.5 million US$", ("0.5", "million", "dollar", "")),
        ("36 million euros", ("36", "million", "euro", "")),
        ("£5bn", ("5", "billion", "pound", "")),
        ("12 per cent", ("12", "", "percent", "")),
        ("12%", ("12", "", "percent", "")),
        ("twelve percent", ("12", "", "percent", "")),
        ("2 percentage points", ("2", "", "percent", "")),
        ("−5 degrees", ("-5", "", "", "")),
        ("a fall of -5", ("-5", "", "", "")),
        ("the 21st century", ("21.", "", "", "")),
        ("the twenty-first century", ("21.", "", "", "")),
        ("the third step", ("3.", "", "", "")),
        ("a third of the posts", ("1/3", "", "", "")),
        ("two-thirds of the posts", ("2/3", "", "", "")),
        ("two thirds of the posts", ("2/3", "", "", "")),
        ("three quarters", ("3/4", "", "", "")),
        ("half of them", ("1/2", "", "", "")),
        ("twenty-one countries", ("21", "", "", "")),
        ("two hundred and fifty posts", ("250", "", "", "")),
        ("thirty-six million dollars", ("36", "million", "dollar", "")),
        ("hundreds of posts", ("hundreds", "", "", "")),
        ("it doubled", ("2x", "", "", "")),
        ("over 70 countries", ("70", "", "", ">")),
        ("more than US$70 million", ("70", "million", "dollar", ">")),
        ("70 or more countries", ("70", "", "", ">")),
        ("fewer than 70 countries", ("70", "", "", "<")),
        ("up to seventy countries", ("70", "", "", "<")),
        ("COVID-19", ("19", "", "", "")),
        ("the G20", ("20", "", "", "")),
        ("one unit", ("1", "", "", "")),
    ],
)
def test_a_number_is_read_with_what_it_measures(text, expected):
    assert found(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "one of them", "this one", "each one is new", "merged into one.", "on the one hand",
        "Second, the Office agrees", "the first step", "someone", "headquarters", "tension",
    ],
)  # fmt: skip
def test_words_that_count_nothing_are_no_numbers(text):
    assert found(text) == []


def test_a_sign_is_no_hyphen_of_a_range():
    assert [it[0] for it in found("10-12 and 2008–09")] == ["10", "12", "2008", "09"]


def test_measures_may_stand_apart_from_numbers():
    assert measures_in("Shares (in million US$)") == {"million", "dollar"}
    assert measures_in("Percentage of members") == {"percent"}


@given(st.integers(0, 10**9), st.sampled_from(["{}", "{:,}"]))
def test_marks_of_thousands_make_no_difference(number, form):
    assert [it[0] for it in found(f"about {form.format(number)} people")] == [str(number)]


@given(st.text(max_size=200))
def test_any_text_has_numbers_in_order(text):
    places = [(it.start, it.end) for it in quantities_in(text)]
    assert places == sorted(places)
    assert all(0 <= start < end <= len(text) for start, end in places)


@pytest.mark.parametrize(
    "text",
    [
        "23 September 2010", "23rd September 2010", "September 23, 2010", "September 23rd 2010",
        "the 23rd of September 2010", "23 Sept. 2010", "23 sep 2010",
    ],
)  # fmt: skip
def test_a_date_is_the_same_in_every_order(text):
    assert [parts for _, parts in dates_in(text)] == [{"day 23", "month sep", "year 2010"}]


@pytest.mark.parametrize("text", ["in May", "may be", "March on", "Marching 12", "a maybe 2010"])
def test_a_month_alone_is_no_date(text):
    assert dates_in(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "2008–09", "2008-2009", "2008 to 2009", "from 2008 to 2009", "between 2008 and 2009",
        "2008—09", "from 2008 until 2009",
    ],
)  # fmt: skip
def test_a_range_is_the_same_in_every_form(text):
    assert {ends for _, ends in ranges_in(text)} == {(2008, 2009)}


@pytest.mark.parametrize("text", ["2008 and 2009", "7.3–8", "a 2-tier", "in 2008, 2009"])
def test_other_numbers_are_no_range(text):
    assert ranges_in(text) == ()
