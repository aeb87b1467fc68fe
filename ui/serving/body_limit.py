"""No request may be longer than the chat ever needs."""

from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST_BODY = 1024 * 1024
"""Bytes of the longest request that is read."""


class BodyLimitMiddleware:
    """Answers 413 to a request whose body is too long, said beforehand or found out."""

    def __init__(self, app: ASGIApp, largest: int = LARGEST_BODY) -> None:
        """Wrap an ASGI application.

        Args:
            app: The application.
            largest: Bytes of the longest body that is let through.
        """
        self._app = app
        self._largest = largest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        said = Headers(scope=scope).get("content-length", "0")
        if not said.isascii() or not said.isdigit():
            await _refusal("The length of this request is no number.", 400)(scope, receive, send)
        elif len(said) > 18 or int(said) > self._largest:
            await self._too_long()(scope, receive, send)
        else:
            await self._count(scope, receive, send)

    async def _count(self, scope: Scope, receive: Receive, send: Send) -> None:
        body = _Counted(receive, send, self._largest)
        try:
            await self._app(scope, body.receive, body.send)
        except ClientDisconnect:
            if not body.too_long:
                raise
        if body.too_long and not body.answered:
            await self._too_long()(scope, receive, send)

    def _too_long(self) -> PlainTextResponse:
        return _refusal(f"This request is longer than {self._largest:,} bytes. Send less.", 413)


class _Counted:
    """One request; once it is too long, the application is told that the sender is gone."""

    def __init__(self, receive: Receive, send: Send, largest: int) -> None:
        self._receive = receive
        self._send = send
        self._left = largest
        self.too_long = False
        self.answered = False

    async def receive(self) -> Message:
        if not self.too_long:
            message = await self._receive()
            self._left -= len(message.get("body", b""))
            self.too_long = self._left < 0
            if not self.too_long:
                return message
        return {"type": "http.disconnect"}

    async def send(self, message: Message) -> None:
        if self.too_long and not self.answered:
            return
        self.answered = True
        await self._send(message)


def _refusal(text: str, status: int) -> PlainTextResponse:
    # The rest of the body is not read, so the connection cannot be used again.
    return PlainTextResponse(text, status_code=status, headers={"connection": "close"})
