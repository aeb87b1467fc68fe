"""Putting a report's lines together into passages."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from corpus.figures import read_figure
from corpus.layout import Layout
from corpus.model import FootnoteMark, Passage, PassageKind, Section
from corpus.outline import OutlineBuilder
from corpus.source import Line
from corpus.text_builder import TextBuilder
from corpus.units import UnitStart

_ID_PREFIX: dict[PassageKind, str] = {
    "paragraph": "p",
    "recommendation": "r",
    "figure": "f",
    "table": "t",
    "footnote": "n",
    "annex": "a",
}
_LABEL: dict[PassageKind, str] = {
    "paragraph": "¶",
    "recommendation": "Recommendation",
    "figure": "Figure",
    "table": "Table",
    "footnote": "Footnote",
    "annex": "Annex",
}


def passage_id(kind: PassageKind, number: int, series: int = 0) -> str:
    """Return the id of a numbered passage, such as ``p8``, or ``s2.p8`` in a second series."""
    prefix = f"s{series + 1}." if series else ""
    return f"{prefix}{_ID_PREFIX[kind]}{number}"


def passage_label(kind: PassageKind, number: int, series: int = 0) -> str:
    """Return how staff write a numbered passage, such as ``¶ 8``."""
    suffix = f" (series {series + 1})" if series else ""
    return f"{_LABEL[kind]} {number}{suffix}"


@dataclass(frozen=True, slots=True)
class Assembly:
    """The passages and sections of a report, in reading order.

    Attributes:
        passages: The passages, without references.
        sections: The headings.
    """

    passages: tuple[Passage, ...]
    sections: tuple[Section, ...]


def assemble(lines: Sequence[Line], layout: Layout, report: str) -> Assembly:
    """Put lines together into passages.

    Args:
        lines: The report's lines without running lines.
        layout: What each line is.
        report: Symbol of the report.
    """
    assembler = _Assembler(lines, layout, report)
    for index in range(len(lines)):
        assembler.take(index)
    return assembler.finish()


@dataclass(slots=True)
class _Draft:
    """A passage in the making: its lines are kept until it is complete."""

    passage: Passage
    start: UnitStart | None
    builder: TextBuilder
    lines: list[Line] = field(default_factory=list)

    def add(self, line: Line, text_from: int = 0) -> None:
        self.lines.append(line)
        if self.passage.figure is None and self.passage.kind not in ("figure", "table"):
            self.builder.add(line, text_from)
        else:
            self.builder.add_span(line)

    def complete(self) -> Passage:
        self.builder.finish()
        spans = tuple(self.builder.spans)
        if self.passage.kind in ("figure", "table") and self.start is not None:
            figure = read_figure(self.lines, self.start.text_from)
            return replace(
                self.passage, text=figure.text, figure=figure.details, source_spans=spans
            )
        marks = tuple(
            FootnoteMark(passage_id("footnote", number), offset)
            for number, offset in self.builder.marks
        )
        return replace(
            self.passage,
            text=self.builder.text,
            items=tuple(self.builder.items),
            marks=marks,
            source_spans=spans,
        )


class _Assembler:
    """Reads the lines once, from top to bottom."""

    def __init__(self, lines: Sequence[Line], layout: Layout, report: str) -> None:
        self._lines = lines
        self._layout = layout
        self._report = report
        self._outline = OutlineBuilder()
        self._sections: list[Section] = []
        self._heading_lines = layout.heading_lines()
        cover = Passage("cover", "cover", "", "Cover", "", report)
        self._cover = _Draft(cover, None, TextBuilder(layout.text_width, keep_lines=True))
        self._current = self._cover
        self._drafts = [self._cover]
        self._footnotes: dict[int, _Draft] = {}
        self._after: str | None = None
        self._carriers: dict[int, str] = {}

    def take(self, index: int) -> None:
        """Give a line to what it belongs to."""
        line, layout = self._lines[index], self._layout
        if index in layout.starts:
            self._begin(layout.starts[index])
        elif index in self._heading_lines:
            self._head(index)
        elif index in layout.footnotes:
            self._begin_footnote(layout.footnotes[index], line)
        elif index in layout.footnote_lines:
            self._footnotes[layout.footnote_lines[index]].add(line)
        elif index in layout.marks:
            self._carriers[layout.marks[index]] = self._current.passage.id
            self._current.builder.add_mark(layout.marks[index], line)
        elif index >= layout.closing_start:
            self._cover.add(line)
        else:
            self._current.add(line)

    def finish(self) -> Assembly:
        """Complete every passage."""
        passages = [draft.complete() for draft in self._drafts]
        return Assembly(
            tuple(p for p in passages if p.source_spans),
            tuple(self._sections),
        )

    def _head(self, index: int) -> None:
        heading = self._heading_lines[index]
        if index != heading.first:
            return
        group = next(group for group in self._layout.headings.values() if heading in group)
        if heading is not group[0]:
            return
        paths = self._outline.enter([member.title for member in group])
        for member, path in zip(group, paths, strict=True):
            printed = self._lines[member.first : member.last + 1]
            self._sections.append(Section(path, tuple(line.span for line in printed)))

    def _begin(self, start: UnitStart) -> None:
        draft = self._draft(start.kind, start.number, start)
        self._current = draft
        if start.kind == "paragraph":
            self._after = draft.passage.id
        draft.add(self._lines[start.line], start.text_from)

    def _begin_footnote(self, number: int, line: Line) -> None:
        draft = self._draft("footnote", number, None)
        draft.passage = replace(draft.passage, after=self._carriers[number])
        draft.builder.add_span(line)
        self._footnotes[number] = draft

    def _draft(self, kind: PassageKind, number: int, start: UnitStart | None) -> _Draft:
        series = start.series if start else 0
        passage = Passage(
            id=passage_id(kind, number, series),
            kind=kind,
            number=str(number),
            label=passage_label(kind, number, series),
            text="",
            report=self._report,
            section=self._outline.path,
            after=None if kind == "paragraph" else self._after,
        )
        draft = _Draft(passage, start, TextBuilder(self._layout.text_width))
        self._drafts.append(draft)
        return draft
