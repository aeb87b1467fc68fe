"""The page on which testers read what people said of answers. It loads the web server."""

from importlib.resources import files
from typing import TYPE_CHECKING

from fastapi import APIRouter
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from ui.errors import FeedbackError
from ui.feedback import as_jsonl
from ui.pages.environment import render
from ui.pages.feedback_view import choice_of, feedback_view
from ui.pages.policy import PAGE_CONTENT_SECURITY_POLICY
from ui.texts import LANGUAGES, Texts, texts_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request

    from corpus import Report
    from ui.feedback import FeedbackStore

_HEADERS = {
    "content-security-policy": PAGE_CONTENT_SECURITY_POLICY,
    "cache-control": "no-store",
}
_FORBIDDEN = 403
_FAILED = 500


def feedback_router(
    report: "Report",
    store: "FeedbackStore",
    root_path: str,
    may_see: "Callable[[Request], bool]",
) -> APIRouter:
    """Return the page of feedback in every language, and its file for the evaluations.

    Args:
        report: The report that is asked about.
        store: Where feedback is stored.
        root_path: The path that a proxy adds before every address.
        may_see: Tells whether who asks may read what others said.
    """
    router = APIRouter(include_in_schema=False)
    pages = _Pages(report, store, root_path, may_see)
    for language in LANGUAGES:
        texts = texts_in(language)
        router.add_route(f"{texts.root}feedback", pages.page(texts), methods=["GET"])
    router.add_route("/feedback.jsonl", pages.file, methods=["GET"])
    router.add_route("/pages/feedback.css", _style_sheet, methods=["GET"])
    return router


class _Pages:
    """Answers requests; Starlette calls what is not async in a thread of its own."""

    def __init__(
        self,
        report: "Report",
        store: "FeedbackStore",
        root_path: str,
        may_see: "Callable[[Request], bool]",
    ) -> None:
        self._report = report
        self._store = store
        self._root_path = root_path
        self._may_see = may_see

    def page(self, texts: Texts) -> "Callable[[Request], Response]":
        """Return what answers a request for the page in a language."""

        def reply(request: "Request") -> Response:
            if not self._may_see(request):
                return self._rendered(texts, _FORBIDDEN, view=None, error="")
            try:
                choice = choice_of(request.query_params)
                view = feedback_view(self._report, self._store, choice, texts)
            except FeedbackError as error:
                return self._rendered(texts, _FAILED, view=None, error=str(error))
            return self._rendered(texts, 200, view=view, error="")

        return reply

    def file(self, request: "Request") -> Response:
        """Return everything as the file that ``eval add-case`` reads."""
        headers = {"cache-control": "no-store"}
        if not self._may_see(request):
            return PlainTextResponse("This file is for testers.", _FORBIDDEN, headers)
        try:
            content = as_jsonl(self._store.all())
        except FeedbackError as error:
            return PlainTextResponse(str(error), _FAILED, headers)
        headers["content-disposition"] = 'attachment; filename="feedback.jsonl"'
        return Response(content, headers=headers, media_type="application/x-ndjson")

    def _rendered(self, texts: Texts, status: int, **values: object) -> Response:
        html = render(
            "feedback.html.jinja",
            texts.language,
            report=self._report,
            root_path=self._root_path,
            page="feedback",
            **values,
        )
        headers = _HEADERS | {"content-language": texts.language}
        return HTMLResponse(html, status, headers)


def _style_sheet(_request: "Request") -> Response:
    rules = files("ui.pages").joinpath("feedback.css").read_text(encoding="utf-8")
    return Response(rules, media_type="text/css")
