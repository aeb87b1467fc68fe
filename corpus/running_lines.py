"""Finding running headers, footers and page numbers."""

import re
from collections.abc import Sequence

from corpus.model import RunningLine
from corpus.source import Line

_SYMBOL = re.compile(r"[A-Z]{1,8}[./][A-Z0-9][\w./()\-]*")
_FILE_NAME = re.compile(r"\S+\.(?:docx?|pdf|odt|rtf|indd)", re.IGNORECASE)
_PAGE_BEFORE = re.compile(r"(?P<page>\d{1,4})\s+(?P<rest>\S.*)")
_PAGE_AFTER = re.compile(r"(?P<rest>.*\S)\s+(?P<page>\d{1,4})")
_PAGE_ALONE = re.compile(r"(?:page\s+)?(?P<page>\d{1,4})(?:\s*(?:/|of)\s*\d{1,4})?", re.IGNORECASE)


def find_symbol(lines: Sequence[Line]) -> str | None:
    """Return the document symbol: the first line that is one, such as ``GB.309/PFA/5/4``."""
    for line in lines:
        if _SYMBOL.fullmatch(line.text) and "/" in line.text and re.search(r"\d", line.text):
            return line.text
    return None


def find_running_lines(lines: Sequence[Line], symbol: str | None) -> dict[int, RunningLine]:
    """Return the running headers, footers and page numbers, by index of their line.

    A line is one when it is the name of a document file, or repeats the document's symbol
    (which stands once on the cover, where it stays), in both cases with or without a page
    number; or when it is a page number beside such a line.
    """
    running: dict[int, RunningLine] = {}
    symbol_seen = False
    for index, line in enumerate(lines):
        words, page = _without_page(line.text)
        if words == symbol and not symbol_seen and page is None:
            symbol_seen = True
        elif words == symbol or _FILE_NAME.fullmatch(words):
            running[index] = RunningLine(line.text, line.span, page)
    for index, line in enumerate(lines):
        alone = _PAGE_ALONE.fullmatch(line.text)
        if alone and index not in running and {index - 1, index + 1} & set(running):
            running[index] = RunningLine(line.text, line.span, int(alone.group("page")))
    return dict(sorted(running.items()))


def _without_page(text: str) -> tuple[str, int | None]:
    for pattern in (_PAGE_AFTER, _PAGE_BEFORE):
        match = pattern.fullmatch(text)
        if match and not re.search(r"\s", match.group("rest")):
            return match.group("rest"), int(match.group("page"))
    return text, None
