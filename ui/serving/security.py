"""What every reply carries, and which addresses exist at all."""

import re
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]

# Gradio writes its settings into the page as a script and its theme as styles, so both must
# be allowed inline. Nothing may come from, or go to, another address.
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self' 'unsafe-inline'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "base-uri 'self'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)

SECURITY_HEADERS = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
"""Sent with every reply; names in lower case."""

_PAGES = frozenset(
    {
        "/",
        "/report",
        "/about",
        "/feedback",
        "/feedback.jsonl",
        "/pages/style.css",
        "/pages/feedback.css",
        "/gradio_api/info",
        "/mcp",
        "/health",
        "/config",
        "/theme.css",
        "/favicon.ico",
        "/manifest.json",
        "/robots.txt",
    }
)
_FOLDERS = (
    "/assets/",
    "/static/",
    "/gradio_api/call/",
    "/gradio_api/queue/",
    "/gradio_api/heartbeat/",
    "/gradio_api/startup-events",
    "/gradio_api/theme.css",
    "/gradio_api/app_id",
    "/gradio_api/cancel",
)


class SecurityMiddleware:
    """Adds the security headers to every reply and answers 404 for what the chat does not use.

    Gradio brings addresses for uploads, files of the machine, recordings and editing; the
    chat needs none of them.
    """

    def __init__(self, app: App) -> None:
        """Wrap an ASGI application.

        Args:
            app: The application.
        """
        self._app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = _with_security(message.get("headers", []))
            await send(message)

        app = self._app if is_served(scope["path"]) else _not_found
        await app(scope, receive, send_with_headers)


def is_served(path: str) -> bool:
    """Tell whether the chat needs an address.

    Args:
        path: The path of the request, such as ``/config``.
    """
    path = re.sub("^/(fr|es)(?=/)", "", path)
    return path in _PAGES or (path.startswith(_FOLDERS) and ".." not in path.split("/"))


def _with_security(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """Return headers with ours in them; a reply's own content policy is the stricter one."""
    own = [pair for pair in headers if pair[0].lower() == b"content-security-policy"]
    kept = [pair for pair in headers if pair[0].decode().lower() not in SECURITY_HEADERS]
    ours = [(name.encode(), value.encode()) for name, value in SECURITY_HEADERS.items()]
    return [*kept, *own, *(pair for pair in ours if not own or pair[0] != own[0][0])]


async def _not_found(_scope: Message, _receive: Receive, send: Send) -> None:
    body = b"Not found."
    headers = [(b"content-type", b"text/plain"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 404, "headers": headers})
    await send({"type": "http.response.body", "body": body})
