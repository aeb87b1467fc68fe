"""Sending a browser to the chat in its language."""

from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from ui.texts import LANGUAGES, Language, preferred_language, texts_in

_COOKIE = "report-assistant-language"
_SECONDS_KEPT = 365 * 24 * 3600


class LanguageMiddleware:
    """Sends who opens the chat's first address to the page in the language they want.

    ``/?language=fr`` chooses one and a cookie keeps the choice; without a choice the browser's
    own languages count. Programs, which ask for no HTML, are never sent elsewhere.
    """

    def __init__(self, app: ASGIApp, root_path: str = "") -> None:
        """Wrap an ASGI application.

        Args:
            app: The application.
            root_path: The path that a proxy adds before every address.
        """
        self._app = app
        self._root_path = root_path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        reply = self._redirect(scope) if _opens_first_page(scope) else None
        await (reply or self._app)(scope, receive, send)

    def _redirect(self, scope: Scope) -> RedirectResponse | None:
        query = parse_qsl(scope["query_string"].decode("latin-1"))
        chosen = _known(dict(query).get("language"))
        rest = urlencode([pair for pair in query if pair[0] != "language"])
        language = chosen or _wanted(Headers(scope=scope))
        if chosen is None and language == LANGUAGES[0]:
            return None
        address = f"{self._root_path}{texts_in(language).root}"
        reply = RedirectResponse(f"{address}?{rest}" if rest else address, status_code=303)
        if chosen:
            reply.set_cookie(
                _COOKIE, chosen, _SECONDS_KEPT, path=self._root_path or "/", samesite="lax"
            )
        MutableHeaders(raw=reply.raw_headers)["vary"] = "accept-language, cookie"
        return reply


def _opens_first_page(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    headers = Headers(scope=scope)
    # Who comes from another page of ours chose this one.
    from_here = headers.get("sec-fetch-site") == "same-origin"
    return (
        scope["path"].removeprefix(scope.get("root_path", "")) in {"", "/"}
        and "text/html" in headers.get("accept", "")
        and (not from_here or b"language=" in scope["query_string"])
    )


def _wanted(headers: Headers) -> Language:
    kept = _known(cookie_parser(headers.get("cookie", "")).get(_COOKIE))
    return kept or preferred_language(headers.get("accept-language", ""))


def _known(name: str | None) -> Language | None:
    return next((language for language in LANGUAGES if language == name), None)
