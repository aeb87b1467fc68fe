"""The words of a passage as HTML: the same in the source panel and in the reading view."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus import FigureValue, Passage, Report, Span
from ui.markup.elements import element
from ui.markup.escaping import escape
from ui.markup.values_table import values_table


def passage_body(
    report: Report, passage: Passage, marks: Sequence[Span] = (), *, linked: bool = False
) -> str:
    """Return the words of a passage: lines, list items, values as a table with bars, footnotes.

    Args:
        report: The report it belongs to.
        passage: The passage.
        marks: What is marked, in the passage's text; nothing when left out.
        linked: Whether the whole report is on the page. References then lead to the passages
            they name, and footnote marks to the footnotes, which are not repeated here.
    """
    body = _Body(report, passage, tuple(marks), linked)
    values = _values(passage)
    lines = "".join(
        body.line(line)
        for line in _lines(passage.text)
        if not any(value.start < line.end and line.start < value.end for value in values)
    )
    table = values_table(passage.text, passage.figure, marks) if passage.figure else ""
    notes = "" if linked else "".join(_footnote(report, mark.footnote) for mark in passage.marks)
    return lines + table + notes


def note_mark_id(passage_id: str, footnote: str) -> str:
    """Return the anchor of a footnote's mark.

    Args:
        passage_id: Id of the passage that carries the mark.
        footnote: Id of the footnote.
    """
    return f"{footnote}-in-{passage_id}"


@dataclass(frozen=True, slots=True)
class _Body:
    report: Report
    passage: Passage
    marks: tuple[Span, ...]
    linked: bool

    def line(self, line: Span) -> str:
        """Return a line: an item of a list, a further line of one, or any other."""
        items = self.passage.items
        item = next((item for item in items if line.start <= item.start < line.end), None)
        if item is None:
            inside = any(item.start < line.start < item.end for item in items)
            return element("p", "ra-line ra-inside" if inside else "ra-line", self._words(line))
        marker = element("span", "ra-marker", escape(item.marker))
        words = element("span", "ra-words", self._words(Span(item.start, line.end)))
        return element("div", "ra-item", f"{marker} {words}")

    def _words(self, line: Span) -> str:
        pieces = list(self._pieces(line))
        html = "".join(self._note_mark(piece.start, line) + self._piece(piece) for piece in pieces)
        return html + self._note_mark(line.end, line)

    def _pieces(self, line: Span) -> Iterator[Span]:
        """Cut a line wherever a mark, a link or a footnote mark begins or ends."""
        references = self.passage.references if self.linked else ()
        cuts = {line.start, line.end, *(mark.offset for mark in self.passage.marks)}
        cuts |= {place for it in self.marks for place in (it.start, it.end)}
        cuts |= {place for it in references for place in (it.start, it.end)}
        places = sorted(place for place in cuts if line.start <= place <= line.end)
        for start, end in pairwise(places):
            yield Span(start, end)

    def _piece(self, piece: Span) -> str:
        html = escape(self.passage.text[piece.start : piece.end])
        if any(_inside(piece, mark) for mark in self.marks):
            html = f"<mark>{html}</mark>"
        references = self.passage.references if self.linked else ()
        named = next((it for it in references if it.start <= piece.start < it.end), None)
        return f'<a href="#{escape(named.target)}">{html}</a>' if named else html

    def _note_mark(self, offset: int, line: Span) -> str:
        # A mark on a line's first position belongs to the end of the line before.
        notes = [mark.footnote for mark in self.passage.marks if mark.offset == offset]
        if offset == line.start:
            return ""
        return "".join(f"<sup>{self._note_name(note)}</sup>" for note in notes)

    def _note_name(self, note: str) -> str:
        name = escape(self.report.passage(note).number)
        if not self.linked:
            return name
        place, note = escape(note_mark_id(self.passage.id, note)), escape(note)
        return f'<a href="#{note}" id="{place}" class="ra-note-mark" role="doc-noteref">{name}</a>'


def _lines(text: str) -> Iterator[Span]:
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield Span(start, start + len(line))
        start += len(line) + 1


def _inside(piece: Span, span: Span) -> bool:
    return span.start <= piece.start and piece.end <= span.end


def _values(passage: Passage) -> tuple[FigureValue, ...]:
    return passage.figure.values if passage.figure else ()


def _footnote(report: Report, footnote: str) -> str:
    note = report.passage(footnote)
    return element("p", "ra-footnote", f"<sup>{escape(note.number)}</sup> {escape(note.text)}")
