"""The name and version of the program."""

PROGRAM = "report-assistant"


def version_line() -> str:
    """Return the name of the program and its version."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return f"{PROGRAM} {version(PROGRAM)}"
    except PackageNotFoundError:
        return f"{PROGRAM} (not installed: run `make run`)"
