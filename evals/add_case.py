"""Adding a case to a file of cases."""

import json
import re
from collections.abc import Collection, Mapping
from pathlib import Path

from corpus import Report
from evals.case import Case
from evals.case_file import parse_case, parse_cases
from evals.errors import CaseFileError
from evals.lines import read_text
from evals.run import write_whole

_ID_WORDS = 6
_ID_LENGTH = 60


def new_case(fields: Mapping[str, object], report: Report) -> Case:
    """Return a case, once it is known to be one.

    Args:
        fields: Its fields; empty ones are left out.
        report: The report that the question is about.

    Raises:
        CaseFileError: The fields make no case, or do not fit the report.
    """
    kept = {name: value for name, value in fields.items() if value not in ("", None, [], ())}
    try:
        return parse_case(json.dumps(kept), report)
    except ValueError as error:
        raise CaseFileError(f"This is no case: {error}.") from error


def append_case(case: Case, path: Path, report: Report) -> None:
    """Add a case to a file, which is made when missing.

    The file is checked with the new line before it is replaced, so that a wrong case never
    gets into it.

    Args:
        case: The case.
        path: The file.
        report: The report that the questions are about.

    Raises:
        CaseFileError: The id or the question is there already, or the file is not right.
        RunFileError: The file cannot be written.
    """
    text = read_text(path) if path.exists() else ""
    line = case.model_dump_json(exclude_defaults=True)
    if text.strip():
        for other in parse_cases(text, str(path), report):
            if (other.question, other.history) == (case.question, case.history):
                raise CaseFileError(f"{path} asks this already, as {other.id!r}.")
    if text and not text.endswith("\n"):
        text += "\n"
    parse_cases(f"{text}{line}\n", str(path), report)
    write_whole(path, f"{text}{line}\n")


def free_id(question: str, taken: Collection[str]) -> str:
    """Return an id made of the first words of a question that no other case has.

    Args:
        question: The question.
        taken: The ids in use.
    """
    words = re.findall(r"[a-z0-9]+", question.casefold())[:_ID_WORDS]
    stem = "-".join(words)[:_ID_LENGTH] or "case"
    number = 2
    name = stem
    while name in taken:
        name = f"{stem}-{number}"
        number += 1
    return name
