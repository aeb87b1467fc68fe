"""What a measure is, and how its figures are printed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from corpus import Report
from evals.case import Case
from evals.system import SystemAnswer
from evals.verdict import Verdict

Aggregate = Literal["mean", "f1", "p50", "p95"]
"""How the scores of cases become one figure. ``f1``: a right decision counts twice, in
precision and in recall, a wrong one once; the weighted mean is then 2TP / (2TP + FP + FN)."""

Unit = Literal["share", "difference", "ms", "count", "money"]
"""``share``: 0 to 1. ``difference``: -1 to 1. ``ms``: milliseconds. ``count``: so many a
question. ``money``: so much a question, in the currency of the prices that the settings give."""

Subject = Literal["answers", "model", "judge"]
"""What a measure is of: the ``answers`` of any system; the work of a chat ``model``, which few
systems have; what a chat model thinks as a ``judge``."""

_FORMATS: Mapping[Unit, str] = {
    "share": ".3f",
    "difference": ".3f",
    "ms": ".1f",
    "count": ".2f",
    "money": ".5f",
}


@dataclass(frozen=True, slots=True)
class Scored:
    """One question, asked and answered.

    Attributes:
        case: The question and what is right.
        answer: What the system said; empty where it failed.
        verdict: What became of it.
        stand_alone: What it said to the question asked without the conversation, if it was.
        report: The report.
        elapsed_ms: How long it took, in milliseconds.
        judged: What a judge thinks of it, by metric; empty where none was asked.
    """

    case: Case
    answer: SystemAnswer
    verdict: Verdict
    stand_alone: SystemAnswer | None
    report: Report
    elapsed_ms: float
    judged: Mapping[str, float] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """What it says to the question; empty for a refusal."""
        return "" if self.answer.refused else self.answer.text


@dataclass(frozen=True, slots=True)
class Metric:
    """One measure.

    Attributes:
        name: As written in files and on the command line.
        title: As written in tables.
        meaning: What it tells, in one sentence.
        score: The score of one case, or None where the measure does not apply.
        aggregate: How the scores become one figure.
        lower_is_better: Whether a smaller figure is the better one.
        unit: What its figures are in.
        subject: What it is of; only measures of the answers are printed where no system has
            a figure.
    """

    name: str
    title: str
    meaning: str
    score: Callable[[Scored], float | None]
    aggregate: Aggregate = "mean"
    lower_is_better: bool = False
    unit: Unit = "share"
    subject: Subject = "answers"

    @property
    def is_timing(self) -> bool:
        """Whether it differs from run to run."""
        return self.unit == "ms"

    @property
    def is_judged(self) -> bool:
        """Whether it is a chat model's opinion, and so no bound for a gate."""
        return self.subject == "judge"

    def printed(self, value: float) -> str:
        """Return a figure as it is printed.

        Args:
            value: The figure.
        """
        return f"{value:{_FORMATS[self.unit]}}{' ms' if self.is_timing else ''}"

    def printed_change(self, change: float) -> str:
        """Return a difference between two figures as it is printed, with its sign.

        Args:
            change: The second figure less the first.
        """
        return f"{change:+{_FORMATS[self.unit]}}"


def weights_of(metric: Metric, scores: Sequence[float]) -> list[float]:
    """Return how much each score counts in a metric's figure; see `Aggregate`.

    Args:
        metric: The metric.
        scores: Its scores, one for each case.
    """
    return [1 + score if metric.aggregate == "f1" else 1.0 for score in scores]
