"""The shapes of the page's charts, in per cent of their width."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from evals.metrics import percentile
from evals.run import CaseResult, Run, Summary
from evals.scoring import HEADLINES, metric_named
from evals.verdict import MEANINGS, VERDICTS, Verdict

_BINS = 24
_HIGHEST_PX = 110.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One system's figure in a chart.

    Attributes:
        system: Its name.
        place: Its place among the systems; decides the colour.
        value: The figure as printed; a dash where there is none.
        width: Length of the bar, 0 to 100.
        low: Where the whisker of the interval begins, or None.
        high: Where it ends, or None.
    """

    system: str
    place: int
    value: str
    width: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class BarGroup:
    """One metric in a chart.

    Attributes:
        title: The metric's title.
        meaning: What it tells.
        bars: One for each system.
    """

    title: str
    meaning: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One bin of a histogram.

    Attributes:
        x: Where it begins, 0 to 100.
        width: Its width.
        height: Its height in pixels.
        count: How many questions are in it.
        label: From when to when, as printed.
    """

    x: float
    width: float
    height: float
    count: int
    label: str


@dataclass(frozen=True, slots=True)
class Histogram:
    """How long answers took.

    Attributes:
        columns: The bins.
        marks: Places (0 to 100) and names of the median and the 95% line.
        end: The longest time, as printed.
    """

    columns: tuple[Column, ...]
    marks: tuple[tuple[float, str], ...]
    end: str


@dataclass(frozen=True, slots=True)
class VerdictShare:
    """One verdict's part of all questions.

    Attributes:
        verdict: The verdict.
        meaning: What it says.
        count: How many questions.
        x: Where its part begins, 0 to 100.
        width: How wide it is.
    """

    verdict: Verdict
    meaning: str
    count: int
    x: float
    width: float


def headline_bars(runs: Sequence[Run]) -> tuple[BarGroup, ...]:
    """Return the chart of the headline metrics.

    Args:
        runs: The run, then those it is compared with.
    """
    return tuple(
        BarGroup(
            metric_named(name).title,
            metric_named(name).meaning,
            tuple(_bar(run.system, place, run.figures.get(name)) for place, run in enumerate(runs)),
        )
        for name in HEADLINES
    )


def latency_histogram(results: Sequence[CaseResult]) -> Histogram | None:
    """Return how long answers took; None where all failed.

    Args:
        results: The results.
    """
    times = [result.elapsed_ms for result in results if result.error is None]
    if not times:
        return None
    end = _round_up(max(*times, 1.0))
    counts = Counter(min(int(time / end * _BINS), _BINS - 1) for time in times)
    highest = max(counts.values())
    columns = tuple(
        Column(
            x=place * 100 / _BINS,
            width=100 / _BINS - 0.4,
            height=counts[place] / highest * _HIGHEST_PX,
            count=counts[place],
            label=f"{place * end / _BINS:.1f} to {(place + 1) * end / _BINS:.1f} ms",
        )
        for place in range(_BINS)
    )
    middle, most = percentile(times, 0.5) or 0.0, percentile(times, 0.95) or 0.0
    marks = (
        (middle / end * 100, f"median {middle:.1f} ms"),
        (most / end * 100, f"95% {most:.1f} ms"),
    )
    return Histogram(columns, marks, f"{end:g} ms")


def verdict_shares(results: Sequence[CaseResult]) -> tuple[VerdictShare, ...]:
    """Return the parts that verdicts have of all questions, the good ones first.

    Args:
        results: The results.
    """
    counts = Counter(result.verdict for result in results)
    shares = []
    x = 0.0
    for verdict in VERDICTS:
        if counts[verdict]:
            width = counts[verdict] / len(results) * 100
            shares.append(VerdictShare(verdict, MEANINGS[verdict], counts[verdict], x, width))
            x += width
    return tuple(shares)


def _bar(system: str, place: int, figure: Summary | None) -> Bar:
    if figure is None:
        return Bar(system, place, "–", 0.0, None, None)
    low = None if figure.low is None else figure.low * 100
    high = None if figure.high is None else figure.high * 100
    return Bar(system, place, f"{figure.value:.3f}", max(figure.value, 0.0) * 100, low, high)


def _round_up(value: float) -> float:
    """Return the next of 1, 2, 5, 10, 20, 50 and so on."""
    power = 10 ** math.floor(math.log10(value))
    return float(next(step * power for step in (1, 2, 5, 10) if step * power >= value - 1e-9))
