"""Bounds that a run has to keep, and the committed baseline."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from evals.errors import RunFileError, UnknownMetricError
from evals.metric import Metric
from evals.run import Run, write_whole
from evals.scoring import METRICS, metric_named

GATED = (
    "accuracy",
    "hit@1",
    "hit@3",
    "mrr",
    "citation_f1",
    "quote_validity",
    "key_facts",
    "abstention_f1",
    "abstention_cost",
)
"""The metrics of the baseline."""

TOLERANCE = 0.01
"""What a metric may lose against the baseline: less than two of a hundred questions."""

NO_TOLERANCE = ("quote_validity",)


class Baseline(BaseModel):
    """The figures that a change must not fall below.

    Attributes:
        split: The part of the cases they were measured on.
        cases_sha256: Hash of those cases.
        figures: Figures by metric.
        tolerance: What each may lose, by metric.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    split: str
    cases_sha256: str
    figures: dict[str, float]
    tolerance: dict[str, float] = Field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Failure:
    """A figure on the wrong side of its bound.

    Attributes:
        metric: The metric.
        value: Its figure, or None where no case has a score.
        bound: What it had to reach, or must not pass where lower is better.
    """

    metric: Metric
    value: float | None
    bound: float

    def __str__(self) -> str:
        """Return it as a sentence."""
        wanted = "at most" if self.metric.lower_is_better else "at least"
        value = "no score" if self.value is None else f"{self.value:.4g}"
        return f"{self.metric.name} is {value}; {wanted} {self.bound:.4g} is wanted."


def parse_bounds(texts: Sequence[str]) -> dict[str, float]:
    """Return bounds by metric.

    Args:
        texts: Such as ``hit@1=0.9``.

    Raises:
        UnknownMetricError: One is not of this form, or names no metric, or one that is judged
            by a chat model.
    """
    bounds: dict[str, float] = {}
    for text in texts:
        name, _, value = text.partition("=")
        metric = _gate_metric(name.strip())
        bounds[metric.name] = _number(value, text)
    return bounds


def failures(run: Run, bounds: Mapping[str, float]) -> tuple[Failure, ...]:
    """Return the figures of a run that are on the wrong side of their bounds.

    Args:
        run: The run.
        bounds: Least values by metric; greatest ones where lower is better.

    Raises:
        UnknownMetricError: A bound is on no metric, or on one that is judged by a chat model.
    """
    return tuple(
        Failure(metric, value, bound)
        for metric, value, bound in (
            (_gate_metric(name), _figure(run, name), bound) for name, bound in bounds.items()
        )
        if value is None or (value > bound if metric.lower_is_better else value < bound)
    )


def baseline_of(run: Run) -> Baseline:
    """Return the baseline that a run makes.

    Args:
        run: A run of the product.
    """
    figures = {name: run.figures[name].value for name in GATED if name in run.figures}
    return Baseline(
        split=run.split,
        cases_sha256=run.provenance.cases_sha256,
        figures={name: round(value, 6) for name, value in figures.items()},
        tolerance={name: 0.0 if name in NO_TOLERANCE else TOLERANCE for name in figures},
    )


def bounds_of(baseline: Baseline) -> dict[str, float]:
    """Return the bounds that a baseline sets: its figures with the tolerance taken off.

    Args:
        baseline: The baseline.
    """
    bounds = {}
    for name, figure in baseline.figures.items():
        slack = baseline.tolerance.get(name, 0.0) + 1e-6
        bounds[name] = figure + slack if metric_named(name).lower_is_better else figure - slack
    return bounds


def load_baseline(path: Path | None = None) -> Baseline:
    """Read a baseline.

    Args:
        path: The file; the committed one when left out.

    Raises:
        RunFileError: It cannot be read.
    """
    path = path or baseline_path()
    try:
        return Baseline.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise RunFileError(
            f"The baseline {str(path)!r} cannot be read. Write it again with: "
            "report-assistant eval --split dev --update-baseline"
        ) from error


def save_baseline(baseline: Baseline, path: Path | None = None) -> None:
    """Write a baseline.

    Args:
        baseline: The baseline.
        path: The file; the committed one when left out.

    Raises:
        RunFileError: It cannot be written.
    """
    write_whole(path or baseline_path(), baseline.model_dump_json(indent=2) + "\n")


def baseline_path() -> Path:
    """Return the file of the committed baseline."""
    return Path(str(files("evals") / "baseline.json"))


def _gate_metric(name: str) -> Metric:
    metric = metric_named(name)
    if metric.is_judged:
        allowed = ", ".join(it.name for it in METRICS if not it.is_judged)
        raise UnknownMetricError(
            f"{name!r} is what a chat model thinks of an answer; it can differ from run to run, so "
            f"that no bound may rest on it. The metrics for bounds are: {allowed}."
        )
    return metric


def _number(value: str, text: str) -> float:
    try:
        number = float(value)
    except ValueError:
        number = math.nan
    if math.isnan(number):
        raise UnknownMetricError(
            f"The bound {text!r} is not of the form METRIC=VALUE, such as hit@1=0.9."
        )
    return number


def _figure(run: Run, name: str) -> float | None:
    figure = run.figures.get(name)
    return None if figure is None else figure.value
