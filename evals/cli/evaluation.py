"""The command ``eval``: ask, measure, compare, write down."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from assistant import load_settings
from evals.case import Case, Split, select_cases, spread
from evals.case_file import load_cases, shipped_cases
from evals.checked import checked_runs
from evals.cli.console import printable, progress_on_stderr, terminal
from evals.cli.tables import (
    MOST_BESIDE,
    changes_table,
    checked_table,
    fault_lines,
    figures_table,
    kinds_table,
    provenance_lines,
    systems_table,
)
from evals.compare import compare_runs
from evals.gate import baseline_of, failures, parse_bounds, save_baseline
from evals.judge import Judge, open_judge
from evals.run import Run, load_run, renamed, save_run
from evals.runner import run_system
from evals.system import SystemContext, closed_after, system_context
from evals.systems import expand_names, make_system

FAILED = 1
_SHOWN_ERRORS = 5


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for on the command line.

    Attributes:
        overrides: Settings that stood before the command.
        cases: File of cases, or None for those that come with the product.
        split: Which of them.
        limit: How many of those at most, evenly spread; None for all.
        system: Name of the system.
        against: Systems, groups or saved runs to compare with.
        json_file: Where the run is saved, or None.
        html_file: Where the page is written, or None.
        fail_under: Bounds, as ``METRIC=VALUE``.
        update_baseline: Whether the run becomes the baseline of the tests.
        judge: The chat model that judges the answers, or None.
    """

    overrides: dict[str, object]
    cases: Path | None
    split: Split | Literal["all"]
    limit: int | None
    system: str
    against: tuple[str, ...]
    json_file: Path | None
    html_file: Path | None
    fail_under: tuple[str, ...]
    update_baseline: bool
    judge: str | None


def run_evaluation(request: Request) -> int:
    """Run an evaluation and print it.

    Args:
        request: What was asked for.

    Returns:
        The exit code: 0, or 1 where a bound was not kept or a case failed.

    Raises:
        ReportAssistantError: Something that was given cannot be used.
    """
    bounds = parse_bounds(request.fail_under)
    saved = {
        name: renamed(load_run(Path(name)), Path(name))
        for name in request.against
        if _is_file(name)
    }
    settings = load_settings(**request.overrides)
    judge = None if request.judge is None else open_judge(request.judge, settings)
    with progress_on_stderr("Embedding") as on_progress:
        context = system_context(settings, on_progress)
        cases = _cases(request, context)
        run = _ask(request.system, cases, context, request.split, judge)
        others = [
            saved[name] if name in saved else _ask(name, cases, context, request.split, judge)
            for name in expand_names(request.against)
            if name != request.system
        ]
    _write_down(run, others, request)
    _print(run, others)
    failed = failures(run, bounds)
    for failure in failed:
        terminal().print(f"Failed: {failure}")
    return FAILED if failed or run.errors else 0


def _is_file(name: str) -> bool:
    return name.endswith(".json") or Path(name).is_file()


def _cases(request: Request, context: SystemContext) -> tuple[Case, ...]:
    report = context.report
    cases = shipped_cases(report) if request.cases is None else load_cases(request.cases, report)
    chosen = select_cases(cases, request.split)
    return chosen if request.limit is None else spread(chosen, request.limit)


def _ask(
    name: str,
    cases: tuple[Case, ...],
    context: SystemContext,
    split: Split | Literal["all"],
    judge: Judge | None,
) -> Run:
    with (
        closed_after(make_system(name, context)) as system,
        progress_on_stderr(f"Asking {system.name}") as on_case,
    ):
        return run_system(system, cases, context.report, split=split, on_case=on_case, judge=judge)


def _write_down(run: Run, others: list[Run], request: Request) -> None:
    if request.json_file is not None:
        save_run(run, request.json_file)
    if request.html_file is not None:
        from evals.page import write_page

        write_page(run, others, request.html_file)
    if request.update_baseline:
        save_baseline(baseline_of(run))


def _print(run: Run, others: list[Run]) -> None:
    console = terminal()
    console.print(figures_table(run, others))
    if len(others) > MOST_BESIDE:
        console.print(systems_table([run, *others]))
    console.print(kinds_table(run))
    for checked in checked_runs([run, *others]):
        console.print(checked_table(checked))
        console.print("\n".join(fault_lines(checked)))
    for other in others:
        console.print(changes_table(compare_runs(other, run)))
    for line in (*_notes(run), *provenance_lines(run)):
        console.print(line)


def _notes(run: Run) -> Iterator[str]:
    """Yield what went wrong, a line each."""
    for result in run.errors[:_SHOWN_ERRORS]:
        yield f"{result.case.id} failed: {printable(result.error or '')}"
    if len(run.errors) > _SHOWN_ERRORS:
        yield f"… and {len(run.errors) - _SHOWN_ERRORS} more cases failed."
    unjudged = [result.unjudged for result in run.results if result.unjudged]
    if unjudged:
        yield f"{len(unjudged)} answers were not judged: {printable(unjudged[0])}"
