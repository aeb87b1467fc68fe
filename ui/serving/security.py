"""What every reply carries, and which addresses exist at all."""

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.serving.addresses import Extra, is_served, local_path, with_root_path

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
        "form-action 'self'",
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

_A_PAGE_MAY_SET = frozenset({"content-security-policy", "referrer-policy"})


class SecurityMiddleware:
    """Adds the security headers to every reply and answers 404 for what is not used.

    Gradio brings addresses for uploads, files of the machine, recordings and editing; none of
    them is needed. A page that sets a content or referrer policy of its own keeps it.

    The path that a proxy adds is put back here where the proxy takes it off, so that everything
    inside works the same either way.
    """

    def __init__(
        self, app: ASGIApp, root_path: str = "", extras: frozenset[Extra] = frozenset()
    ) -> None:
        """Wrap an ASGI application.

        Args:
            app: The application.
            root_path: The path that a proxy adds before every address.
            extras: What is served besides the chat and the pages.
        """
        self._app = app
        self._root_path = root_path
        self._extras = extras

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            await self._serve(scope, receive, _with_headers(send))
        else:
            await send({"type": "websocket.close"})  # nothing here speaks it

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        app: ASGIApp = PlainTextResponse("Not found.", status_code=404)
        whole = with_root_path(scope, self._root_path)
        if is_served(local_path(whole), self._extras):
            app = self._app
        elif self._root_path and scope["path"] == self._root_path:
            # Without the slash a page would look for its parts in the folder above.
            query = scope["query_string"].decode("latin-1")
            app = RedirectResponse(f"{self._root_path}/{f'?{query}' if query else ''}")
        await app(whole, receive, send)


def _with_headers(send: Send) -> Send:
    async def send_with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = list(message.get("headers", []))
            headers = MutableHeaders(raw=message["headers"])
            own = _A_PAGE_MAY_SET & set(headers.keys())
            # Gradio would let the pages of every other site read its replies.
            for name in {it for it in headers if it.startswith("access-control-")}:
                del headers[name]
            for name, value in SECURITY_HEADERS.items():
                if name not in own:
                    headers[name] = value
        await send(message)

    return send_with_headers
