import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.markup.chart import Bar, bar_html, bars

_VALUES = st.lists(st.floats(allow_nan=True, allow_infinity=True), max_size=12)


@given(_VALUES)
def test_every_bar_lies_on_the_scale(values):
    drawn = bars(values)
    assert len(drawn) == len(values)
    for value, bar in zip(values, drawn, strict=True):
        assert (bar is None) == (not math.isfinite(value))
        if bar is not None:
            assert bar.start >= -1e-9
            assert bar.length >= 0
            assert bar.start + bar.length <= 100 + 1e-9


@given(st.lists(st.floats(min_value=-1e300, max_value=1e300), min_size=1, max_size=12))
def test_the_larger_value_never_has_the_shorter_bar(values):
    pairs = sorted(zip((abs(value) for value in values), bars(values), strict=True), key=str)
    for size, bar in pairs:
        for other_size, other in pairs:
            if size < other_size:
                assert bar.length <= other.length


@given(st.lists(st.floats(min_value=0.01, max_value=1e6), min_size=2, max_size=12))
def test_lengths_are_in_proportion(values):
    drawn = bars(values)
    for value, bar in zip(values, drawn, strict=True):
        assert bar.length == pytest.approx(100 * value / max(values))


def test_negative_bars_end_where_positive_ones_begin():
    assert bars([-1, 3]) == (Bar(0, 25), Bar(25, 75))


@pytest.mark.parametrize(
    ("values", "drawn"),
    [
        ([], ()),
        ([0], (Bar(0, 0),)),
        ([0, 0], (Bar(0, 0), Bar(0, 0))),
        ([5], (Bar(0, 100),)),
        ([2, 2], (Bar(0, 100), Bar(0, 100))),
        ([-4], (Bar(0, 100),)),
        ([1e308, -1e308], (Bar(50, 50), Bar(0, 50))),
        ([math.inf, 1], (None, Bar(0, 100))),
    ],
)
def test_special_values(values, drawn):
    assert bars(values) == drawn


def test_a_bar_is_drawn_by_attributes_only():
    html = bar_html(Bar(25, 50))
    assert '<rect x="40" y="0" width="80" height="12">' in html
    assert "style" not in html
    assert bar_html(None) == ""
