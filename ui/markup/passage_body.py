"""The words of a passage as HTML: the same in the source panel and in the reading view."""

import re
from collections.abc import Iterator

from corpus import FigureDetails, Passage, Report, Span
from ui.markup.elements import element
from ui.markup.escaping import escape

_NOTHING = Span(0, 0)


def passage_body(report: Report, passage: Passage, quote: Span = _NOTHING) -> str:
    """Return the words of a passage: lines, list items, values as a table with bars, footnotes.

    Args:
        report: The report it belongs to.
        passage: The passage.
        quote: What is marked, in the passage's text; nothing when left out.
    """
    details = passage.figure
    values = details.values if details else ()
    lines = "".join(
        _line(passage, line, quote)
        for line in _lines(passage.text)
        if not any(value.start < line.end and line.start < value.end for value in values)
    )
    table = _values_table(passage.text, details, quote) if details and values else ""
    notes = "".join(_footnote(report, mark.footnote) for mark in passage.marks)
    return lines + table + notes


def _lines(text: str) -> Iterator[Span]:
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield Span(start, start + len(line))
        start += len(line) + 1


def _line(passage: Passage, line: Span, quote: Span) -> str:
    item = next((item for item in passage.items if line.start <= item.start < line.end), None)
    if item is None:
        return element("p", "ra-line", _marked(passage, line, quote))
    marker = element("span", "ra-marker", escape(item.marker))
    words = element("span", "ra-words", _marked(passage, Span(item.start, line.end), quote))
    return element("div", "ra-item", marker + words)


def _marked(passage: Passage, line: Span, quote: Span) -> str:
    notes = {mark.offset: mark.footnote for mark in passage.marks}
    cuts = {line.start, line.end, quote.start, quote.end, *notes}
    places = sorted(place for place in cuts if line.start <= place <= line.end)
    html = ""
    for start, end in zip(places, [*places[1:], line.end], strict=True):
        html += _note_mark(notes.get(start), at_line_start=start == line.start)
        piece = escape(passage.text[start:end])
        html += f"<mark>{piece}</mark>" if piece and _inside(start, end, quote) else piece
    return html


def _note_mark(footnote: str | None, *, at_line_start: bool) -> str:
    # A mark on a line's first position belongs to the end of the line before.
    return f"<sup>{escape(footnote[1:])}</sup>" if footnote and not at_line_start else ""


def _inside(start: int, end: int, span: Span) -> bool:
    return span.start <= start and end <= span.end


def _values_table(text: str, details: FigureDetails, quote: Span) -> str:
    rows = ""
    for value in details.values:
        number = escape(_printed_number(text[value.start : value.end], value.value))
        label = escape(value.label)
        if value.start < quote.end and quote.start < value.end:
            label, number = f"<mark>{label}</mark>", f"<mark>{number}</mark>"
        rows += f"<tr><td>{label}</td><td>{number}</td></tr>"
    unit = escape(details.unit or "Value")
    head = f"<thead><tr><th></th><th>{unit}</th></tr></thead>"
    return element("table", "ra-values", f"{head}<tbody>{rows}</tbody>")


def _printed_number(line: str, value: float) -> str:
    printed = re.search(r"[-−]?\d[\d.,]*\s*%?\s*$", line)
    return printed.group().strip() if printed else f"{value:g}"


def _footnote(report: Report, footnote: str) -> str:
    note = report.passage(footnote)
    return element("p", "ra-footnote", f"<sup>{escape(note.number)}</sup> {escape(note.text)}")
