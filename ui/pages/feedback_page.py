"""The page on which testers read what people said of answers. It loads the web server."""

from importlib.resources import files
from typing import TYPE_CHECKING

from fastapi import APIRouter
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from ui.errors import FeedbackError
from ui.feedback import as_jsonl
from ui.pages.environment import render
from ui.pages.feedback_view import PAGE_SIZE, FeedbackView, choice_of, feedback_view
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
_DONE = 200
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


def feedback_page_html(
    view: FeedbackView | None, report: "Report", texts: Texts, root_path: str, problem: str = ""
) -> str:
    """Return the page.

    Args:
        view: What is shown; None where who asks may not see it, or it cannot be read.
        report: The report that is asked about.
        texts: The language of the page.
        root_path: The path that a proxy adds before every address.
        problem: Why it cannot be read; empty where it can.
    """
    return render(
        "feedback.html.jinja",
        texts.language,
        report=report,
        root_path=root_path,
        page="feedback",
        view=view,
        error=problem,
    )


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
                return self._reply(texts, _FORBIDDEN, None)
            try:
                view = self._view(request, texts)
            except FeedbackError as error:
                return self._reply(texts, _FAILED, None, str(error))
            return self._reply(texts, _DONE, view)

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

    def _view(self, request: "Request", texts: Texts) -> FeedbackView:
        choice = choice_of(request.query_params)
        page = self._store.page(choice.page, PAGE_SIZE, choice.verdict, choice.reason)
        return feedback_view(self._report, page, self._store.counts(), choice, texts)

    def _reply(
        self, texts: Texts, status: int, view: FeedbackView | None, problem: str = ""
    ) -> Response:
        html = feedback_page_html(view, self._report, texts, self._root_path, problem)
        return HTMLResponse(html, status, _HEADERS | {"content-language": texts.language})


def _style_sheet(_request: "Request") -> Response:
    rules = files("ui.pages").joinpath("feedback.css").read_text(encoding="utf-8")
    return Response(rules, media_type="text/css")
