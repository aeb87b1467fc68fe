"""Under which names the server is reached."""

import ipaddress
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

_LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
_REFUSAL = "This server is reached as localhost only. Open it under that name."


def is_loopback(host: str) -> bool:
    """Tell whether only this machine reaches an address.

    Args:
        host: The address that is served on, such as ``127.0.0.1``.
    """
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class LocalHostMiddleware:
    """Refuses requests under any name that is not this machine's own.

    For a server on loopback: without it a page elsewhere could give its own name this
    machine's address and then read what the server says (DNS rebinding).
    """

    def __init__(self, app: ASGIApp) -> None:
        """Wrap an ASGI application.

        Args:
            app: The application.
        """
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        known = scope["type"] != "http" or is_local_name(Headers(scope=scope).get("host", ""))
        app = self._app if known else PlainTextResponse(_REFUSAL, status_code=400)
        await app(scope, receive, send)


def is_local_name(host: str) -> bool:
    """Tell whether a ``Host`` header names this machine, with any port or none.

    Args:
        host: The header's value.
    """
    try:
        parts = urlsplit(f"//{host}")
        name = parts.hostname
    except ValueError:
        return False
    return name in _LOCAL_NAMES and parts.netloc == host and "@" not in host
