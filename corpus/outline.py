"""Finding headings and the section that each unit stands in."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from corpus.source import Line
from corpus.wording import continues_heading, could_be_heading, ends_with_value, is_finished

_MAX_STACKED = 4
_TOP_LEVEL = re.compile(
    r"(?:introduction|background|overview|context|executive summary|summary|methodology|"
    r"(?:main |key )?findings|conclusions?|recommendations?|lessons|comments? (?:from|by|of)|"
    r"response (?:from|by|of)|management response|way forward|next steps|draft decision|"
    r"annex|appendix)\b",
    re.IGNORECASE,
)
"""How reports name their main parts; used where print does not show a heading's level."""
_ROMAN = re.compile(r"[IVX]{1,5}\.\s")
_LETTER = re.compile(r"[A-Z]\.\s")
_ARABIC = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2})*)\.?\s")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading and the lines it is printed on.

    Attributes:
        title: Its words, lines joined.
        first: Index of its first line.
        last: Index of its last line.
    """

    title: str
    first: int
    last: int


def headings_before(
    unit: int, lines: Sequence[Line], taken: Collection[int], *, on_cover: bool
) -> tuple[Heading, ...]:
    """Return the headings that stand right above a unit, outermost first.

    Args:
        unit: Index of the unit's first line.
        lines: All lines.
        taken: Indices of lines that cannot be headings and end the search, such as starts
            of units; running lines are left out of ``lines`` before.
        on_cover: Whether the unit is the first of the report, so that the title and other
            lines of the cover, which have the shape of headings, stand before.
    """
    candidates: list[int] = []
    index = unit - 1
    while index >= 0 and index not in taken and len(candidates) < 2 * _MAX_STACKED:
        text = lines[index].text
        if not (could_be_heading(text) or continues_heading(text)):
            break
        candidates.insert(0, index)
        index -= 1
    while candidates and not _can_begin(candidates[0], lines, taken):
        candidates.pop(0)
    headings = _join(candidates, lines)
    if on_cover and (not candidates or candidates[0] == 0 or not _is_closed(candidates[0], lines)):
        headings = headings[-1:]
    return headings[-_MAX_STACKED:]


def _is_closed(index: int, lines: Sequence[Line]) -> bool:
    return is_finished(lines[index - 1].text) or ends_with_value(lines[index - 1].text)


def _can_begin(index: int, lines: Sequence[Line], taken: Collection[int]) -> bool:
    if not could_be_heading(lines[index].text):
        return False
    return index == 0 or index - 1 in taken or _is_closed(index, lines)


def _join(candidates: Sequence[int], lines: Sequence[Line]) -> tuple[Heading, ...]:
    headings: list[Heading] = []
    for index in candidates:
        text = lines[index].text
        if headings and continues_heading(text):
            last = headings[-1]
            headings[-1] = Heading(f"{last.title} {text}", last.first, index)
        else:
            headings.append(Heading(text, index, index))
    return tuple(headings)


class OutlineBuilder:
    """Keeps the section path while a report is read from top to bottom.

    Numbered headings ("II.", "B.", "2.1") tell their level. Without numbers, of headings
    stacked above one unit each is below the one before it, and a heading alone stands
    beside the last one, unless its words name a main part of a report.
    """

    def __init__(self) -> None:
        """Start before the first heading."""
        self._path: tuple[str, ...] = ()
        self._last_letter = ""

    @property
    def path(self) -> tuple[str, ...]:
        """The titles of the headings above the current place, outermost first."""
        return self._path

    def enter(self, titles: Sequence[str]) -> tuple[tuple[str, ...], ...]:
        """Go past headings that are stacked above one unit.

        Args:
            titles: Their titles, in printed order.

        Returns:
            The path of each heading.
        """
        paths: list[tuple[str, ...]] = []
        for position, title in enumerate(titles):
            level = self._level(title, position, stacked=len(titles) > 1)
            self._path = (*self._path[: level - 1], title)
            paths.append(self._path)
        return tuple(paths)

    def _level(self, title: str, position: int, *, stacked: bool) -> int:
        numbered = self._level_by_number(title)
        if numbered is not None:
            return numbered
        if position > 0:
            return len(self._path) + 1
        if stacked or _TOP_LEVEL.match(title):
            return 1
        return max(len(self._path), 1)

    def _level_by_number(self, title: str) -> int | None:
        arabic = _ARABIC.match(title)
        if arabic:
            return min(arabic.group("number").count(".") + 1, len(self._path) + 1)
        is_next_letter = self._last_letter and ord(title[0]) == ord(self._last_letter) + 1
        if _LETTER.match(title) and (is_next_letter or not _ROMAN.match(title)):
            self._last_letter = title[0]
            return 2 if self._path else 1
        if _ROMAN.match(title):
            self._last_letter = ""
            return 1
        return None
