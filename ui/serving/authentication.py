"""Asking who is there before anything is served."""

import base64
import logging
from hashlib import sha256
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection, Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.errors import TooManyAttemptsError, UsersError
from ui.serving.addresses import local_path
from ui.serving.login_page import LoginPage
from ui.serving.login_sessions import LoginSessions
from ui.serving.same_site import address_after_login, is_from_this_site, is_https
from ui.serving.sign_in import SignIn
from ui.serving.users import User, Users

if TYPE_CHECKING:
    from corpus import Report

COOKIE = "report-assistant-login"
"""Name of the cookie that holds the token of a session."""

USER_COOKIE = "report-assistant-user"
"""Name of the cookie that tells users of one browser apart; the page's script reads it."""

_USER = "report_assistant.user"
_OPEN = frozenset({"/health", "/pages/style.css"})
_MOST_FIELDS = 10

_log = logging.getLogger(__name__)


def user_of(scope: Scope) -> User | None:
    """Return who sent a request; None where nobody has to sign in.

    Args:
        scope: The request.
    """
    user = scope.get(_USER)
    return user if isinstance(user, User) else None


def user_name(request: HTTPConnection) -> str | None:
    """Return the name of who sent a request; None where nobody has to sign in.

    Args:
        request: The request.
    """
    user = user_of(request.scope)
    return user.name if user else None


class AuthenticationMiddleware:
    """Lets in who is signed in: by the login page's cookie, or by HTTP Basic for programs."""

    def __init__(self, app: ASGIApp, users: Users, report: "Report", root_path: str = "") -> None:
        """Wrap an ASGI application.

        Args:
            app: The application.
            users: Who may sign in.
            report: The report that is served; the login page names it.
            root_path: The path that a proxy adds before every address.
        """
        self._app = app
        self._root_path = root_path
        self._sign_in = SignIn(users)
        self._sessions = LoginSessions(users)
        self._page = LoginPage(report, root_path)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http" or local_path(scope) in _OPEN:
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        try:
            reply = await self._reply(request)
        except UsersError as error:
            _log.error("%s", error)
            reply = PlainTextResponse(
                "Nobody can sign in now. Tell the person who runs this server.", 503
            )
        except TooManyAttemptsError as error:
            reply = _too_many(error)
        if reply is not None:
            await reply(scope, receive, send)
        else:
            await self._app(scope, receive, _for_one_person(send))

    async def _reply(self, request: Request) -> Response | None:
        """Return what to answer; None where the application answers."""
        if local_path(request.scope) == "/login":
            return await self._login(request)
        if local_path(request.scope) == "/logout":
            return self._logout(request)
        if local_path(request.scope) == "/pages/login.css":
            return self._page.style_sheet()
        user = await self._user(request)
        if user is None:
            return self._refusal(request)
        request.scope[_USER] = user
        request.scope["user_name"] = user.name
        return None

    async def _user(self, request: Request) -> User | None:
        token = request.cookies.get(COOKIE)
        user = self._sessions.user(token) if token else None
        if user is not None:
            return user
        name, password = _basic(request.headers.get("authorization", ""))
        if not name:
            return None
        return await self._sign_in.check_program(name, password, _address(request))

    def _refusal(self, request: Request) -> Response:
        if request.method in {"GET", "HEAD"} and _wants_html(request):
            query = request.scope["query_string"].decode("latin-1")
            wanted = f"{local_path(request.scope)}{f'?{query}' if query else ''}"
            reply: Response = RedirectResponse(
                self._page.address(address_after_login(wanted)), status_code=303
            )
        else:
            reply = JSONResponse({"error": "Sign in first."}, 401)
            if "authorization" in request.headers:
                # Only to who sent one: a browser would open a window of its own.
                reply.headers["www-authenticate"] = 'Basic realm="report-assistant"'
        reply.headers["cache-control"] = "no-store"
        return reply

    async def _login(self, request: Request) -> Response:
        if request.method != "POST":
            wanted = address_after_login(request.query_params.get("next", "/"))
            return self._page.form(request, wanted, user=await self._name(request))
        if not is_from_this_site(request.headers):
            return _from_elsewhere()
        fields = await _fields(request)
        wanted = address_after_login(fields.get("next", "/"))
        try:
            user = await self._sign_in.check(
                fields.get("username", "").strip(), fields.get("password", ""), _address(request)
            )
        except TooManyAttemptsError as error:
            if _wants_html(request):
                return self._page.too_many(request, wanted, error.wait_s)
            raise
        return self._signed_in(request, user, wanted) if user else self._wrong(request, wanted)

    async def _name(self, request: Request) -> str:
        user = await self._user(request)
        return user.name if user else ""

    def _wrong(self, request: Request, wanted: str) -> Response:
        if _wants_html(request):
            return self._page.wrong(request, wanted)
        return JSONResponse({"error": "The name or the password is wrong."}, 401)

    def _signed_in(self, request: Request, user: User, wanted: str) -> Response:
        # gradio_client takes the cookie from a reply with 200 and follows nothing.
        reply: Response = JSONResponse({"success": True})
        if _wants_html(request):
            reply = RedirectResponse(f"{self._root_path}{wanted}", status_code=303)
        self._sessions.end(request.cookies.get(COOKIE, ""))
        self._set_cookie(request, reply, COOKIE, self._sessions.start(user), hidden=True)
        # The page's script keeps conversations apart by it; it opens nothing.
        mark = sha256(user.name.encode()).hexdigest()[:12]
        self._set_cookie(request, reply, USER_COOKIE, mark, hidden=False)
        reply.headers["cache-control"] = "no-store"
        return reply

    def _set_cookie(
        self, request: Request, reply: Response, name: str, value: str, *, hidden: bool
    ) -> None:
        reply.set_cookie(
            name,
            value,
            path=self._root_path or "/",
            secure=is_https(request.scope["scheme"], request.headers),
            httponly=hidden,
            samesite="lax",
        )

    def _logout(self, request: Request) -> Response:
        if request.method != "POST":
            return RedirectResponse(f"{self._root_path}/login", status_code=303)
        if not is_from_this_site(request.headers):
            return _from_elsewhere()
        self._sessions.end(request.cookies.get(COOKIE, ""))
        reply = RedirectResponse(f"{self._root_path}/login", status_code=303)
        for cookie in (COOKIE, USER_COOKIE):
            reply.delete_cookie(cookie, path=self._root_path or "/", samesite="lax")
        return reply


def _for_one_person(send: Send) -> Send:
    async def send_private(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = list(message.get("headers", []))
            MutableHeaders(raw=message["headers"]).setdefault("cache-control", "private")
        await send(message)

    return send_private


async def _fields(request: Request) -> dict[str, str]:
    body = await request.body()
    try:
        pairs = parse_qsl(
            body.decode(errors="replace"), keep_blank_values=True, max_num_fields=_MOST_FIELDS
        )
    except ValueError:
        return {}
    return dict(pairs)


def _basic(header: str) -> tuple[str, str]:
    scheme, _, value = header.partition(" ")
    if scheme.lower() != "basic":
        return "", ""
    try:
        name, _, password = base64.b64decode(value.strip(), validate=True).decode().partition(":")
    except ValueError:
        return "", ""
    return name, password


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


def _wants_html(request: Request) -> bool:
    return "text/html" in request.headers.get("accept", "")


def _too_many(error: TooManyAttemptsError) -> Response:
    return JSONResponse({"error": str(error)}, 429, headers={"retry-after": str(error.wait_s)})


def _from_elsewhere() -> Response:
    return PlainTextResponse("This form was sent by a page of another site.", 403)
