"""The command ``serve``."""

from collections.abc import Mapping
from contextlib import closing

from assistant import load_settings
from ui.cli.output import say
from ui.cli.session import assistant_for
from ui.serving.server import open_socket, serve_on


def serve_chat(overrides: Mapping[str, object]) -> None:
    """Serve the chat until Ctrl-C.

    The port is taken before anything else, so that one in use is reported at once.

    Args:
        overrides: Settings from the command line.
    """
    settings = load_settings(**overrides)
    with (
        closing(open_socket(settings.host, settings.port)) as listener,
        assistant_for(overrides) as assistant,
    ):
        serve_on(listener, assistant, on_ready=_announce)


def _announce(url: str) -> None:
    say(f"The chat is ready: {url}\nPress Ctrl-C to stop it.", at_once=True)
