"""The command ``eval compare``."""

from pathlib import Path

from evals.cli.console import printable, terminal
from evals.cli.tables import changes_table
from evals.compare import CasePair, compare_runs
from evals.run import load_run, renamed


def print_comparison(before: Path, after: Path, html_file: Path | None) -> None:
    """Print what got better and what got worse between two saved runs.

    Args:
        before: File of the first run.
        after: File of the second.
        html_file: Where a page is written, or None.

    Raises:
        RunFileError: A file is no run, or the runs have no case in common.
    """
    comparison = compare_runs(renamed(load_run(before), before), renamed(load_run(after), after))
    if html_file is not None:
        from evals.page import write_page

        write_page(comparison.after, [comparison.before], html_file)
    console = terminal()
    console.print(changes_table(comparison))
    _print_pairs("Better", comparison.better)
    _print_pairs("Worse", comparison.worse)
    _print_pairs("Wrong in another way", comparison.other)
    if comparison.unmatched:
        console.print(f"{comparison.unmatched} questions stand in one of the runs only.")


def _print_pairs(title: str, pairs: tuple[CasePair, ...]) -> None:
    console = terminal()
    console.print(f"{title}: {len(pairs)}")
    for pair in pairs:
        case = pair.after.case
        verdicts = f"{pair.before.verdict} → {pair.after.verdict}"
        console.print(
            f"  {case.id} ({case.kind}): {verdicts}\n    {printable(case.question)}", soft_wrap=True
        )
