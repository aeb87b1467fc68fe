"""All that the page shows, ready for a template that only loops."""

from collections.abc import Sequence
from dataclasses import dataclass

from evals.checked import Checked, checked_runs
from evals.compare import compare_runs
from evals.errors import RunFileError
from evals.metric import Metric
from evals.page.case_view import CaseView, case_views
from evals.page.charts import (
    BarGroup,
    Histogram,
    VerdictShare,
    headline_bars,
    latency_histogram,
    verdict_shares,
)
from evals.run import Run, Summary, printed
from evals.scoring import HEADLINES, METRICS, metric_named

_CARDS = (
    *HEADLINES,
    "quote_validity",
    "abstention_cost",
    "latency_p50",
    "removed_sentence_rate",
    "fallback_rate",
    "cost",
    "faithfulness",
    "answer_relevance",
)


@dataclass(frozen=True, slots=True)
class Card:
    """One figure, large.

    Attributes:
        title: The metric's title.
        value: The figure as printed.
        interval: Its interval as printed, or an empty text.
        cases: Over how many questions.
        meaning: What the metric tells.
    """

    title: str
    value: str
    interval: str
    cases: int
    meaning: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure of a table.

    Attributes:
        text: As printed.
        shade: 0 (worst) to 10 (best), or None.
        note: What is printed small beside it, such as a p-value.
    """

    text: str
    shade: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table.

    Attributes:
        name: What it is of.
        note: What is said of it in a title.
        cells: Its figures.
    """

    name: str
    note: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class PageView:
    """All that the page shows.

    Attributes:
        run: The run.
        others: Those it is compared with.
        cards: The figures that come first.
        bars: The chart of the headline metrics.
        kinds: Figures by kind of question.
        metrics: Every figure, beside those of the others.
        histogram: How long answers took, or None.
        verdicts: The parts of the verdicts.
        checked: What the check of a chat model's sentences found, by run; empty where no system
            has a chat model.
        cases: Every question.
        kind_names: The kinds of question, in order of the alphabet.
    """

    run: Run
    others: tuple[Run, ...]
    cards: tuple[Card, ...]
    bars: tuple[BarGroup, ...]
    kinds: tuple[Row, ...]
    metrics: tuple[Row, ...]
    histogram: Histogram | None
    verdicts: tuple[VerdictShare, ...]
    checked: tuple[Checked, ...]
    cases: tuple[CaseView, ...]
    kind_names: tuple[str, ...]


def page_view(run: Run, others: Sequence[Run]) -> PageView:
    """Return what the page of a run shows.

    Args:
        run: The run.
        others: Those it is compared with.
    """
    return PageView(
        run=run,
        others=tuple(others),
        cards=tuple(
            _card(metric_named(name), run.figures[name]) for name in _CARDS if name in run.figures
        ),
        bars=headline_bars([run, *others]),
        kinds=_kind_rows(run, others),
        metrics=_metric_rows(run, others),
        histogram=latency_histogram(run.results),
        verdicts=verdict_shares(run.results),
        checked=checked_runs([run, *others]),
        cases=case_views(run, others),
        kind_names=tuple(sorted(run.by_kind)),
    )


def _card(metric: Metric, figure: Summary) -> Card:
    return Card(
        metric.title,
        printed(metric, figure),
        figure.interval(" – ", metric.printed),
        figure.cases,
        metric.meaning,
    )


def _kind_rows(run: Run, others: Sequence[Run]) -> tuple[Row, ...]:
    rows = []
    for kind, figures in run.by_kind.items():
        count = sum(result.case.kind == kind for result in run.results)
        ours = [_shaded(figures.get(name)) for name in HEADLINES]
        theirs = [_shaded(other.by_kind.get(kind, {}).get("accuracy")) for other in others]
        rows.append(Row(kind, "", (Cell(str(count)), *ours, *theirs)))
    return tuple(rows)


def _metric_rows(run: Run, others: Sequence[Run]) -> tuple[Row, ...]:
    p_values = [_p_values(other, run) for other in others]
    return tuple(
        Row(
            metric.name,
            metric.meaning,
            (
                Cell(printed(metric, figure)),
                Cell(figure.interval(" – ", metric.printed)),
                Cell(str(figure.cases)),
                *(
                    Cell(
                        printed(metric, other.figures.get(metric.name)),
                        note=p.get(metric.name, ""),
                    )
                    for other, p in zip(others, p_values, strict=True)
                ),
            ),
        )
        for metric in METRICS
        if (figure := run.figures.get(metric.name)) is not None
    )


def _p_values(before: Run, after: Run) -> dict[str, str]:
    try:
        changes = compare_runs(before, after).changes
    except RunFileError:
        return {}
    return {change.metric.name: f"p {change.p_as_printed}" for change in changes}


def _shaded(figure: Summary | None) -> Cell:
    if figure is None:
        return Cell("–")
    return Cell(f"{figure.value:.2f}", min(10, max(0, round(figure.value * 10))))
