"""Opening what a command works with."""

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from assistant import Assistant, load_settings, open_assistant
from ui.cli.progress import progress_on_stderr

_LONGEST_INPUT = 100_000


@contextmanager
def assistant_for(overrides: Mapping[str, object]) -> Iterator[Assistant]:
    """Open the assistant for one command, and close it afterwards.

    The first use builds the search index and shows how far it is.

    Args:
        overrides: Settings from the command line.
    """
    settings = load_settings(**overrides)
    with progress_on_stderr() as on_progress:
        assistant = open_assistant(settings, on_progress=on_progress)
    with assistant:
        yield assistant


def text_or_stdin(text: str) -> str:
    """Return the text, or what standard input holds where the text is ``-``."""
    if text != "-":
        return text
    if sys.stdin is None:
        return ""
    reconfigure: Callable[..., None] | None = getattr(sys.stdin, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="surrogateescape")
    return sys.stdin.read(_LONGEST_INPUT)
