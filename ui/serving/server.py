"""Serving the chat. Importing this module loads neither Gradio nor a web server."""

import contextlib
import errno
import logging
import socket
from collections.abc import Callable
from typing import TYPE_CHECKING

from assistant import Settings
from ui.errors import ServerError
from ui.serving.app import create_app

if TYPE_CHECKING:
    from assistant import Assistant, Settings

_SECONDS_TO_FINISH = 1
_MAX_WAITING_CONNECTIONS = 128


def open_socket(host: str, port: int) -> socket.socket:
    """Take an address and port, so that nothing heavy is started for one that is taken.

    Args:
        host: The address, such as ``127.0.0.1``.
        port: The port; 0 takes any free one.

    Returns:
        A listening socket.

    Raises:
        ServerError: The port is in use or not allowed, or this machine has no such address.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(_MAX_WAITING_CONNECTIONS)
    except (OSError, OverflowError) as error:
        listener.close()
        raise ServerError(_in_plain_words(error, host, port)) from error
    return listener


def serve(
    assistant: "Assistant",
    settings: "Settings",
    on_ready: Callable[[str], None] | None = None,
) -> None:
    """Serve the chat until the process is told to stop (Ctrl-C).

    Args:
        assistant: An open assistant; it stays open.
        settings: How it is served; among others the address and the port.
        on_ready: Called once with the address of the page, when it can be opened.

    Raises:
        ServerError: The address or the port cannot be used.
        UsersError: There is a users file, and it cannot be used.
    """
    with contextlib.closing(open_socket(settings.host, settings.port)) as listener:
        serve_on(listener, assistant, settings, on_ready)


def serve_on(
    listener: socket.socket,
    assistant: "Assistant",
    settings: "Settings",
    on_ready: Callable[[str], None] | None = None,
) -> None:
    """Serve the chat on a socket from `open_socket` until the process is told to stop.

    Args:
        listener: The socket; the caller closes it.
        assistant: An open assistant; it stays open.
        settings: How it is served.
        on_ready: Called once with the address of the page, when it can be opened.

    Raises:
        UsersError: There is a users file, and it cannot be used.
    """
    import uvicorn

    # Pages that are still open keep a connection; that they are cut off is no error.
    cut_off = logging.getLogger("uvicorn.error")

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            if on_ready is not None:
                on_ready(f"{_address(listener)}{settings.root_path}")

        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            cut_off.setLevel(logging.CRITICAL)
            await super().shutdown(sockets)

    config = uvicorn.Config(
        create_app(assistant, settings),
        log_level="error",
        access_log=False,
        server_header=False,
        ws="none",
        timeout_graceful_shutdown=_SECONDS_TO_FINISH,
    )
    # uvicorn raises the interrupt again once it has stopped; that is the wanted end.
    with contextlib.suppress(KeyboardInterrupt):
        Server(config).run(sockets=[listener])


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    if host in {"0.0.0.0", "::"}:  # noqa: S104
        host = "localhost"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _in_plain_words(error: OSError | OverflowError, host: str, port: int) -> str:
    number = getattr(error, "errno", None)
    if number == errno.EADDRINUSE:
        return (
            f"Port {port} on {host} is in use by another program. "
            "Stop that program, or choose another port with --port."
        )
    if number in {errno.EACCES, errno.EPERM}:
        return (
            f"This account may not serve on port {port}. "
            "Choose a port from 1024 to 65535 with --port."
        )
    if isinstance(error, OverflowError):
        return f"{port} is no port; choose one from 1024 to 65535 with --port."
    return (
        f"This machine cannot serve on the address {host!r}. "
        "Use --host 127.0.0.1, or an address that belongs to this machine."
    )
