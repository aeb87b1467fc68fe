"""The command ``serve``."""

from collections.abc import Mapping
from contextlib import closing

from assistant import Settings, load_settings
from ui.access_log import write_to_stderr
from ui.cli.output import say, say_on_stderr
from ui.cli.session import assistant_for
from ui.serving.hosts import is_loopback
from ui.serving.server import open_socket, serve_on
from ui.serving.users import Users

_OPEN_TO_ALL = (
    "Warning: everyone who reaches {host} can use the chat without a password. "
    "Use --auth FILE to ask for one; `report-assistant users add` writes the file."
)


def serve_chat(overrides: Mapping[str, object]) -> None:
    """Serve the chat until Ctrl-C.

    The port is taken before anything else, so that one in use is reported at once.

    Args:
        overrides: Settings from the command line.
    """
    settings = load_settings(**overrides)
    _check_users(settings)
    with (
        closing(open_socket(settings.host, settings.port)) as listener,
        assistant_for(overrides) as assistant,
        write_to_stderr(),
    ):
        serve_on(listener, assistant, settings, on_ready=_announce)


def _check_users(settings: Settings) -> None:
    """Refuse a users file that cannot be used before anything is opened."""
    if settings.users_file is not None:
        Users.load(settings.users_file)
    elif not is_loopback(settings.host):
        say_on_stderr(_OPEN_TO_ALL.format(host=settings.host))


def _announce(url: str) -> None:
    say(f"The chat is ready: {url}\nPress Ctrl-C to stop it.", at_once=True)
