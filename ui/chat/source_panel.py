"""The source panel: a passage in its surroundings, as HTML that is safe to show."""

from corpus import Passage, Report, Span
from ui.markup import element, escape, passage_body
from ui.texts import Texts

_CONTEXT_LENGTH = 320


def panel_html(
    report: Report, passage_id: str, quote: Span | None, texts: Texts, root_path: str = ""
) -> str:
    """Return a passage, its quote marked, and what stands around it.

    Args:
        report: The report.
        passage_id: Id of the passage.
        quote: The part of its text that is marked; None marks nothing.
        texts: The language.
        root_path: The path that a proxy adds before every address.

    Raises:
        UnknownPassageError: The report has no such passage.
    """
    passage = report.passage(passage_id)
    place = report.passages.index(passage)
    before = report.passages[place - 1] if place else None
    after = report.passages[place + 1] if place + 1 < len(report.passages) else None
    marks = () if quote is None else (quote,)
    parts = [
        _heading(passage, texts, root_path),
        _context(before, from_end=True),
        element("div", "ra-cited", passage_body(report, passage, marks)),
        _context(after, from_end=False),
        _facts(report, passage, texts),
    ]
    return element("div", "ra-source", "".join(parts))


def empty_panel_html(texts: Texts) -> str:
    """Return what the panel shows while no source is open."""
    text = texts.gettext(
        "The passage that an answer cites is shown here, with the words before and after it."
    )
    return element("div", "ra-source-empty", escape(text))


def _heading(passage: Passage, texts: Texts, root_path: str) -> str:
    path = " › ".join(escape(title) for title in passage.section)
    label = element("h2", "ra-source-label", escape(passage.label))
    place = f"{root_path}{texts.root}report#{escape(passage.id)}"
    words = escape(texts.gettext("Read it in the report"))
    link = f'<a class="ra-source-link" href="{place}">{words}</a>'
    return element("div", "ra-source-head", label + link + element("p", "ra-source-path", path))


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


def _facts(report: Report, passage: Passage, texts: Texts) -> str:
    named = dict.fromkeys(report.passage(it.target).label for it in passage.references)
    referring = ", ".join(it.label for it in report.referring_to(passage.id))
    page = "" if passage.page is None else str(passage.page)
    after = report.passage(passage.after).label if passage.after else ""
    facts = [
        (texts.gettext("Source"), _source(passage)),
        (texts.gettext("Printed after"), after),
        (texts.gettext("Page"), page),
        (texts.gettext("Refers to"), ", ".join(named)),
        (texts.gettext("Referred to in"), referring),
    ]
    rows = "".join(
        f'<tr><th scope="row">{escape(name)}</th><td>{escape(value)}</td></tr>'
        for name, value in facts
        if value
    )
    return element("table", "ra-facts-table", f"<tbody>{rows}</tbody>") if rows else ""


def _source(passage: Passage) -> str:
    source = passage.figure.source if passage.figure else None
    return "" if source is None or source in passage.text else source
