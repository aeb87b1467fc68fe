"""The addresses of the pages beside the chat."""

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from ui.pages.about import about
from ui.pages.contents import contents
from ui.pages.environment import render
from ui.pages.policy import PAGE_CONTENT_SECURITY_POLICY
from ui.pages.reading import blocks
from ui.pages.search import NO_SEARCH, Search, search_meaning, search_words
from ui.pages.style import style_sheet_route
from ui.texts import LANGUAGES, Language, texts_in

if TYPE_CHECKING:
    from fastapi import APIRouter, Response

    from ui.desk import QuestionDesk


def pages_router(desk: "QuestionDesk", root_path: str = "") -> "APIRouter":
    """Return the reading view, the page about the report, and their style sheet.

    Args:
        desk: Where every question is asked.
        root_path: The path that a proxy adds before every address.
    """
    from fastapi import APIRouter

    router = APIRouter(include_in_schema=False)
    pages = _Pages(desk, root_path)
    for language in LANGUAGES:
        root = texts_in(language).root
        router.add_api_route(f"{root}report", pages.report(language), response_model=None)
        router.add_api_route(f"{root}about", pages.about(language), response_model=None)
    router.add_api_route("/pages/style.css", style_sheet_route(), response_model=None)
    return router


class _Pages:
    """Writes the pages; what never changes is written once in each language."""

    def __init__(self, desk: "QuestionDesk", root_path: str) -> None:
        self._desk = desk
        self._root_path = root_path

    def report(self, language: Language) -> Callable[..., "Response"]:
        """Return what answers a request for the reading view in a language."""
        whole = cache(lambda: self._reading_view(language, NO_SEARCH))

        # Not async: a search takes its time, and another thread serves the others meanwhile.
        def reply(q: str | None = None, mode: str = "exact") -> "Response":
            if q is None:
                return _page(whole(), language)
            return _page(self._reading_view(language, self._search(q, mode, language)), language)

        return reply

    def about(self, language: Language) -> Callable[..., "Response"]:
        """Return what answers a request for the page about the report in a language."""
        page = cache(lambda: self._rendered("about.html.jinja", language, "about"))
        return lambda: _page(page(), language)

    def _search(self, words: str, mode: str, language: Language) -> Search:
        texts = texts_in(language)
        if mode == "meaning":
            return search_meaning(self._desk, words, texts)
        return search_words(self._desk.report, words, texts)

    def _reading_view(self, language: Language, search: Search) -> str:
        report = self._desk.report
        return self._rendered(
            "report.html.jinja",
            language,
            "report",
            blocks=blocks(report, search.marks),
            contents=contents(report, texts_in(language)),
            search=search,
            query=_query(search),
        )

    def _rendered(self, template: str, language: Language, page: str, **values: object) -> str:
        report = self._desk.report
        known = {
            "report": report,
            "root_path": self._root_path,
            "page": page,
            "about": about(report, texts_in(language)),
        }
        return render(template, language, **known, **values)


def _query(search: Search) -> str:
    """Return the part of the address that makes a search; empty where nobody searched."""
    return f"?{urlencode({'q': search.words, 'mode': search.mode})}" if search.done else ""


def _page(html: str, language: Language) -> "Response":
    from fastapi.responses import HTMLResponse

    headers = {
        "content-security-policy": PAGE_CONTENT_SECURITY_POLICY,
        "content-language": language,
    }
    return HTMLResponse(html, headers=headers)
