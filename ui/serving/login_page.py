"""The page with the form for a name and a password."""

from importlib.resources import files
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from ui.pages.environment import render
from ui.pages.policy import PAGE_CONTENT_SECURITY_POLICY
from ui.texts import LANGUAGES, Language, preferred_language, texts_in

if TYPE_CHECKING:
    from corpus import Report

# With "no-referrer", browsers would not say where the form comes from.
_HEADERS = {
    "content-security-policy": PAGE_CONTENT_SECURITY_POLICY,
    "referrer-policy": "same-origin",
    "cache-control": "no-store",
    "vary": "accept-language, cookie",
}


class LoginPage:
    """Writes the login page."""

    def __init__(self, report: "Report", root_path: str = "") -> None:
        """Prepare the page.

        Args:
            report: The report that is served.
            root_path: The path that a proxy adds before every address.
        """
        self._report = report
        self._root_path = root_path

    def address(self, wanted: str) -> str:
        """Return the address of the page.

        Args:
            wanted: Where to go after the login.
        """
        query = "" if wanted == "/" else f"?{urlencode({'next': wanted})}"
        return f"{self._root_path}/login{query}"

    def form(self, request: Request, wanted: str, user: str = "") -> HTMLResponse:
        """Return the page with the form; for who is signed in already, the way out.

        Args:
            request: What is answered.
            wanted: Where to go after the login.
            user: Who is signed in; empty for nobody.
        """
        return self._page(request.headers, wanted, user=user)

    def wrong(self, request: Request, wanted: str) -> HTMLResponse:
        """Return the page for a name or a password that is wrong."""
        texts = texts_in(_language(request.headers, wanted))
        problem = texts.gettext("The name or the password is wrong.")
        return self._page(request.headers, wanted, status=401, problem=problem)

    def too_many(self, request: Request, wanted: str, wait_s: int) -> HTMLResponse:
        """Return the page for too many attempts.

        Args:
            request: What is answered.
            wanted: Where to go after the login.
            wait_s: Seconds to wait.
        """
        texts = texts_in(_language(request.headers, wanted))
        problem = texts.ngettext(
            "Too many attempts. Try again in {count} second.",
            "Too many attempts. Try again in {count} seconds.",
            wait_s,
        )
        page = self._page(request.headers, wanted, status=429, problem=problem)
        page.headers["retry-after"] = str(wait_s)
        return page

    def style_sheet(self) -> Response:
        """Return the rules of this page; the others are those of all pages."""
        rules = files("ui.pages").joinpath("login.css").read_text(encoding="utf-8")
        return Response(rules, media_type="text/css")

    def _page(
        self, headers: Headers, wanted: str, *, status: int = 200, problem: str = "", user: str = ""
    ) -> HTMLResponse:
        language = _language(headers, wanted)
        html = render(
            "login.html.jinja",
            language,
            report=self._report,
            root_path=self._root_path,
            wanted=wanted,
            problem=problem,
            user=user,
        )
        return HTMLResponse(
            html, status_code=status, headers={**_HEADERS, "content-language": language}
        )


def _language(headers: Headers, wanted: str) -> Language:
    """Return the language of the page that is wanted, or else what the browser asks for."""
    chosen = (it for it in LANGUAGES[1:] if wanted.startswith(texts_in(it).root))
    return next(chosen, preferred_language(headers.get("accept-language", "")))
