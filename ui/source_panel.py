"""The source panel: a cited passage in its surroundings, as HTML that is safe to show."""

import re
from collections.abc import Iterator

from assistant import Citation
from corpus import FigureDetails, Passage, Report, Span
from ui.escaping import escape
from ui.rendering import element

_CONTEXT_LENGTH = 320


def panel_html(report: Report, citation: Citation) -> str:
    """Return the passage a citation points at, its quote marked, and what stands around it.

    Args:
        report: The report cited.
        citation: The citation that is open.

    Raises:
        UnknownPassageError: The report has no such passage.
    """
    passage = report.passage(citation.passage_id)
    place = report.passages.index(passage)
    before = report.passages[place - 1] if place else None
    after = report.passages[place + 1] if place + 1 < len(report.passages) else None
    parts = [
        _heading(passage),
        _context(before, from_end=True),
        _cited(report, passage, Span(citation.start, citation.end)),
        _context(after, from_end=False),
        _facts(report, passage),
    ]
    return element("div", "ra-source", "".join(parts))


def empty_panel_html() -> str:
    """Return what the panel shows while no source is open."""
    text = "The passage that an answer cites is shown here, with the words before and after it."
    return element("div", "ra-source-empty", text)


def _heading(passage: Passage) -> str:
    path = " › ".join(escape(title) for title in passage.section)
    label = element("h2", "ra-source-label", escape(passage.label))
    return element("div", "ra-source-head", label + element("p", "ra-source-path", path))


def _cited(report: Report, passage: Passage, quote: Span) -> str:
    details = passage.figure
    values = details.values if details else ()
    lines = "".join(
        _line(passage, line, quote)
        for line in _lines(passage.text)
        if not any(value.start < line.end and line.start < value.end for value in values)
    )
    table = _values_table(passage.text, details, quote) if details and values else ""
    notes = "".join(_footnote(report, mark.footnote) for mark in passage.marks)
    return element("div", "ra-cited", lines + table + notes)


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


def _context(passage: Passage | None, *, from_end: bool) -> str:
    if passage is None:
        return ""
    label = element("span", "ra-context-label", escape(passage.label))
    text = escape(_shortened(passage.text, from_end=from_end))
    return element("div", "ra-context", f"{label} {text}")


def _shortened(text: str, *, from_end: bool) -> str:
    if len(text) <= _CONTEXT_LENGTH:
        return text
    if from_end:
        return "… " + text[-_CONTEXT_LENGTH:].split(" ", 1)[-1]
    return text[:_CONTEXT_LENGTH].rsplit(" ", 1)[0] + " …"


def _facts(report: Report, passage: Passage) -> str:
    facts = []
    if passage.figure and passage.figure.source and passage.figure.source not in passage.text:
        facts.append(("Source", passage.figure.source))
    if passage.after:
        facts.append(("Printed after", report.passage(passage.after).label))
    if passage.page is not None:
        facts.append(("Page", str(passage.page)))
    named = dict.fromkeys(report.passage(named.target).label for named in passage.references)
    facts.append(("Refers to", ", ".join(named)))
    facts.append(("Referred to in", ", ".join(p.label for p in report.referring_to(passage.id))))
    rows = "".join(
        f"<tr><th>{escape(name)}</th><td>{escape(value)}</td></tr>"
        for name, value in facts
        if value
    )
    return element("table", "ra-facts-table", f"<tbody>{rows}</tbody>") if rows else ""
