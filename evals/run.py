"""A run: every question asked of one system, with answers, scores and what they rest on."""

import uuid
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from evals.case import Case, Split
from evals.errors import RunFileError
from evals.metric import Metric, weights_of
from evals.metrics import bootstrap_interval, percentile, weighted_mean
from evals.scoring import HEADLINES, METRICS
from evals.system import SystemAnswer
from evals.verdict import Verdict

FORMAT: Literal[1] = 1


class Summary(BaseModel):
    """One figure.

    Attributes:
        value: The figure.
        low: Lower end of its 95% interval, or None.
        high: Upper end, or None.
        cases: How many cases have a score.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    value: float
    low: float | None = None
    high: float | None = None
    cases: int

    def interval(self, between: str, printed: Callable[[float], str] = "{:.3f}".format) -> str:
        """Return the interval as printed; an empty text where there is none.

        Args:
            between: What stands between its ends.
            printed: How a number is printed; as a share when left out.
        """
        if self.low is None or self.high is None:
            return ""
        return f"{printed(self.low)}{between}{printed(self.high)}"


class CaseResult(BaseModel):
    """One question, what the system said, and how that was judged.

    Attributes:
        case: The question and what is right.
        answer: What the system said.
        error: What it broke off with, or None.
        verdict: What became of the question.
        scores: Scores by metric; a metric that does not apply is left out.
        elapsed_ms: How long the answer took, in milliseconds.
        unjudged: Why a judge that was asked gave no score, or None.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    case: Case
    answer: SystemAnswer
    error: str | None = None
    verdict: Verdict
    scores: dict[str, float]
    elapsed_ms: float
    unjudged: str | None = None


class Provenance(BaseModel):
    """What the figures of a run rest on.

    Attributes:
        report: Symbol of the report.
        report_sha256: Hash of its file.
        cases_sha256: Hash of the cases that were asked.
        system: What the system's answers depend on: models with hashes, settings.
        versions: Versions of Python and of the packages that matter.
        machine: Processor, cores and operating system.
        seed: Seed of the random draws behind the intervals.
        started: When the run began, in ISO 8601.
        duration_s: How long it took, in seconds.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    report: str
    report_sha256: str
    cases_sha256: str
    system: dict[str, str]
    versions: dict[str, str]
    machine: dict[str, str]
    seed: int
    started: str
    duration_s: float


class Run(BaseModel):
    """A run of one system.

    Attributes:
        format: Version of this form.
        system: The system's name.
        description: What it is.
        split: The part of the cases that was asked.
        provenance: What the figures rest on.
        figures: Figures by metric.
        by_kind: Headline figures by kind of question, then by metric.
        results: The cases, in the file's order.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: Literal[1] = FORMAT
    system: str
    description: str
    split: Split | Literal["all"]
    provenance: Provenance
    figures: dict[str, Summary]
    by_kind: dict[str, dict[str, Summary]]
    results: tuple[CaseResult, ...]

    @property
    def errors(self) -> tuple[CaseResult, ...]:
        """The cases that the system broke off with an error."""
        return tuple(result for result in self.results if result.error is not None)


def summarise(results: Sequence[CaseResult], names: Sequence[str] = ()) -> dict[str, Summary]:
    """Return the figures of some results.

    Args:
        results: The results.
        names: The metrics wanted; all when left out.

    Returns:
        Figures by metric, in the order of the tables, without metrics that have no score.
    """
    wanted = [metric for metric in METRICS if not names or metric.name in names]
    figures = {metric.name: _summary(metric, results) for metric in wanted}
    return {name: figure for name, figure in figures.items() if figure is not None}


def summarise_by_kind(results: Sequence[CaseResult]) -> dict[str, dict[str, Summary]]:
    """Return the headline figures of every kind of question, in the order they first come."""
    kinds: defaultdict[str, list[CaseResult]] = defaultdict(list)
    for result in results:
        kinds[result.case.kind].append(result)
    return {kind: summarise(of_kind, HEADLINES) for kind, of_kind in kinds.items()}


def printed(metric: Metric, figure: Summary | None) -> str:
    """Return a figure as it is printed; a dash where there is no score.

    Args:
        metric: The metric.
        figure: Its figure, or None.
    """
    return "–" if figure is None else metric.printed(figure.value)


def printed_metrics(runs: Sequence[Run]) -> tuple[Metric, ...]:
    """Return the metrics that a table of some runs holds, in order.

    Args:
        runs: The runs; what only some systems can have is left out where none has it.
    """
    return tuple(
        metric
        for metric in METRICS
        if metric.subject == "answers" or any(metric.name in run.figures for run in runs)
    )


def renamed(run: Run, path: Path) -> Run:
    """Return a saved run under a name that tells its file, to tell it from another.

    Args:
        run: The run.
        path: Its file.
    """
    return run.model_copy(update={"system": f"{run.system} ({path.stem})"})


def save_run(run: Run, path: Path) -> None:
    """Write a run as JSON.

    Args:
        run: The run.
        path: The file; it is replaced as a whole or not at all.

    Raises:
        RunFileError: It cannot be written.
    """
    write_whole(path, run.model_dump_json(indent=1, exclude_defaults=False) + "\n")


def load_run(path: Path) -> Run:
    """Read a run that `save_run` wrote.

    Args:
        path: The file.

    Raises:
        RunFileError: It cannot be read, or is no run.
    """
    try:
        return Run.model_validate_json(path.read_bytes(), strict=False)
    except OSError as error:
        raise RunFileError(
            f"{str(path)!r} cannot be read ({error.strerror or error}). Check the name; a run is "
            "saved with: report-assistant eval --json FILE"
        ) from error
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"])) or "the file"
        raise RunFileError(
            f"{str(path)!r} is no run of this version: {where}: {first['msg']}. Save it again "
            "with: report-assistant eval --json FILE"
        ) from error


def write_whole(path: Path, text: str) -> None:
    """Write a file so that nobody ever finds half of it.

    Args:
        path: The file.
        text: All that is to stand in it.

    Raises:
        RunFileError: It cannot be written.
    """
    beside = path.parent / f".{uuid.uuid4().hex}.part"
    try:
        beside.write_text(text, encoding="utf-8")
        beside.replace(path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink()
        raise RunFileError(
            f"{str(path)!r} cannot be written ({error.strerror or error}). Name a file in a "
            "folder that exists and that you may write to."
        ) from error


def _summary(metric: Metric, results: Sequence[CaseResult]) -> Summary | None:
    if metric.is_timing:
        times = [result.elapsed_ms for result in results if result.error is None]
        value = percentile(times, 0.5 if metric.aggregate == "p50" else 0.95)
        return None if value is None else Summary(value=round(value, 3), cases=len(times))
    scores = [result.scores[metric.name] for result in results if metric.name in result.scores]
    weights = weights_of(metric, scores)
    value = weighted_mean(scores, weights)
    if value is None:
        return None
    interval = bootstrap_interval(scores, weights)
    low, high = interval or (None, None)
    return Summary(value=value, low=low, high=high, cases=len(scores))
