"""Reciprocal rank fusion."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.fusion import reciprocal_rank_fusion

RANKINGS = st.lists(st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=8), max_size=5)


def test_the_formula_on_a_worked_example():
    fused = reciprocal_rank_fusion([["a", "b"], ["b", "c"]], k=60)
    assert list(fused) == ["b", "a", "c"]
    assert fused["b"] == pytest.approx(1 / 62 + 1 / 61)
    assert fused["a"] == pytest.approx(1 / 61)


@given(RANKINGS, st.randoms(), st.integers(1, 100))
def test_the_order_of_the_rankings_does_not_matter(rankings, random, k):
    shuffled = list(rankings)
    random.shuffle(shuffled)
    fused, again = reciprocal_rank_fusion(rankings, k), reciprocal_rank_fusion(shuffled, k)
    assert list(fused) == list(again)
    assert fused == pytest.approx(again)


@given(RANKINGS, st.integers(1, 100))
def test_bounds_and_ids(rankings, k):
    fused = reciprocal_rank_fusion(rankings, k)
    assert set(fused) == {key for ranking in rankings for key in ranking}
    assert all(1 / (k + 8) <= score <= len(rankings) / (k + 1) + 1e-9 for score in fused.values())
    scores = [round(score, 12) for score in fused.values()]
    assert scores == sorted(scores, reverse=True)


@given(st.lists(st.sampled_from("abcdefgh"), unique=True), st.integers(1, 4))
def test_agreement_keeps_the_order(ranking, times):
    assert list(reciprocal_rank_fusion([ranking] * times)) == ranking
