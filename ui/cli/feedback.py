"""The commands ``feedback list`` and ``feedback export``."""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from assistant import load_settings
from ui.cli.output import say, say_bytes, say_json, say_on_stderr, wrapped
from ui.errors import FeedbackError
from ui.feedback import Feedback, FeedbackStore, as_jsonl, feedback_path

_STANDARD_OUTPUT = "-"


def print_feedback(overrides: Mapping[str, object], *, as_json: bool) -> None:
    """Print what people said of answers, oldest first.

    Args:
        overrides: Settings from the command line.
        as_json: Whether to print JSON.

    Raises:
        FeedbackError: What is stored cannot be read.
    """
    records = _store(overrides).all()
    if as_json:
        say_json([it.model_dump(mode="json") for it in records])
    else:
        say("\n\n".join(map(_in_words, records)) or "There is no feedback yet.")


def export_feedback(overrides: Mapping[str, object], file: str) -> None:
    """Write what people said of answers as the file that ``eval add-case`` reads.

    Args:
        overrides: Settings from the command line.
        file: Its name, or ``-`` for standard output.

    Raises:
        FeedbackError: There is none, it cannot be read, or the file cannot be written.
    """
    records = _store(overrides).all()
    if not records:
        raise FeedbackError("There is no feedback to export yet. People give it in the chat.")
    content = as_jsonl(records).encode()
    if file == _STANDARD_OUTPUT:
        say_bytes(content)
        return
    _write_whole(Path(file).expanduser(), content)
    noun = "record" if len(records) == 1 else "records"
    say_on_stderr(f"Wrote {len(records)} {noun} to {file}")


def _store(overrides: Mapping[str, object]) -> FeedbackStore:
    return FeedbackStore(feedback_path(load_settings(**overrides)))


def _in_words(record: Feedback) -> str:
    said = ": ".join(filter(None, [record.verdict, record.reason.replace("_", " ")]))
    who = f" ({record.user})" if record.user else ""
    cited = ", ".join(dict.fromkeys(it.passage_id for it in record.citations))
    lines = [
        wrapped(f"{record.time:%Y-%m-%d %H:%M} {record.time.tzname()}  {said}{who}"),
        wrapped(record.question, "  "),
        wrapped(f"Cited: {cited or 'nothing'}", "  "),
        wrapped(f"Comment: {record.comment}", "  ") if record.comment else "",
    ]
    return "\n".join(filter(None, lines))


def _write_whole(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; what stood there is kept until it can be replaced."""
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            path.write_bytes(content)  # a device or a pipe cannot be replaced
            return
        _replace(path.resolve(), content)
    except OSError as error:
        raise FeedbackError(
            f"{str(path)!r} cannot be written ({error.strerror or error}). "
            "Name another file, or make room on the disk."
        ) from error


def _replace(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".feedback-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
