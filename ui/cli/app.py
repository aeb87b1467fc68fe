"""The commands of ``report-assistant``: their options and their help.

What a command does stands in modules of its own, imported when it runs, so that
``--help`` and ``--version`` answer at once.
"""

from pathlib import Path
from typing import Annotated, Literal

import typer

from ui.cli.version import PROGRAM, version_line

COMMON_OPTIONS = ("--report", "--data-dir")
"""Options that stand before the command, because they hold for every one."""


def _app(help_text: str | None = None) -> typer.Typer:
    return typer.Typer(
        help=help_text,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )


def _examples(*commands: str) -> str:
    """Return an epilog that keeps its lines: a paragraph that begins with a backspace does."""
    return "\b\nExamples:\n" + "\n".join(f"  {PROGRAM} {command}" for command in commands)


app = _app()
index_app = _app("Build the search index, or see what state it is in.")
app.add_typer(
    index_app, name="index", epilog=_examples("index status", "--report r.txt index build")
)

feedback_app = _app("List or export what people said of answers in the chat.")
app.add_typer(
    feedback_app,
    name="feedback",
    epilog=_examples("feedback list", "feedback export feedback.jsonl"),
)

users_app = _app("Say who may use the chat when it is served with --auth.")
app.add_typer(
    users_app,
    name="users",
    epilog=_examples("users add ana --file users.txt", "users list --file users.txt"),
)

UsersFile = Annotated[Path, typer.Option("--file", metavar="FILE", help="The file of users.")]
UserName = Annotated[str, typer.Argument(help="The name: letters, digits and . _ - @")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for a program to read.")]


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(version_line())
        raise typer.Exit


@app.callback(
    epilog=_examples(
        'ask "How did the Office respond to Recommendation 7?"',
        "show p19",
        "--report my-report.txt serve",
    )
)
def common(
    context: typer.Context,
    report: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Report to read, as text [default: the shipped report]."),
    ] = None,
    data_dir: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Folder for the search index [default: your own]."),
    ] = None,
    version: Annotated[  # noqa: ARG001
        bool,
        typer.Option(
            "--version", help="Print the version.", callback=_print_version, is_eager=True
        ),
    ] = False,
) -> None:
    """Ask a report with numbered paragraphs; get the exact paragraph back, word for word."""
    given = {"report": report, "data_dir": data_dir}
    context.obj = {name: value for name, value in given.items() if value is not None}


@app.command(
    epilog=_examples("serve", "serve --port 8000", "serve --host 0.0.0.0 --auth users.txt --mcp")
)
def serve(  # noqa: PLR0913 - one parameter for each option
    context: typer.Context,
    *,
    host: Annotated[
        str | None,
        typer.Option(help="Address to serve on [default: 127.0.0.1, this machine only]."),
    ] = None,
    port: Annotated[
        int | None, typer.Option(help="Port to serve on; 0 takes any free one [default: 7860].")
    ] = None,
    root_path: Annotated[
        str | None, typer.Option(metavar="PATH", help="Path that a proxy in front of it adds.")
    ] = None,
    auth: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Ask for a name and password in this file.")
    ] = None,
    mcp: Annotated[
        bool, typer.Option("--mcp", help="Serve the tools for MCP clients too, at /mcp.")
    ] = False,
    log_questions: Annotated[
        bool, typer.Option("--log-questions", help="Write the text of questions to the log.")
    ] = False,
) -> None:
    """Serve the chat for a browser."""
    from ui.cli.serving import serve_chat

    given = {"host": host, "port": port, "root_path": root_path, "users_file": auth}
    # An option that is not given leaves the environment's setting as it is.
    switches = {"mcp": mcp or None, "log_questions": log_questions or None}
    chosen = {name: it for name, it in (given | switches).items() if it is not None}
    serve_chat(context.obj | chosen)


