"""What got better and what got worse between two runs."""

from collections.abc import Sequence
from dataclasses import dataclass

from evals.errors import RunFileError
from evals.metric import Metric, weights_of
from evals.metrics import paired_p, weighted_mean
from evals.run import CaseResult, Run
from evals.scoring import METRICS
from evals.verdict import GOOD

SURE = 0.05
"""A p-value below this is marked."""

_SMALLEST_SHOWN = 0.001


@dataclass(frozen=True, slots=True)
class Change:
    """One metric in two runs, over the cases that have a score in both.

    Attributes:
        metric: The metric.
        before: Its mean in the first run.
        after: Its mean in the second.
        better: How many cases got better.
        worse: How many got worse.
        cases: How many cases were compared.
        p: Probability of such a difference by chance: McNemar's test for scores of 0 or 1, a
            permutation test for others. Not corrected for the number of metrics.
    """

    metric: Metric
    before: float
    after: float
    better: int
    worse: int
    cases: int
    p: float

    @property
    def p_as_printed(self) -> str:
        """The p-value to three places, with a star where it is below `SURE`."""
        shown = f"{self.p:.3f}" if self.p >= _SMALLEST_SHOWN else f"<{_SMALLEST_SHOWN}"
        return f"{shown}{' *' if self.p < SURE else ''}"


@dataclass(frozen=True, slots=True)
class CasePair:
    """One question in two runs.

    Attributes:
        before: What became of it in the first run.
        after: What became of it in the second.
    """

    before: CaseResult
    after: CaseResult


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs over the same questions.

    Attributes:
        before: The first run.
        after: The second.
        changes: The metrics that both have, in the order of the tables.
        better: Questions that got right.
        worse: Questions that were right and are not any more.
        other: Questions that went from one wrong verdict to another.
        unmatched: How many questions only one of the runs has, or asks differently.
    """

    before: Run
    after: Run
    changes: tuple[Change, ...]
    better: tuple[CasePair, ...]
    worse: tuple[CasePair, ...]
    other: tuple[CasePair, ...]
    unmatched: int


def compare_runs(before: Run, after: Run) -> Comparison:
    """Compare two runs, case by case.

    Args:
        before: The first run.
        after: The second.

    Raises:
        RunFileError: They have no question in common.
    """
    earlier = {result.case.id: result for result in before.results}
    pairs = tuple(
        CasePair(earlier[result.case.id], result)
        for result in after.results
        if result.case.id in earlier and earlier[result.case.id].case == result.case
    )
    if not pairs:
        raise RunFileError(
            f"The runs of {before.system!r} and {after.system!r} have no case in common. Run "
            "both on the same cases and split."
        )
    changes = (_change(metric, pairs) for metric in METRICS if not metric.is_timing)
    changed = [pair for pair in pairs if pair.before.verdict != pair.after.verdict]
    return Comparison(
        before=before,
        after=after,
        changes=tuple(change for change in changes if change is not None),
        better=tuple(pair for pair in changed if _good(pair.after) and not _good(pair.before)),
        worse=tuple(pair for pair in changed if _good(pair.before) and not _good(pair.after)),
        other=tuple(pair for pair in changed if _good(pair.before) == _good(pair.after)),
        unmatched=len(before.results) + len(after.results) - 2 * len(pairs),
    )


def _change(metric: Metric, pairs: tuple[CasePair, ...]) -> Change | None:
    scores = [
        (pair.before.scores[metric.name], pair.after.scores[metric.name])
        for pair in pairs
        if metric.name in pair.before.scores and metric.name in pair.after.scores
    ]
    if not scores:
        return None
    before, after = [b for b, _ in scores], [a for _, a in scores]
    sign = -1 if metric.lower_is_better else 1
    return Change(
        metric=metric,
        before=_figure(metric, before),
        after=_figure(metric, after),
        better=sum(sign * (a - b) > 0 for b, a in scores),
        worse=sum(sign * (a - b) < 0 for b, a in scores),
        cases=len(scores),
        p=paired_p(before, after),
    )


def _figure(metric: Metric, scores: Sequence[float]) -> float:
    return weighted_mean(scores, weights_of(metric, scores)) or 0.0


def _good(result: CaseResult) -> bool:
    return result.verdict in GOOD
