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
        "--system generative --against assistant --limit 40",
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
    limit: Annotated[
        int | None,
        typer.Option(
            min=1,
            metavar="N",
            help="Ask only N of them, evenly spread: a chat model costs money.",
        ),
    ] = None,
    system: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            help="What is asked: assistant, generative (the same with the chat model of the "
            "settings), bm25, dense, tutorial, assistant-without-STAGE, or "
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
    judge: Annotated[
        str | None,
        typer.Option(
            metavar="PROVIDER:MODEL",
            help="Let a chat model judge the answers too, beside the measures.",
        ),
    ] = None,
) -> None:
    """Ask every question of a set and measure the answers."""
    if context.invoked_subcommand is not None:
        return
    if update_baseline and limit is not None:
        raise typer.BadParameter("the baseline needs every question; leave out --limit.")
    from evals.cli.evaluation import Request, run_evaluation

    request = Request(
        overrides=dict(context.obj or {}),
        cases=cases,
        split=split,
        limit=limit,
        system=system,
        against=tuple(against or ()),
        json_file=json_file,
        html_file=html_file,
        fail_under=tuple(fail_under or ()),
        update_baseline=update_baseline,
        judge=judge,
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


@app.command(
    epilog=_examples(
        "benchmark --questions dev-v2.0.json",
        "benchmark --passages p.jsonl --questions q.jsonl --reader-only --json result.json",
    )
)
def benchmark(
    context: typer.Context,
    questions: Annotated[
        Path,
        typer.Option(metavar="FILE", help="Questions as JSONL, or a SQuAD 2.0 file."),
    ],
    passages: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Passages as JSONL; SQuAD 2.0 brings its own."),
    ] = None,
    reader_only: Annotated[
        bool,
        typer.Option(
            "--reader-only", help="Give the gold passage; only find the answer in it, or none."
        ),
    ] = False,
    json_file: Annotated[
        Path | None, typer.Option("--json", metavar="FILE", help="Save figures and outcomes.")
    ] = None,
) -> None:
    """Measure on other people's passages and questions; goes on where it was broken off."""
    from evals.cli.benchmarking import print_benchmark

    mode: Literal["retrieval", "reader"] = "reader" if reader_only else "retrieval"
    print_benchmark(dict(context.obj or {}), questions, passages, mode, json_file)


@app.command(
    "add-case",
    epilog=_examples(
        "add-case",
        'add-case --question "How many units were merged?" --kind number --passage p11 '
        '--fact "three|3"',
        "add-case --feedback feedback.jsonl",
    ),
)
def add_case(  # noqa: PLR0913, PLR0917 - one parameter for each option
    context: typer.Context,
    cases: Cases = None,
    question: Annotated[
        str | None, typer.Option(help="The question; all else is asked for when it is left out.")
    ] = None,
    kind: Annotated[str, typer.Option(help="Kind of question, such as number.")] = "fact",
    id_: Annotated[
        str, typer.Option("--id", help="Its id [default: made of the question's words].")
    ] = "",
    history: Annotated[
        list[str] | None, typer.Option(help="An earlier question; may be given several times.")
    ] = None,
    stand_alone: Annotated[
        str, typer.Option(help="The question as asked without the conversation.")
    ] = "",
    unanswerable: Annotated[
        bool, typer.Option("--unanswerable", help="The report does not answer it.")
    ] = False,
    passage: Annotated[
        list[str] | None, typer.Option(help="A gold passage, any of which will do, such as p11.")
    ] = None,
    all_of: Annotated[
        list[str] | None, typer.Option(help="A gold passage, all of which are needed.")
    ] = None,
    fact: Annotated[
        list[str] | None, typer.Option(help="A key fact, its variants parted by |.")
    ] = None,
    forbidden: Annotated[
        list[str] | None, typer.Option(help="Words that must not be in the answer.")
    ] = None,
    note: Annotated[str, typer.Option(help="A remark for testers.")] = "",
    feedback: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Make cases of feedback exported from the chat."),
    ] = None,
    yes: Annotated[
        bool, typer.Option("--yes", help="With --feedback: add what needs no person, ask nothing.")
    ] = False,
) -> None:
    """Add a question to a file of cases, once it is checked."""
    from evals.cli.adding import Addition, add_cases, split_facts

    fields = {
        "id": id_,
        "kind": kind,
        "question": question,
        "history": history or [],
        "stand_alone": stand_alone,
        "answerable": not unanswerable,
        "passages": passage or [],
        "all_of": all_of or [],
        "facts": split_facts(fact or []),
        "forbidden": forbidden or [],
        "note": note,
    }
    addition = Addition(dict(context.obj or {}), cases, feedback, yes, fields)
    raise typer.Exit(add_cases(addition))
