"""Writing to the terminal: any text, in any encoding, without what a terminal would obey."""

import codecs
import json
import re
import shutil
import sys
import textwrap
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from corpus import visible

_HANDLER = "report-assistant-plain"
_WIDEST = 100
_PLAIN = {
    "¶": "para.",
    "“": '"',
    "”": '"',
    "‘": "'",
    "’": "'",
    "–": "-",
    "—": "-",
    "›": ">",
    "·": "-",
    "•": "-",
    "■": "-",
    "…": "...",
}
_SURROGATE = re.compile(r"[\ud800-\udfff]")


class OutputClosedError(Exception):
    """The reader of the output went away, as ``head`` does when it has seen enough."""


def make_encodable(*streams: TextIO | None) -> None:
    """Let streams write characters that their encoding does not have, in plain letters.

    Args:
        *streams: Standard output and the like; None, where one is closed, is left out.
    """
    codecs.register_error(_HANDLER, _in_plain_letters)
    for stream in streams:
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors=_HANDLER)


def say(text: str, *, at_once: bool = False) -> None:
    """Write one or more lines to standard output.

    Args:
        text: The lines.
        at_once: Whether they must be seen before the command ends.
    """
    _write(sys.stdout, text)
    if at_once and sys.stdout is not None:
        sys.stdout.flush()


def say_on_stderr(text: str) -> None:
    """Write one or more lines to standard error."""
    _write(sys.stderr, text)


def say_json(value: object) -> None:
    """Write a value as JSON in UTF-8; a lone surrogate is written as an escape.

    Args:
        value: Dictionaries, lists, tuples, texts, numbers, booleans and None.
    """
    text = json.dumps(value, ensure_ascii=False, indent=2)
    text = _SURROGATE.sub(lambda match: f"\\u{ord(match.group()):04x}", text)
    say_bytes(f"{text}\n".encode())


def say_bytes(content: bytes) -> None:
    """Write a file's content to standard output as it is.

    Args:
        content: The bytes.
    """
    if sys.stdout is None:
        return
    with _closing_named():
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()


def wrapped(text: str, indent: str = "") -> str:
    """Return a text wrapped to the terminal; its own line breaks are kept.

    Args:
        text: Any text.
        indent: What every line begins with.
    """
    width = min(shutil.get_terminal_size((_WIDEST, 24)).columns, _WIDEST)
    lines = text.split("\n")
    return "\n".join(
        textwrap.fill(
            line,
            max(width, len(indent) + 20),
            initial_indent=indent,
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
        )
        for line in lines
    )


def _write(stream: TextIO | None, text: str) -> None:
    if stream is not None:
        with _closing_named():
            stream.write(f"{visible(text)}\n")


@contextmanager
def _closing_named() -> Iterator[None]:
    """Raise an error of our own: typer ends the process itself on a broken pipe."""
    try:
        yield
    except BrokenPipeError as error:
        raise OutputClosedError from error


def _in_plain_letters(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_plain, error.object[error.start : error.end])), error.end


def _plain(character: str) -> str:
    letters = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode()
    return _PLAIN.get(character) or letters or "?"
