"""Choosing the series of printed numbers among all numbers at line starts."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from corpus.numbering import NumberCandidate, find_restarts, find_series

CANDIDATES = st.lists(
    st.tuples(st.integers(1, 30), st.sampled_from([-1.0, -0.5, 1.5, 2.0])), max_size=25
).map(lambda rows: [NumberCandidate(line, *row) for line, row in enumerate(rows)])


def numbers(series) -> list[int]:
    return [candidate.number for candidate in series]


def plausible(*values: int) -> list[NumberCandidate]:
    return [NumberCandidate(line, number, 2) for line, number in enumerate(values)]


@given(CANDIDATES)
def test_a_series_rises_and_is_taken_from_the_candidates(candidates):
    series = find_series(candidates)
    assert all(a.number < b.number for a, b in pairwise(series))
    assert all(a.line < b.line for a, b in pairwise(series))
    assert set(series) <= set(candidates)


@given(st.integers(1, 60))
def test_a_plain_series_is_found_whole(count):
    assert numbers(find_series(plausible(*range(1, count + 1)))) == list(range(1, count + 1))


def test_years_and_page_numbers_do_not_fit():
    assert numbers(find_series(plausible(1, 2010, 2, 3, 118, 4))) == [1, 2, 3, 4]


def test_a_list_inside_a_paragraph_does_not_take_the_place_of_paragraphs():
    series = find_series(plausible(1, 2, 1, 2, 3, 3, 4, 5, 6))
    assert numbers(series) == [1, 2, 3, 4, 5, 6]


def test_a_number_left_out_is_bridged_and_many_are_not():
    assert numbers(find_series(plausible(1, 2, 4, 5))) == [1, 2, 4, 5]
    assert numbers(find_series(plausible(1, 2, 40))) == [1, 2]


def test_what_starts_again_after_the_series_is_a_series_of_its_own():
    candidates = plausible(1, 2, 3, 4, 1, 2)
    main = find_series(candidates)
    assert [numbers(other) for other in find_restarts(candidates, main)] == [[1, 2]]


def test_nothing_plausible_gives_no_series():
    assert find_series([NumberCandidate(0, 7, -1)]) == ()
    assert find_series([]) == ()
    assert find_restarts([], ()) == ()
