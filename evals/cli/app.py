"""The commands of ``report-assistant eval``: their options and their help.

What a command does stands in modules of its own, imported when it runs.
"""

from pathlib import Path
from typing import Annotated, Literal

import typer

_PROGRAM = "report-assistant eval"


def _examples(*commands: str) -> str:
    """Return an epilog that keeps its lines: a paragraph that begins with a backspace does."""
    return "\b\nExamples:\n" + "\n".join(f"  {_PROGRAM} {command}".rstrip() for command in commands)


app = typer.Typer(
    invoke_without_command=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)

Cases = Annotated[
    Path | None,
    typer.Option("--cases", metavar="FILE", help="Questions to ask [default: the shipped ones]."),
]


@app.callback(
    epilog=_examples(
        "",
        "--against baselines --html report.html",
        "--split dev --json run.json --fail-under hit@1=0.9",
        "--system mypackage.mymodule:make_system",
    )
)
def evaluate(  # noqa: PLR0913, PLR0917 - one parameter for each option
    context: typer.Context,
    cases: Cases = None,
    split: Annotated[
        Literal["dev", "test", "all"],
        typer.Option(help="Which of the questions; tuning looks at dev only."),
    ] = "all",
    system: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            help="What is asked: assistant, bm25, dense, tutorial, assistant-without-STAGE, or "
            "package.module:function.",
        ),
    ] = "assistant",
    against: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME|RUN",
            help="What it is compared with: a system, a saved run, baselines or ablation. "
            "May be given several times.",
        ),
    ] = None,
    json_file: Annotated[
        Path | None, typer.Option("--json", metavar="FILE", help="Save the run.")
    ] = None,
    html_file: Annotated[
        Path | None,
        typer.Option("--html", metavar="FILE", help="Write a page with figures and every answer."),
    ] = None,
    fail_under: Annotated[
        list[str] | None,
        typer.Option(
            metavar="METRIC=VALUE",
            help="Exit with 1 when a figure is worse than this. May be given several times.",
        ),
    ] = None,
    update_baseline: Annotated[
        bool,
        typer.Option("--update-baseline", help="Make this run the baseline of the tests."),
    ] = False,
) -> None:
    """Ask every question of a set and measure the answers."""
    if context.invoked_subcommand is not None:
        return
    from evals.cli.evaluation import Request, run_evaluation

    request = Request(
        overrides=dict(context.obj or {}),
        cases=cases,
        split=split,
        system=system,
        against=tuple(against or ()),
        json_file=json_file,
        html_file=html_file,
        fail_under=tuple(fail_under or ()),
        update_baseline=update_baseline,
    )
    raise typer.Exit(run_evaluation(request))


@app.command(epilog=_examples("compare before.json after.json"))
def compare(
    before: Annotated[Path, typer.Argument(help="A run saved with --json.", metavar="RUN")],
    after: Annotated[Path, typer.Argument(help="Another one.", metavar="RUN")],
    html_file: Annotated[
        Path | None,
        typer.Option("--html", metavar="FILE", help="Write a page with both runs."),
    ] = None,
) -> None:
    """Show what got better and what got worse between two runs."""
    from evals.cli.comparison import print_comparison

    print_comparison(before, after, html_file)
