"""The head of the chat page: what the report is, the other pages, the other languages."""

from corpus import Report
from ui.markup import element, escape
from ui.texts import LANGUAGES, NAMES, Texts


def header_html(report: Report, texts: Texts, root_path: str = "", *, account: bool = False) -> str:
    """Return the head of the page as HTML that is safe to show.

    Args:
        report: The report.
        texts: The language of the page.
        root_path: The path that a proxy adds before every address.
        account: Whether people sign in, and need a way to sign out.
    """
    day = texts.date(report.date) if report.date else None
    facts = [fact for fact in (report.symbol, report.session, report.committee, day) if fact]
    shown = [
        element("h1", "ra-title", escape(report.title)),
        element("p", "ra-facts", " · ".join(escape(fact) for fact in facts)),
        _navigation(texts, root_path, account=account),
        '<p class="ra-notice" id="ra-notice" role="status"></p>',
    ]
    return "".join(shown)


def _navigation(texts: Texts, root_path: str, *, account: bool) -> str:
    chat = escape(texts.gettext("Chat"))
    pages = [f'<a href="{root_path}{texts.root}" aria-current="page">{chat}</a>']
    for name, title in (("report", texts.gettext("Report")), ("about", texts.gettext("About"))):
        pages.append(f'<a href="{root_path}{texts.root}{name}">{escape(title)}</a>')
    if account:
        pages.append(f'<a href="{root_path}/login">{escape(texts.gettext("Account"))}</a>')
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
