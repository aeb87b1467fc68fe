"""The command ``mcp``."""

import signal
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from assistant import load_settings
from ui.cli.output import say_on_stderr
from ui.cli.session import assistant_for
from ui.desk import QuestionDesk
from ui.programs import ReportFunctions


def serve_mcp(overrides: Mapping[str, object]) -> None:
    """Serve the MCP tools on standard input and output until standard input is closed.

    Args:
        overrides: Settings from the command line.
    """
    settings = load_settings(**overrides)
    with assistant_for(overrides) as assistant, _ended_by_ctrl_c():
        from ui.programs import serve_on_stdio

        desk = QuestionDesk(
            assistant,
            settings.questions_at_once,
            settings.questions_waiting,
            model_calls=settings.model_calls_at_once,
            log_questions=settings.log_questions,
        )
        if sys.stdin is not None and sys.stdin.isatty():
            say_on_stderr("Waiting for an MCP client on standard input. Press Ctrl-C to stop.")
        serve_on_stdio(ReportFunctions(desk))


@contextmanager
def _ended_by_ctrl_c() -> Iterator[None]:
    """Let Ctrl-C end the process: the thread that waits for input cannot be interrupted."""
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
