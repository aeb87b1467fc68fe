"""The head of the chat page: what the report is, the other pages, the other languages."""

from collections.abc import Sequence

from corpus import Report
from ui.markup import element, escape
from ui.texts import LANGUAGES, NAMES, Texts


def header_html(
    report: Report, texts: Texts, root_path: str = "", more: Sequence[tuple[str, str]] = ()
) -> str:
    """Return the head of the page as HTML that is safe to show.

    Args:
        report: The report.
        texts: The language of the page.
        root_path: The path that a proxy adds before every address.
        more: Addresses and names of further pages.
    """
    day = texts.date(report.date) if report.date else None
    facts = [fact for fact in (report.symbol, report.session, report.committee, day) if fact]
    shown = [
        element("h1", "ra-title", escape(report.title)),
        element("p", "ra-facts", " · ".join(escape(fact) for fact in facts)),
        _navigation(texts, root_path, more),
        '<p class="ra-notice" id="ra-notice" role="status"></p>',
    ]
    return "".join(shown)


def _navigation(texts: Texts, root_path: str, more: Sequence[tuple[str, str]]) -> str:
    chat = escape(texts.gettext("Chat"))
    pages = [f'<a href="{root_path}{texts.root}" aria-current="page">{chat}</a>']
    others = [
        (f"{texts.root}report", texts.gettext("Report")),
        (f"{texts.root}about", texts.gettext("About")),
        *more,
    ]
    pages += [f'<a href="{root_path}{place}">{escape(name)}</a>' for place, name in others]
    languages = [
        f'<a href="{root_path}/?language={code}" lang="{code}" hreflang="{code}"'
        f"{_current(code == texts.language)}>{escape(NAMES[code])}</a>"
        for code in LANGUAGES
    ]
    return _nav(texts.gettext("Pages"), pages) + _nav(texts.gettext("Language"), languages)


def _current(yes: bool) -> str:
    return ' aria-current="true"' if yes else ""


def _nav(label: str, links: list[str]) -> str:
    return f'<nav class="ra-nav" aria-label="{escape(label)}">{" ".join(links)}</nav>'
