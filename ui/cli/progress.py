"""Showing how far the building of the search index is."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress

OnProgress = Callable[[int, int], None]
"""Called with how much is done and how much there is."""

_DOING = "Building the search index"


@contextmanager
def progress_on_stderr() -> Iterator[OnProgress]:
    """Yield a callback that shows progress on standard error, and nothing before it is called.

    On a terminal it draws a bar that vanishes at the end; elsewhere it writes one line.
    """
    if sys.stderr is None or not sys.stderr.isatty():
        yield _one_line()
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        yield _bar(progress)


def _bar(progress: "Progress") -> OnProgress:
    task = progress.add_task(_DOING, visible=False, total=None)

    def on_progress(done: int, total: int) -> None:
        progress.update(task, completed=done, total=total, visible=True)

    return on_progress


def _one_line() -> OnProgress:
    said = False

    def on_progress(_done: int, total: int) -> None:
        nonlocal said
        if not said and sys.stderr is not None:
            sys.stderr.write(f"{_DOING} ({total:,} pieces of text) ...\n")
        said = True

    return on_progress
