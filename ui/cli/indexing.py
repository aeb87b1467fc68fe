"""The commands ``index build`` and ``index status``."""

from collections.abc import Mapping
from dataclasses import asdict

from assistant import assistant_index_status, build_assistant_index, load_settings
from index import IndexStatus
from ui.cli.output import say, say_json
from ui.cli.progress import progress_on_stderr
from ui.cli.tables import table


def build_index(overrides: Mapping[str, object], *, force: bool) -> None:
    """Build the search index and print what it holds.

    Args:
        overrides: Settings from the command line.
        force: Whether to build anew where nothing changed.
    """
    settings = load_settings(**overrides)
    with progress_on_stderr() as on_progress:
        status = build_assistant_index(settings, on_progress=on_progress, force=force)
    say(_in_words(status))


def print_status(overrides: Mapping[str, object], *, as_json: bool) -> None:
    """Print what the search index holds.

    Args:
        overrides: Settings from the command line.
        as_json: Whether to print JSON.
    """
    status = assistant_index_status(load_settings(**overrides))
    if as_json:
        say_json(_fields(status))
    else:
        say(_in_words(status))


def _fields(status: IndexStatus) -> dict[str, object]:
    return asdict(status) | {"folder": str(status.folder), "packages": dict(status.packages)}


def _in_words(status: IndexStatus) -> str:
    if status.state != "ready":
        return status.problem
    packages = ", ".join(f"{name} {version}" for name, version in status.packages)
    return table(
        [
            ("state", status.state),
            ("reports", ", ".join(status.reports)),
            ("pieces of text", f"{status.chunks:,}"),
            ("built", status.created),
            ("embedding model", status.embedding_model),
            ("packages", packages),
            ("folder", status.folder),
            ("size", f"{status.size_bytes / 1e6:,.1f} MB"),
        ]
    )
