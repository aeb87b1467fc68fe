"""The command ``settings``."""

from collections.abc import Mapping
from dataclasses import asdict

from assistant.settings import effective_settings, load_settings
from ui.cli.output import say, say_json
from ui.cli.tables import table


def print_settings(overrides: Mapping[str, object], *, as_json: bool) -> None:
    """Print every setting with its value and where it comes from.

    Args:
        overrides: Settings from the command line.
        as_json: Whether to print JSON.
    """
    settings = effective_settings(load_settings(**overrides))
    if as_json:
        say_json([asdict(setting) for setting in settings])
    else:
        say(table((it.name, it.value or "(none)", f"({it.origin})") for it in settings))
