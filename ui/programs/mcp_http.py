"""The MCP tools over HTTP, beside the chat.

The MCP library is imported by this module; import it late.
"""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from ui.programs.functions import ReportFunctions
from ui.programs.mcp_server import build_server

if TYPE_CHECKING:
    from fastapi import FastAPI
    from starlette.requests import Request
    from starlette.types import ASGIApp, Receive, Scope, Send

_LARGEST_REQUEST = 512 * 1024
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


def mount_mcp(
    app: "FastAPI",
    functions: ReportFunctions,
    path: str = "/mcp",
    *,
    only_loopback: bool,
    user_of: "Callable[[Request], str] | None" = None,
) -> None:
    """Serve the MCP tools at one path of a web application.

    May be called before or after Gradio pages are mounted. Each request stands alone, so
    there are no sessions to keep; the reply is JSON.

    Args:
        app: The application; not yet running.
        functions: What the tools call.
        path: Where.
        only_loopback: Whether the application is reached under this machine's own names only.
            If so, requests under another name are refused: that is how a web page could reach
            a server on this machine through a name that it controls (DNS rebinding).
        user_of: Tells who sent a request, for the access log; nobody is named when left out.
    """
    manager = StreamableHTTPSessionManager(
        build_server(functions, user_of),
        json_response=True,
        stateless=True,
        max_request_body_size=_LARGEST_REQUEST,
    )
    endpoint = _OriginGuard(manager.handle_request, only_loopback=only_loopback)
    # First, since a Gradio page that is mounted at "/" takes every path.
    app.router.routes.insert(0, Route(path, endpoint))
    before = app.router.lifespan_context

    @asynccontextmanager
    async def lifespan(running: "FastAPI") -> AsyncIterator[Any]:
        async with before(running) as state, manager.run():
            yield state

    app.router.lifespan_context = lifespan


class _OriginGuard:
    """Refuses requests that a web page of another origin had a browser send.

    Refuses other methods too: without sessions there is no stream to open or end.
    """

    def __init__(self, app: "ASGIApp", *, only_loopback: bool) -> None:
        self._app = app
        self._only_loopback = only_loopback

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        problem = self._problem(Headers(scope=scope))
        app = self._app
        if problem:
            app = PlainTextResponse(problem, status_code=403)
        elif scope["method"] != "POST":
            app = PlainTextResponse("Send POST.", status_code=405, headers={"allow": "POST"})
        await app(scope, receive, send)

    def _problem(self, headers: Headers) -> str:
        host = headers.get("host", "")
        origin = headers.get("origin", "")
        if self._only_loopback and _name(host) not in _LOOPBACK:
            return "This server is reached as localhost only."
        if origin and origin.partition("://")[2] != host:
            return "Pages of other origins may not call this server."
        return ""


def _name(host: str) -> str | None:
    try:
        return urlsplit(f"//{host}").hostname
    except ValueError:
        return None
