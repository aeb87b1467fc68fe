"""Reading a figure or table: caption, source, notes and printed values."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.model import FigureDetails, FigureValue
from corpus.source import Line
from corpus.wording import is_finished, join_lines

_SOURCE = re.compile(r"Sources?\s*:\s*", re.IGNORECASE)
_NOTE = re.compile(r"(?:Notes?\s*:|\*+|[a-z]/\s)", re.IGNORECASE)
_VALUE = re.compile(
    r"(?P<label>\D.*?)\s*(?:[,:]\s*|\s+)"
    r"(?P<value>-?\d{1,3}(?:[ \u00a0,]\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?)\s*%?"
)
_UNIT = re.compile(
    r"\((?:in\s+)?(?P<unit>[^()]*(?:US\$|\$|€|£|per cent|%|million|billion|thousand)[^()]*)\)"
)


@dataclass(frozen=True, slots=True)
class FigureText:
    """A figure as text, with its details.

    Attributes:
        text: Caption, notes, source and values, each on a line of its own.
        details: The same, taken apart.
    """

    text: str
    details: FigureDetails


def read_figure(lines: Sequence[Line], text_from: int) -> FigureText:
    """Read the lines of a figure or table.

    Args:
        lines: Its lines, the caption first.
        text_from: Where the caption begins in the first line, after "Figure N.".
    """
    caption, rest = _read_caption(lines, text_from)
    parts = [caption]
    source: str | None = None
    values: list[FigureValue] = []
    while rest:
        if source is None and _SOURCE.match(rest[0]):
            words, rest = _read_sentence(rest)
            source = _SOURCE.sub("", words, count=1)
            parts.append(words)
            continue
        count, value = _read_value(rest)
        if value is not None:
            start = len("\n".join(parts)) + 1
            words = _printed(rest[:count])
            parts.append(words)
            values.append(FigureValue(value[0], value[1], start, start + len(words)))
            rest = rest[count:]
            continue
        words, rest = _read_note(rest)
        parts.append(words)
    unit = _UNIT.search(caption)
    details = FigureDetails(
        caption, source, unit.group("unit").strip() if unit else None, tuple(values)
    )
    return FigureText("\n".join(parts), details)


def _read_caption(lines: Sequence[Line], text_from: int) -> tuple[str, list[str]]:
    caption = _clean(lines[0].text[text_from:])
    count = 1
    while count < len(lines) and not is_finished(caption):
        line = lines[count]
        if _SOURCE.match(line.text) or _NOTE.match(line.text) or line.text[0].isdigit():
            break
        if not (line.text[0].islower() or line.adjacent) or _VALUE.fullmatch(line.text):
            break
        if line.indented and not line.text[0].islower():
            break
        caption += join_lines(caption, line.text) + _clean(line.text)
        count += 1
    return caption, [_clean(line.text) for line in lines[count:]]


def _read_sentence(rest: list[str]) -> tuple[str, list[str]]:
    words, count = rest[0], 1
    while count < len(rest) and not is_finished(words):
        words += join_lines(words, rest[count]) + rest[count]
        count += 1
    return words, rest[count:]


def _read_value(rest: Sequence[str]) -> tuple[int, tuple[str, float] | None]:
    """Read one "label, value", printed on one to three lines."""
    for count in (1, 2, 3):
        if count > len(rest) or any(_SOURCE.match(line) for line in rest[:count]):
            break
        match = _VALUE.fullmatch(_printed(rest[:count]))
        if match and not is_finished(match.group("label")):
            number = re.sub(r"[ \u00a0,]", "", match.group("value"))
            return count, (match.group("label"), float(number))
    return 0, None


def _read_note(rest: list[str]) -> tuple[str, list[str]]:
    words, count = rest[0], 1
    while count < len(rest) and not is_finished(words):
        if _SOURCE.match(rest[count]) or _read_value(rest[count:])[1] is not None:
            break
        words += join_lines(words, rest[count]) + rest[count]
        count += 1
    return words, rest[count:]


def _printed(lines: Sequence[str]) -> str:
    return re.sub(r"\s+([,:])", r"\1", " ".join(lines))


def _clean(text: str) -> str:
    return re.sub(r"\s+", " ", text.strip())
