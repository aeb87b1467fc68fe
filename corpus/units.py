"""Finding where the printed units of a report begin."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.model import NumberingNote, PassageKind
from corpus.numbering import NumberCandidate, find_restarts, find_series
from corpus.source import Line
from corpus.wording import BULLETS, could_be_heading, ends_with_value, is_finished

_PARAGRAPH = re.compile(r"(?P<number>[1-9]\d{0,3})\.(?:\s+(?=\S)|$)")
_RECOMMENDATION = re.compile(
    rf"(?:[{BULLETS}]\s*)?Recommendation\s+(?P<number>[1-9]\d{{0,2}})\s*(?:[.:–—-]\s*|$)",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"(?P<name>Figure|Chart|Table)\s+(?P<number>[1-9]\d{0,2})\s*[.:–—]\s*(?=\S)", re.IGNORECASE
)
_SHORT_SHARE = 0.8
_SHORT_LENGTH = 30
_FOOTNOTE = re.compile(r"(?P<number>\d{1,3})")


@dataclass(frozen=True, slots=True)
class UnitStart:
    """The line on which a printed unit begins.

    Attributes:
        line: Index of the line.
        kind: Kind of unit.
        number: Its printed number.
        text_from: Position in the line after the printed number.
        series: 0 for the main series, 1 and up where the numbers start again.
    """

    line: int
    kind: PassageKind
    number: int
    text_from: int
    series: int = 0


@dataclass(frozen=True, slots=True)
class UnitStarts:
    """Every unit start of a report, with what was unusual in the numbers.

    Attributes:
        starts: In order of lines.
        notes: Gaps, strays and restarts.
    """

    starts: tuple[UnitStart, ...]
    notes: tuple[NumberingNote, ...]


def find_units(lines: Sequence[Line], width: int) -> UnitStarts:
    """Find the paragraphs, recommendations, figures and tables of a report.

    Args:
        lines: The report's lines without running lines.
        width: Length of a full line of the report.
    """
    starts: list[UnitStart] = []
    notes: list[NumberingNote] = []
    for kind, pattern in _PATTERNS:
        found = [(index, pattern.match(line.text)) for index, line in enumerate(lines)]
        matches = {i: match for i, match in found if match and _is_named(kind, match)}
        candidates = [
            NumberCandidate(
                index, int(match.group("number")), _plausibility(index, match, lines, width)
            )
            for index, match in matches.items()
        ]
        main = find_series(candidates)
        for series, members in enumerate((main, *find_restarts(candidates, main))):
            starts += [
                UnitStart(member.line, kind, member.number, matches[member.line].end(), series)
                for member in members
            ]
            notes += _notes(kind, members, lines, series)
        used = {start.line for start in starts}
        notes += [
            NumberingNote("stray", kind, candidate.number, lines[candidate.line].start)
            for candidate in candidates
            if candidate.line not in used
        ]
    return UnitStarts(
        tuple(sorted(starts, key=lambda start: start.line)),
        tuple(sorted(notes, key=lambda note: note.offset)),
    )


_PATTERNS: tuple[tuple[PassageKind, re.Pattern[str]], ...] = (
    ("paragraph", _PARAGRAPH),
    ("recommendation", _RECOMMENDATION),
    ("figure", _CAPTION),
    ("table", _CAPTION),
)


def _is_named(kind: PassageKind, match: re.Match[str]) -> bool:
    if match.re is not _CAPTION:
        return True
    return (match.group("name").casefold() == "table") == (kind == "table")


def _plausibility(index: int, match: re.Match[str], lines: Sequence[Line], width: int) -> float:
    before = lines[index - 1].text if index else ""
    rest = lines[index].text[match.end() :]
    if not rest and index + 1 < len(lines):
        rest = lines[index + 1].text
    if not rest or rest[0].islower():
        return -1
    if not before or is_finished(before):
        return 1.5 if before.endswith((":", ";")) else 2
    return 1.5 if _is_heading(index - 1, lines, width) else -0.5


def _is_heading(index: int, lines: Sequence[Line], width: int) -> bool:
    """Tell whether a line is a heading rather than the first line of a sentence.

    A number in the middle of a sentence that begins its line follows a line so full that the
    number found no room on it.
    """
    text = lines[index].text
    above = lines[index - 1].text if index else ""
    is_short = len(text) < max(_SHORT_SHARE * width, _SHORT_LENGTH)
    return is_short and could_be_heading(text) and (not above or _ends_unit(above))


def _ends_unit(text: str) -> bool:
    return is_finished(text) or could_be_heading(text) or ends_with_value(text)


def _notes(
    kind: PassageKind, members: Sequence[NumberCandidate], lines: Sequence[Line], series: int
) -> list[NumberingNote]:
    notes: list[NumberingNote] = []
    expected = 1
    for member in members:
        offset = lines[member.line].start
        notes += [
            NumberingNote("gap", kind, missing, offset)
            for missing in range(expected, member.number)
        ]
        expected = member.number + 1
    if series and members:
        notes.append(
            NumberingNote("restart", kind, members[0].number, lines[members[0].line].start)
        )
    return notes


def find_footnotes(
    lines: Sequence[Line], excluded: frozenset[int]
) -> tuple[dict[int, int], dict[int, int]]:
    """Find footnote marks and footnotes that are printed as a number alone on a line.

    The first 1 is the mark in the text, the second the footnote itself; so for 2, 3, …

    Args:
        lines: The report's lines without running lines.
        excluded: Indices of lines that cannot be either, such as those of figures.

    Returns:
        The numbers of the marks and of the footnotes, by index of line. A mark without a
        footnote is in neither: the number then stays in the text.
    """
    marks: dict[int, int] = {}
    notes: dict[int, int] = {}
    for index, line in enumerate(lines):
        match = _FOOTNOTE.fullmatch(line.text)
        if not match or index in excluded or index + 1 == len(lines):
            continue
        number = int(match.group("number"))
        if number == len(marks) + 1:
            marks[index] = number
        elif number == len(notes) + 1 <= len(marks) and index + 1 not in excluded:
            notes[index] = number
    marks = {index: number for index, number in marks.items() if number in notes.values()}
    return marks, notes
