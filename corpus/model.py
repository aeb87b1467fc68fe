"""The report and its printed units, as frozen values.

Offsets are half-open ``[start, end)`` positions in Unicode code points. Offsets
"in the text" count in `Passage.text`; a passage's ``source_spans`` count in the
text of the file, in which every line end is one line feed.
"""

import datetime
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from corpus.errors import UnknownPassageError

PassageKind = Literal[
    "paragraph", "recommendation", "figure", "table", "footnote", "cover", "annex"
]
"""The kinds of printed unit a passage can be."""


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of characters.

    Attributes:
        start: First position.
        end: One past the last position.
    """

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item of a printed list inside a passage.

    Attributes:
        marker: The mark as printed: ``–``, ``■``, ``(1)``.
        start: Where the item's words begin in the passage's text, after the marker.
        end: Where they end.
    """

    marker: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reference:
    """A place in a passage's text that names another passage of the same report.

    Attributes:
        target: Id of the passage named, such as ``r11``.
        start: Where the naming words begin in the text.
        end: Where they end.
    """

    target: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FootnoteMark:
    """The place of a footnote's mark; the mark itself is not part of the text.

    Attributes:
        footnote: Id of the footnote, such as ``n1``.
        offset: Position in the passage's text before which the mark is printed.
    """

    footnote: str
    offset: int


@dataclass(frozen=True, slots=True)
class FigureValue:
    """One value that a figure or table prints.

    Attributes:
        label: What the value is of, such as ``Arab States``.
        value: The number.
        start: Where the printed value's line begins in the passage's text.
        end: Where it ends.
    """

    label: str
    value: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FigureDetails:
    """What belongs to a figure or table beside its text.

    Attributes:
        caption: The caption without "Figure N.".
        source: The words after "Source:", or None where none is printed.
        unit: The unit the caption names in brackets, such as ``million US$``, or None.
        values: The printed values, in printed order; empty where the drawing holds none.
    """

    caption: str
    source: str | None = None
    unit: str | None = None
    values: tuple[FigureValue, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """One printed unit of a report: what a citation points at.

    Attributes:
        id: Stable id, unique in the report: ``p8 r4 f3 t1 n2 cover a1``.
        kind: The kind of unit.
        number: The printed number, without punctuation; empty for the cover.
        label: How staff write it: ``¶ 8``, ``Recommendation 4``, ``Cover``.
        text: The words as printed, lines joined, without the unit's own number, footnote
            marks and running lines. List items stand on lines of their own.
        report: Symbol of the report it belongs to.
        section: Titles of the headings above it, outermost first.
        items: Its list items, in printed order.
        references: Its references to other passages, in order.
        marks: The footnote marks it carries.
        figure: Caption, source and values, for figures and tables.
        after: Id of the passage it is printed after, for recommendations, figures,
            tables and footnotes; None for others.
        page: Page the unit starts on, counted from 1, or None where unknown.
        source_spans: Where its characters stand in the file's text, in order.
    """

    id: str
    kind: PassageKind
    number: str
    label: str
    text: str
    report: str
    section: tuple[str, ...] = ()
    items: tuple[ListItem, ...] = ()
    references: tuple[Reference, ...] = ()
    marks: tuple[FootnoteMark, ...] = ()
    figure: FigureDetails | None = None
    after: str | None = None
    page: int | None = None
    source_spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the report.

    Attributes:
        path: Its own title last, the titles of the headings above it first.
        source_spans: Where its lines stand in the file's text, in order.
    """

    path: tuple[str, ...]
    source_spans: tuple[Span, ...]

    @property
    def title(self) -> str:
        """The heading's own words."""
        return self.path[-1]


@dataclass(frozen=True, slots=True)
class RunningLine:
    """A running header, footer or page number that was taken out of the text.

    Attributes:
        text: The line as printed, without surrounding blanks.
        source_span: Where it stands in the file's text.
        page: The page number printed in it, or None.
    """

    text: str
    source_span: Span
    page: int | None = None


@dataclass(frozen=True, slots=True)
class NumberingNote:
    """Something unusual in a sequence of printed numbers, for a person to look at.

    Attributes:
        problem: What was seen: a number left out, a number that does not belong to
            the sequence, or a sequence that starts again.
        kind: The kind of unit that is numbered.
        number: The number concerned.
        offset: Where it stands in the file's text.
    """

    problem: Literal["gap", "stray", "restart"]
    kind: PassageKind
    number: int
    offset: int


@dataclass(frozen=True)
class Report:
    """A parsed report.

    Attributes:
        symbol: Document symbol, such as ``GB.309/PFA/5/4``.
        title: Title as printed on the cover.
        passages: Every printed unit, in reading order.
        sections: Every heading, in reading order.
        session: The session line of the cover, or None.
        date: The date the document is signed, or None.
        committee: The body the document is for, or None.
        running_lines: Headers, footers and page numbers taken out of the text.
        numbering_notes: Gaps, strays and restarts in the printed numbers.
        source_sha256: SHA-256 of the file's bytes, in hexadecimal.
    """

    symbol: str
    title: str
    passages: tuple[Passage, ...]
    sections: tuple[Section, ...] = ()
    session: str | None = None
    date: datetime.date | None = None
    committee: str | None = None
    running_lines: tuple[RunningLine, ...] = ()
    numbering_notes: tuple[NumberingNote, ...] = ()
    source_sha256: str = ""

    @cached_property
    def _by_id(self) -> dict[str, Passage]:
        return {passage.id: passage for passage in self.passages}

    def passage(self, passage_id: str) -> Passage:
        """Return the passage with an id.

        Args:
            passage_id: Such as ``p19``.

        Raises:
            UnknownPassageError: No passage has this id.
        """
        try:
            return self._by_id[passage_id]
        except KeyError:
            known = ", ".join(self._by_id)
            raise UnknownPassageError(
                f"{self.symbol} has no passage {passage_id!r}. Its passages are: {known}."
            ) from None

    def of_kind(self, kind: PassageKind) -> tuple[Passage, ...]:
        """Return the passages of one kind, in reading order."""
        return tuple(passage for passage in self.passages if passage.kind == kind)

    def referring_to(self, passage_id: str) -> tuple[Passage, ...]:
        """Return the passages whose text names the passage with this id, in reading order."""
        return tuple(
            passage
            for passage in self.passages
            if any(reference.target == passage_id for reference in passage.references)
        )
