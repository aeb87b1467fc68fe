"""The source panel: a cited passage in its surroundings, as HTML that is safe to show."""

from assistant import Citation
from corpus import Passage, Report, Span
from ui.markup import element, escape, passage_body

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
        element(
            "div",
            "ra-cited",
            passage_body(report, passage, Span(citation.start, citation.end)),
        ),
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
