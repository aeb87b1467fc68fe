"""How sure a figure is, and whether two runs differ by more than chance."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SEED = 20101123
"""Of every random draw, so that a run gives the same intervals again."""

RESAMPLES = 2000
CONFIDENCE = 0.95


class Interval(NamedTuple):
    """An interval of confidence.

    Attributes:
        low: Its lower end.
        high: Its upper end.
    """

    low: float
    high: float


def weighted_mean(values: Sequence[float], weights: Sequence[float]) -> float | None:
    """Return ``Σ weight·value / Σ weight``; None where there is nothing.

    Args:
        values: Scores.
        weights: Their weights, above 0.
    """
    total = sum(weights)
    return sum(v * w for v, w in zip(values, weights, strict=True)) / total if total else None


def bootstrap_interval(
    values: Sequence[float], weights: Sequence[float], resamples: int = RESAMPLES
) -> Interval | None:
    """Return the 95% percentile bootstrap interval of a weighted mean.

    The cases are drawn again, with replacement: Efron and Tibshirani, "An Introduction to
    the Bootstrap", 1993, chapter 13; drawn by scipy from a fixed seed.

    Args:
        values: One score per case.
        weights: Their weights, above 0.
        resamples: How often the cases are drawn.

    Returns:
        The interval; None for fewer than two cases.
    """
    if len(values) < 2:
        return None
    import numpy as np
    from scipy.stats import bootstrap

    def statistic(
        drawn: "NDArray[np.float64]", drawn_weights: "NDArray[np.float64]", axis: int
    ) -> "NDArray[np.float64]":
        total: NDArray[np.float64] = (drawn * drawn_weights).sum(axis) / drawn_weights.sum(axis)
        return total

    result = bootstrap(
        (np.asarray(values, float), np.asarray(weights, float)),
        statistic,
        paired=True,
        vectorized=True,
        n_resamples=resamples,
        confidence_level=CONFIDENCE,
        method="percentile",
        rng=np.random.default_rng(SEED),
    )
    interval = result.confidence_interval
    return Interval(float(interval.low), float(interval.high))


def mcnemar_p(before: Sequence[float], after: Sequence[float]) -> float:
    """Return the p-value of McNemar's exact test on paired right-or-wrong scores.

    Of the pairs that differ, as many should have got better as worse: a two-sided binomial
    test with p = 0.5. Source: McNemar, Psychometrika 12, 1947; exact form: Fagerland,
    Lydersen and Laake, BMC Medical Research Methodology 13, 2013.

    Args:
        before: Scores of 0 or 1.
        after: Scores of the same cases, in the same order.
    """
    from scipy.stats import binomtest

    better = sum(a > b for b, a in zip(before, after, strict=True))
    worse = sum(a < b for b, a in zip(before, after, strict=True))
    return float(binomtest(better, better + worse).pvalue) if better + worse else 1.0


def permutation_p(before: Sequence[float], after: Sequence[float]) -> float:
    """Return the p-value of a paired permutation test on the mean difference.

    Each case's two scores may be swapped: Smucker, Allan and Carterette, "A comparison of
    statistical significance tests for information retrieval evaluation", CIKM 2007. All
    swaps are tried where there are few, 9,999 drawn from a fixed seed otherwise.

    Args:
        before: Scores.
        after: Scores of the same cases, in the same order.
    """
    import numpy as np
    from scipy.stats import permutation_test

    first, second = np.asarray(before, float), np.asarray(after, float)
    if np.array_equal(first, second) or len(first) < 2:
        return 1.0

    def statistic(
        x: "NDArray[np.float64]", y: "NDArray[np.float64]", axis: int
    ) -> "NDArray[np.float64]":
        mean: NDArray[np.float64] = np.mean(x - y, axis=axis)
        return mean

    result = permutation_test(
        (first, second),
        statistic,
        permutation_type="samples",
        vectorized=True,
        n_resamples=9999,
        rng=np.random.default_rng(SEED),
    )
    return float(result.pvalue)


def paired_p(before: Sequence[float], after: Sequence[float]) -> float:
    """Return the p-value of the test that suits: McNemar's for 0 or 1, else by permutation.

    Args:
        before: Scores.
        after: Scores of the same cases, in the same order.
    """
    binary = {*before, *after} <= {0.0, 1.0}
    return mcnemar_p(before, after) if binary else permutation_p(before, after)


def percentile(values: Sequence[float], share: float) -> float | None:
    """Return the value below which a share of the values lies, by linear interpolation.

    Source: Hyndman and Fan, The American Statistician 50(4), 1996, type 7.

    Args:
        values: Any numbers; None is returned where there are none.
        share: From 0 to 1; 0.5 is the median.
    """
    if not values:
        return None
    import numpy as np

    return float(np.percentile(values, share * 100))
