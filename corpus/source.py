"""Reading a report file into lines with known places."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import ReportFileError
from corpus.model import Span

_BINARY_SIGNATURES = {
    b"%PDF": "a PDF file",
    b"PK\x03\x04": "a Word or other zipped document",
    b"\xd0\xcf\x11\xe0": "an old Word document",
}
_MAX_BYTES = 50 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of a report file.

    Attributes:
        name: File name without its suffix, the last resort for a document symbol.
        text: The whole text; every line end is one line feed.
        sha256: SHA-256 of the file's bytes, in hexadecimal.
    """

    name: str
    text: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line that holds more than blanks.

    Attributes:
        text: The line without surrounding blanks.
        start: Where that text begins in the source text.
        end: Where it ends.
        indented: Whether blanks stand before it.
        adjacent: Whether no empty line stands between it and the line before.
    """

    text: str
    start: int
    end: int
    indented: bool
    adjacent: bool

    @property
    def span(self) -> Span:
        """Where the line stands in the source text."""
        return Span(self.start, self.end)


def read_source(path: Path) -> SourceText:
    """Read a plain text file.

    Args:
        path: A UTF-8 (or UTF-16 with byte order mark) text file of at most 50 MiB.

    Raises:
        ReportFileError: The file is missing, unreadable, no text, empty or too large.
    """
    raw = _read_bytes(path)
    text = _decode(raw, path).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise ReportFileError(
            f"The report file {str(path)!r} holds no text. Give a file with text."
        )
    return SourceText(path.stem, text, hashlib.sha256(raw).hexdigest())


def split_lines(text: str) -> tuple[Line, ...]:
    """Return the lines of a text that hold more than blanks."""
    lines: list[Line] = []
    for match in re.finditer(r"[^\n\f\v\x85\u2028\u2029]+", text):
        words = match.group().strip()
        if not words:
            continue
        start = match.start() + match.group().index(words)
        line_ends = text.count("\n", lines[-1].end, start) if lines else 0
        lines.append(Line(words, start, start + len(words), start > match.start(), line_ends == 1))
    return tuple(lines)


def text_width(lines: Sequence[Line]) -> int:
    """Return the length of a full line: nine lines out of ten are not longer."""
    lengths = sorted(len(line.text) for line in lines)
    return lengths[len(lengths) * 9 // 10] if lengths else 0


def _read_bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise ReportFileError(
                f"The report file {str(path)!r} is larger than {_MAX_BYTES // 1024**2} MiB. "
                "Give one report, as plain text."
            )
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ReportFileError(
            f"The report file {str(path)!r} cannot be read: {reason}. "
            "Check the path and its permissions."
        ) from error


def _decode(raw: bytes, path: Path) -> str:
    for signature, what in _BINARY_SIGNATURES.items():
        if raw.startswith(signature):
            raise ReportFileError(
                f"The report file {str(path)!r} is {what}; plain text is expected. "
                "Save it as UTF-8 text first."
            )
    encoding = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReportFileError(
            f"The report file {str(path)!r} is not {encoding.upper().removesuffix('-SIG')} text "
            f"(byte {error.start}). Save it as UTF-8 text."
        ) from error
    if "\x00" in text:
        raise ReportFileError(
            f"The report file {str(path)!r} holds zero bytes, so it is no text file. "
            "Save it as UTF-8 text."
        )
    return text
