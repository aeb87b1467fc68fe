"""Reading files of one JSON object a line, and saying what is wrong with them."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from pydantic import BaseModel, ValidationError

from evals.errors import CaseFileError

_MOST_PROBLEMS = 20


def read_text(path: Path) -> str:
    """Read a text file of the tester's.

    Args:
        path: The file, in UTF-8.

    Raises:
        CaseFileError: It cannot be read, or is not UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise CaseFileError(
            f"{str(path)!r} cannot be read ({error.strerror or error}). Check the name."
        ) from error
    except UnicodeDecodeError as error:
        raise CaseFileError(f"{str(path)!r} is not UTF-8 text. Save it as UTF-8.") from error


def numbered_lines(text: str) -> Iterator[tuple[int, str]]:
    r"""Yield the lines that hold something, counted from 1; only ``\n`` ends a line in JSONL."""
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield number, line


def raise_problems(problems: Sequence[str]) -> None:
    """Raise one error for all that was found, if anything was.

    Args:
        problems: One sentence each, with file and line.

    Raises:
        CaseFileError: There is at least one.
    """
    if not problems:
        return
    more = len(problems) - _MOST_PROBLEMS
    rest = [f"… and {more} more."] if more > 0 else []
    raise CaseFileError("\n".join([*problems[:_MOST_PROBLEMS], *rest]))


def in_plain_words(error: ValidationError, model: type[BaseModel]) -> str:
    """Return what is wrong with an object of a file, in one clause.

    Args:
        error: What pydantic found.
        model: What was expected.
    """
    first = error.errors(include_url=False)[0]
    where = ".".join(map(str, first["loc"]))
    if first["type"] == "json_invalid":
        return f"this is not JSON ({first['ctx']['error']})"
    if first["type"] == "extra_forbidden":
        return f"the key {where!r} is unknown; the keys are: {', '.join(model.model_fields)}"
    if first["type"] == "missing":
        return f"the key {where!r} is missing"
    if first["type"] == "value_error":
        return f"{where}: {first['ctx']['error']}".removeprefix(": ").rstrip(".")
    said = first["msg"][0].lower() + first["msg"][1:]
    return f"{where} is {_short(first['input'])}: {said}" if where else said


def _short(value: object) -> str:
    shown = re.sub(r"\s+", " ", repr(value))
    return shown if len(shown) <= 60 else f"{shown[:59]}…"
