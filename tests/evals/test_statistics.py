"""Intervals, significance and percentiles, against scipy, numpy and statsmodels' definitions."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from evals.metrics import (
    bootstrap_interval,
    mcnemar_p,
    paired_p,
    percentile,
    permutation_p,
    weighted_mean,
)

SCORES = st.lists(st.floats(0, 1), min_size=2, max_size=40)
RIGHT_OR_WRONG = st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=60)

# Scores that are counted, so that ties are ties however they are added up.
SCORE = st.integers(0, 1000).map(lambda it: it / 1000)


@settings(max_examples=25)
@given(SCORES)
def test_an_interval_holds_the_mean_and_stays_within_the_scores(scores):
    low, high = bootstrap_interval(scores, [1.0] * len(scores), resamples=300)
    assert min(scores) - 1e-9 <= low <= high <= max(scores) + 1e-9
    mean = weighted_mean(scores, [1.0] * len(scores))
    assert low - 0.2 <= mean <= high + 0.2


def test_an_interval_covers_the_truth_about_as_often_as_it_says():
    draw = np.random.default_rng(7)
    covered = 0
    for _ in range(200):
        scores = (draw.random(80) < 0.7).astype(float).tolist()
        low, high = bootstrap_interval(scores, [1.0] * 80, resamples=300)
        covered += low <= 0.7 <= high
    assert 0.88 <= covered / 200 <= 0.99


def test_an_interval_is_that_of_the_mean_where_theory_knows_it():
    scores = np.random.default_rng(3).normal(0.5, 0.1, 400).tolist()
    low, high = bootstrap_interval(scores, [1.0] * 400)
    error = stats.sem(scores)
    assert low == pytest.approx(np.mean(scores) - 1.96 * error, abs=0.003)
    assert high == pytest.approx(np.mean(scores) + 1.96 * error, abs=0.003)


def test_the_same_scores_give_the_same_interval_and_one_score_none():
    scores = [0.0, 1.0, 1.0, 0.5]
    assert bootstrap_interval(scores, [1.0] * 4) == bootstrap_interval(scores, [1.0] * 4)
    assert bootstrap_interval([1.0], [1.0]) is None
    assert weighted_mean([], []) is None


@given(RIGHT_OR_WRONG)
def test_mcnemar_is_the_exact_binomial_test(pairs):
    before, after = [float(b) for b, _ in pairs], [float(a) for _, a in pairs]
    better = sum(a > b for b, a in zip(before, after, strict=True))
    worse = sum(a < b for b, a in zip(before, after, strict=True))
    few = min(better, worse)
    expected = min(1.0, 2 * stats.binom.cdf(few, better + worse, 0.5)) if better + worse else 1.0
    assert mcnemar_p(before, after) == pytest.approx(expected)
    assert mcnemar_p(after, before) == pytest.approx(expected)


@settings(max_examples=20)
@given(st.lists(st.tuples(SCORE, SCORE), min_size=2, max_size=8))
def test_few_pairs_are_permuted_in_every_way(pairs):
    before, after = np.array([b for b, _ in pairs]), np.array([a for _, a in pairs])
    signs = np.array(np.meshgrid(*[[-1, 1]] * len(pairs))).reshape(len(pairs), -1)
    means = ((before - after)[:, None] * signs).mean(axis=0)
    observed = (before - after).mean()
    above, below = (means >= observed - 1e-12).mean(), (means <= observed + 1e-12).mean()
    expected = min(1.0, 2 * min(above, below))
    assert permutation_p(before.tolist(), after.tolist()) == pytest.approx(expected, abs=0.02)


def test_the_test_that_suits_is_taken():
    assert paired_p([0.0, 1.0, 0.0], [1.0, 1.0, 1.0]) == mcnemar_p([0, 1, 0], [1, 1, 1])
    assert paired_p([0.2, 0.4], [0.2, 0.4]) == 1
    many = np.random.default_rng(1).random(60).tolist()
    better = [value + 0.2 for value in many]
    assert paired_p(many, better) < 0.001


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=50), st.floats(0, 1))
def test_percentiles_as_scipy_has_them(values, share):
    expected = stats.scoreatpercentile(values, share * 100)
    assert percentile(values, share) == pytest.approx(expected, abs=1e-6)
    assert percentile([], share) is None
