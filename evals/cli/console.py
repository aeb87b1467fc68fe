"""Writing tables and progress to the terminal."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from corpus import visible

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

_WIDTH_OF_A_FILE = 120

OnProgress = Callable[[int, int], None]
"""Called with how much is done and how much there is."""


def terminal() -> "Console":
    """Return standard output as a console that reads no markup in what it is given."""
    from rich.console import Console

    width = None if sys.stdout is not None and sys.stdout.isatty() else _WIDTH_OF_A_FILE
    return Console(markup=False, highlight=False, emoji=False, width=width)


def new_table(title: str, *columns: str) -> "Table":
    """Return an empty table whose first column is text and whose others are numbers.

    Args:
        title: What stands above it.
        columns: Headings.
    """
    from rich import box
    from rich.table import Table

    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    for place, column in enumerate(columns):
        table.add_column(column, justify="right" if place else "left", no_wrap=place > 0)
    return table


def printable(text: str) -> str:
    """Return a text of somebody's on one line, with nothing in it that a terminal obeys."""
    return " ".join(visible(text).split())


@contextmanager
def progress_on_stderr(doing: str) -> Iterator[OnProgress]:
    """Yield a callback that draws a bar on standard error, where that is a terminal.

    Args:
        doing: What is being done, such as ``Asking assistant``.
    """
    if sys.stderr is None or not sys.stderr.isatty():
        yield _silent
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(doing, visible=False, total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total, visible=True)


def _silent(_done: int, _total: int) -> None:
    """Say nothing: a file of lines has no use for a bar."""