@app.command(
    epilog=_examples(
        'ask "What does paragraph 8 say?"',
        'ask --json "How is the strategy funded?"',
        'ask --answerer generative --show-removed "How is the strategy funded?"',
        "ask - < question.txt",
    )
)
def ask(
    context: typer.Context,
    question: Annotated[str, typer.Argument(help="The question; - reads it from standard input.")],
    answerer: Annotated[
        Literal["extractive", "generative"] | None,
        typer.Option(help="The report's words alone, or a chat model's [default: the model's]."),
    ] = None,
    show_removed: Annotated[
        bool, typer.Option("--show-removed", help="Print sentences that failed the check too.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Answer a question with quotes from the report."""
    from ui.cli.answers import print_answer

    print_answer(
        context.obj, question, answerer=answerer, show_removed=show_removed, as_json=as_json
    )


@app.command(epilog=_examples('search "field offices"', 'search -k 3 --json "budget"'))
def search(
    context: typer.Context,
    query: Annotated[str, typer.Argument(help="What to look for; - reads it from standard input.")],
    count: Annotated[
        int, typer.Option("-k", help="How many passages to print.", min=1, max=100)
    ] = 5,
    as_json: Json = False,
) -> None:
    """List the passages nearest to a query, best first."""
    from ui.cli.answers import print_results

    print_results(context.obj, query, count, as_json=as_json)


@app.command(
    epilog=_examples("show p19", 'show "para 19"', 'show "Recommendation 6"', "show cover")
)
def show(
    context: typer.Context,
    passage: Annotated[str, typer.Argument(help="Its id (p19) or its printed name (para 19).")],
    as_json: Json = False,
) -> None:
    """Print one passage with its section, list items and references."""
    from ui.cli.passages import print_passage

    print_passage(context.obj, passage, as_json=as_json)


@app.command(epilog=_examples("mcp", "--report my-report.txt mcp"))
def mcp(context: typer.Context) -> None:
    """Serve the report to a desktop client over MCP."""
    from ui.cli.mcp import serve_mcp

    serve_mcp(context.obj)


@index_app.command(epilog=_examples("index build", "index build --force"))
def build(
    context: typer.Context,
    force: Annotated[
        bool, typer.Option("--force", help="Build anew, even where nothing changed.")
    ] = False,
) -> None:
    """Build the search index, or bring it up to date."""
    from ui.cli.indexing import build_index

    build_index(context.obj, force=force)


@index_app.command(epilog=_examples("index status", "index status --json"))
def status(context: typer.Context, as_json: Json = False) -> None:
    """Print what the search index holds and whether it can be trusted."""
    from ui.cli.indexing import print_status

    print_status(context.obj, as_json=as_json)


@feedback_app.command("list", epilog=_examples("feedback list", "feedback list --json"))
def list_feedback(context: typer.Context, as_json: Json = False) -> None:
    """Print what people said of answers, oldest first."""
    from ui.cli.feedback import print_feedback

    print_feedback(context.obj, as_json=as_json)


@feedback_app.command(
    epilog=_examples("feedback export feedback.jsonl", "feedback export - | wc -l")
)
def export(
    context: typer.Context,
    file: Annotated[str, typer.Argument(help="File to write; - is standard output.")],
) -> None:
    """Write what people said as the file that eval add-case reads."""
    from ui.cli.feedback import export_feedback

    export_feedback(context.obj, file)


@users_app.command(
    epilog=_examples("users add ana --file users.txt", "users add bob --file users.txt --tester")
)
def add(
    name: UserName,
    file: UsersFile,
    tester: Annotated[
        bool, typer.Option("--tester", help="Let them see what people said of answers.")
    ] = False,
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="Read the password from standard input.")
    ] = False,
) -> None:
    """Add a user or change their password; asks for it twice."""
    from ui.cli.users import add_user

    add_user(file, name, tester=tester, password_stdin=password_stdin)


@users_app.command(epilog=_examples("users remove ana --file users.txt"))
def remove(name: UserName, file: UsersFile) -> None:
    """Remove a user; their sessions end at once."""
    from ui.cli.users import remove_user_of

    remove_user_of(file, name)


@users_app.command("list", epilog=_examples("users list --file users.txt"))
def list_users(file: UsersFile, as_json: Json = False) -> None:
    """Print the names of the users."""
    from ui.cli.users import print_users

    print_users(file, as_json=as_json)


@app.command(epilog=_examples("doctor", "doctor --json", "doctor --model"))
def doctor(
    context: typer.Context,
    model: Annotated[
        bool, typer.Option("--model", help="Ask the chat model one real question too.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Check what this program needs; name each mend."""
    from ui.cli.diagnosis import print_diagnosis

    raise typer.Exit(print_diagnosis(context.obj, call_model=model, as_json=as_json))


@app.command(epilog=_examples("settings", "settings --json"))
def settings(context: typer.Context, as_json: Json = False) -> None:
    """Print every setting and where it comes from."""
    from ui.cli.setting_list import print_settings

    print_settings(context.obj, as_json=as_json)
