"""Commands that other packages bring.

A package names a `typer.Typer` under the entry point group ``report_assistant.commands``. The
evaluations bring ``eval`` this way: they and the user interface do not know each other.
"""

from functools import cache
from importlib.metadata import entry_points

import typer

from ui.cli.app import app

GROUP = "report_assistant.commands"


@cache
def app_with_plug_ins() -> typer.Typer:
    """Return the command line with the commands of every installed package."""
    for plug_in in entry_points(group=GROUP):
        app.add_typer(plug_in.load(), name=plug_in.name)
    return app
