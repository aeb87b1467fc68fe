"""Telling what each line of a report is."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.model import NumberingNote
from corpus.outline import Heading, headings_before
from corpus.source import Line, text_width
from corpus.units import UnitStart, find_footnotes, find_units
from corpus.wording import could_be_heading, is_finished, is_place_and_date, item_marker

_MAX_CLOSING_LENGTH = 80


@dataclass(frozen=True, slots=True)
class Layout:
    """What the lines of a report are. Indices count in its lines without running lines.

    Attributes:
        starts: Starts of units, by line.
        headings: The headings above a unit, by the unit's first line.
        marks: Numbers of footnote marks, by line.
        footnotes: Numbers of footnotes, by the line that holds the number alone.
        footnote_lines: The number of the footnote that a line belongs to, by line.
        body_start: First line after the cover.
        closing_start: First line after the last unit, where the report is signed.
        notes: What was unusual in the numbers.
        text_width: Length of a full line.
    """

    starts: dict[int, UnitStart]
    headings: dict[int, tuple[Heading, ...]]
    marks: dict[int, int]
    footnotes: dict[int, int]
    footnote_lines: dict[int, int]
    body_start: int
    closing_start: int
    notes: tuple[NumberingNote, ...]
    text_width: int

    def cover_lines(self, lines: Sequence[Line]) -> Sequence[Line]:
        """Return the lines of the cover."""
        return lines[: self.body_start]

    def closing_lines(self, lines: Sequence[Line]) -> Sequence[Line]:
        """Return the lines after the last unit."""
        return lines[self.closing_start :]

    def heading_lines(self) -> dict[int, Heading]:
        """Return the headings by each of their lines."""
        return {
            line: heading
            for headings in self.headings.values()
            for heading in headings
            for line in range(heading.first, heading.last + 1)
        }


def find_layout(lines: Sequence[Line], page_tops: frozenset[int]) -> Layout:
    """Tell what each line is.

    Args:
        lines: The report's lines without running lines.
        page_tops: Indices of lines that follow a running line.
    """
    width = text_width(lines)
    units = find_units(lines, width)
    starts = {start.line: start for start in units.starts}
    headings = _find_headings(lines, starts)
    heading_lines = {
        line
        for above in headings.values()
        for heading in above
        for line in range(heading.first, heading.last + 1)
    }
    structure = frozenset(starts) | heading_lines
    closing = _find_closing(lines, structure)
    in_figures = _figure_lines(lines, starts, heading_lines)
    marks, footnotes = find_footnotes(lines, in_figures | structure)
    bounds = structure | set(marks) | set(footnotes) | page_tops
    return Layout(
        starts=starts,
        headings=headings,
        marks=marks,
        footnotes=footnotes,
        footnote_lines=_footnote_lines(lines, footnotes, bounds, closing),
        body_start=min(structure, default=len(lines)),
        closing_start=closing,
        notes=units.notes,
        text_width=width,
    )


def _find_headings(
    lines: Sequence[Line], starts: dict[int, UnitStart]
) -> dict[int, tuple[Heading, ...]]:
    headings: dict[int, tuple[Heading, ...]] = {}
    first = min(starts, default=0)
    for index, start in starts.items():
        if start.kind in ("paragraph", "recommendation"):
            found = headings_before(index, lines, starts.keys(), on_cover=index == first)
            if found:
                headings[index] = found
    return headings


def _find_closing(lines: Sequence[Line], structure: frozenset[int]) -> int:
    closing = len(lines)
    last_unit = max(structure, default=len(lines))
    index = len(lines) - 1
    while index > last_unit and _could_close(lines[index].text):
        if is_finished(lines[index - 1].text) or is_place_and_date(lines[index].text):
            closing = index
        index -= 1
    return closing


def _could_close(text: str) -> bool:
    return is_place_and_date(text) or (len(text) <= _MAX_CLOSING_LENGTH and could_be_heading(text))


def _figure_lines(
    lines: Sequence[Line], starts: dict[int, UnitStart], headings: set[int]
) -> frozenset[int]:
    inside: set[int] = set()
    in_figure = False
    for index in range(len(lines)):
        if index in starts:
            in_figure = starts[index].kind in ("figure", "table")
        if in_figure and index not in headings:
            inside.add(index)
    return frozenset(inside)


def _footnote_lines(
    lines: Sequence[Line], footnotes: dict[int, int], bounds: frozenset[int], closing: int
) -> dict[int, int]:
    belonging: dict[int, int] = {}
    for index, number in footnotes.items():
        line = index + 1
        while line < closing and line not in bounds:
            if line > index + 1 and item_marker(lines[line].text):
                break
            belonging[line] = number
            line += 1
    return belonging
