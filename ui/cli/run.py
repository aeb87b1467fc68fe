"""Running one command: exit codes, errors in one sentence, quiet ends."""

import errno
import os
import sys
from collections.abc import Sequence

import typer
from typer.main import get_command

from ui.cli.app import COMMON_OPTIONS
from ui.cli.output import OutputClosedError, make_encodable, say_on_stderr
from ui.cli.plug_ins import app_with_plug_ins
from ui.cli.version import PROGRAM

WRONG_INPUT = 2
"""Exit code: the question, the passage, a setting or an option is wrong."""

FAILED = 1
"""Exit code: everything else that went wrong."""

INTERRUPTED = 130
"""Exit code: ended with Ctrl-C, as shells count it."""

PIPE_CLOSED = 141
"""Exit code: the reader of the output went away, as shells count it."""


def run(arguments: Sequence[str]) -> int:
    """Run one command.

    Args:
        arguments: What follows the name of the program; nothing stands for ``--help``.

    Returns:
        The exit code: 0, `FAILED`, `WRONG_INPUT`, `INTERRUPTED` or `PIPE_CLOSED`.
    """
    make_encodable(sys.stdout, sys.stderr)
    try:
        code = _run_command(arguments)
        if sys.stdout is not None:
            sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except (BrokenPipeError, OutputClosedError):
        _drop_output()
        return PIPE_CLOSED
    except OSError as error:
        _drop_output()
        return _report_system_error(error)
    return code


def _run_command(arguments: Sequence[str]) -> int:
    from corpus import ReportAssistantError, WrongInputError

    try:
        code = get_command(app_with_plug_ins()).main(
            list(arguments) or ["--help"], prog_name=PROGRAM, standalone_mode=False
        )
    except typer.Abort:
        return INTERRUPTED
    except typer.TyperException as error:
        say_on_stderr(_usage_sentence(error))
        return error.exit_code
    except ReportAssistantError as error:
        say_on_stderr(str(error))
        return WRONG_INPUT if isinstance(error, WrongInputError) else FAILED
    return int(code or 0)


def _usage_sentence(error: typer.TyperException) -> str:
    context = getattr(error, "ctx", None)
    command = context.command_path if context else PROGRAM
    option = getattr(error, "option_name", None)
    if option in COMMON_OPTIONS:
        return f"Write {option} before the command: {PROGRAM} {option} … {command.split()[-1]}."
    message = error.format_message().strip().rstrip(".")
    return f"{message}. `{command} --help` shows what is possible."


def _report_system_error(error: OSError) -> int:
    reason = error.strerror or str(error)
    advice = "Make room on the disk and try again." if error.errno == errno.ENOSPC else ""
    where = f" ({error.filename})" if error.filename else ""
    say_on_stderr(f"The system refused: {reason}{where}. {advice}".strip())
    return FAILED


def _drop_output() -> None:
    """Keep the interpreter from writing the rest of the output when it ends."""
    silent = os.open(os.devnull, os.O_WRONLY)
    if sys.stdout is not None:
        os.dup2(silent, sys.stdout.fileno())
