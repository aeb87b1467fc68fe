"""Runs and comparisons as tables for the terminal."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from evals.checked import Checked
from evals.cli.console import new_table, printable
from evals.compare import SURE, Comparison
from evals.run import Run, printed, printed_metrics
from evals.scoring import HEADLINES, metric_named

if TYPE_CHECKING:
    from rich.table import Table


MOST_BESIDE = 3
"""So many other systems stand beside one in a table."""


def figures_table(run: Run, others: Sequence[Run]) -> "Table":
    """Return every figure of a run, with its interval, beside those of a few others.

    Args:
        run: The run.
        others: Runs over the same questions; more than fit on a line are left out.
    """
    others = others if len(others) <= MOST_BESIDE else ()
    title = f"{run.system}: {len(run.results)} questions ({run.split})"
    table = new_table(title, "Metric", run.system, "95% interval", "cases", *_names(others))
    for metric in printed_metrics([run, *others]):
        figure = run.figures.get(metric.name)
        table.add_row(
            metric.name,
            printed(metric, figure),
            figure.interval(" to ", metric.printed) if figure else "",
            str(figure.cases) if figure else "–",
            *(printed(metric, other.figures.get(metric.name)) for other in others),
        )
    return table


def systems_table(runs: Sequence[Run]) -> "Table":
    """Return the headline figures of several systems, a line each.

    Args:
        runs: Runs over the same questions.
    """
    columns = (*HEADLINES, "latency_p50")
    table = new_table("Systems", "System", *columns)
    for run in runs:
        figures = (printed(metric_named(name), run.figures.get(name)) for name in columns)
        table.add_row(run.system, *figures)
    return table


def kinds_table(run: Run) -> "Table":
    """Return the headline figures by kind of question.

    Args:
        run: The run.
    """
    table = new_table("By kind of question", "Kind", "cases", *HEADLINES)
    for kind, figures in run.by_kind.items():
        cases = sum(result.case.kind == kind for result in run.results)
        shown = (printed(metric_named(name), figures.get(name)) for name in HEADLINES)
        table.add_row(kind, str(cases), *shown)
    return table


def changes_table(comparison: Comparison) -> "Table":
    """Return what changed between two runs, metric by metric.

    Args:
        comparison: The comparison.
    """
    before, after = comparison.before.system, comparison.after.system
    title = f"From {before} to {after} (* p < {SURE})"
    table = new_table(title, "Metric", "before", "after", "change", "better", "worse", "cases", "p")
    for change in comparison.changes:
        table.add_row(
            change.metric.name,
            change.metric.printed(change.before),
            change.metric.printed(change.after),
            change.metric.printed_change(change.after - change.before),
            str(change.better),
            str(change.worse),
            str(change.cases),
            change.p_as_printed,
        )
    return table


def checked_table(checked: Checked) -> "Table":
    """Return what the check found in the sentences of a chat model.

    Args:
        checked: What it found.
    """
    title = f"{checked.system}: {checked.sentences} sentences of its chat model, checked"
    table = new_table(title, "Verdict", "sentences", "share", "questions", "meaning")
    table.columns[-1].justify = "left"
    for found in checked.verdicts:
        table.add_row(
            printable(found.verdict),
            str(found.sentences),
            f"{found.share:.3f}",
            str(found.questions),
            found.meaning,
        )
    return table


def fault_lines(checked: Checked) -> Iterator[str]:
    """Yield how many answers are in a chat model's words, and why others are not.

    Args:
        checked: What the check found.
    """
    yield f"{checked.worded} answers are in the words of the chat model."
    if checked.faults:
        count = sum(count for _, count in checked.faults)
        faults = ", ".join(f"{printable(fault)} {times}" for fault, times in checked.faults)
        yield f"{count} got the extractive answer instead: {faults}."


def provenance_lines(run: Run) -> Iterator[str]:
    """Yield what a run rests on, a line each.

    Args:
        run: The run.
    """
    rests = run.provenance
    report, cases = rests.report_sha256[:12], rests.cases_sha256[:12]
    yield f"Report {rests.report} (sha256 {report}), cases {cases}"
    yield "; ".join(f"{name}: {value}" for name, value in rests.system.items())
    yield (
        f"{rests.duration_s:.1f} s on {rests.machine['cores']} cores of "
        f"{rests.machine['processor']}; Python {rests.versions['python']}; seed {rests.seed}"
    )


def _names(runs: Sequence[Run]) -> list[str]:
    return [run.system for run in runs]
