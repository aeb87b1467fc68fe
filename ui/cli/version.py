"""The version of the product."""

from importlib.metadata import PackageNotFoundError, version

from ui.cli.app import PROGRAM


def version_line() -> str:
    """Return the name of the program and its version."""
    try:
        return f"{PROGRAM} {version(PROGRAM)}"
    except PackageNotFoundError:
        return f"{PROGRAM} (not installed: run `make run`)"
