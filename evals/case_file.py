"""Files of cases: one JSON object a line, checked against the report when they are read.

The form is described in docs/evals.md.
"""

from importlib.resources import files
from pathlib import Path

from pydantic import ValidationError

from corpus import Passage, Report
from evals.case import Case
from evals.errors import CaseFileError, NoCasesError
from evals.facts import any_occurs, occurs
from evals.lines import in_plain_words, numbered_lines, raise_problems, read_text

_SHIPPED = {"GB.309/PFA/5/4": "GB.309-PFA-5-4.jsonl"}


def load_cases(path: Path, report: Report) -> tuple[Case, ...]:
    """Read and check a file of cases.

    Args:
        path: The file.
        report: The report that the questions are about.

    Returns:
        The cases, in the file's order.

    Raises:
        CaseFileError: The file cannot be read or is empty, or a line is not a case: broken
            JSON, unknown keys, an id used twice, a gold passage that the report does not
            have, a key fact that none of the gold passages holds. Every such line is named.
    """
    return parse_cases(read_text(path), str(path), report)


def parse_cases(text: str, source: str, report: Report) -> tuple[Case, ...]:
    """Check the text of a file of cases; see `load_cases`.

    Args:
        text: One JSON object a line; blank lines are passed over.
        source: Name of the file, for messages.
        report: The report that the questions are about.
    """
    cases: dict[str, Case] = {}
    lines: dict[str, int] = {}
    problems: list[str] = []
    for number, line in numbered_lines(text):
        try:
            case = parse_case(line, report)
        except ValueError as error:
            problems.append(f"{source}:{number}: {error}.")
            continue
        first = lines.setdefault(case.id, number)
        if first != number:
            problems.append(f"{source}:{number}: the id {case.id!r} is used in line {first}.")
        cases[case.id] = case
    raise_problems(problems)
    if not cases:
        raise CaseFileError(f"{source} holds no cases. Write one JSON object a line.")
    return tuple(cases.values())


def parse_case(line: str, report: Report) -> Case:
    """Check one line.

    Args:
        line: A JSON object.
        report: The report that the question is about.

    Raises:
        ValueError: It is not a case, or does not fit the report; the message says why.
    """
    try:
        case = Case.model_validate_json(line)
    except ValidationError as error:
        raise ValueError(in_plain_words(error, Case)) from error
    _check_against(case, report)
    return case


def shipped_cases(report: Report) -> tuple[Case, ...]:
    """Read the cases that come with the product for a report.

    Args:
        report: The report.

    Raises:
        NoCasesError: None come with it.
    """
    return load_cases(shipped_file(report), report)


def shipped_file(report: Report) -> Path:
    """Return the file of cases that comes with the product for a report.

    Args:
        report: The report.

    Raises:
        NoCasesError: None comes with it.
    """
    name = _SHIPPED.get(report.symbol)
    if name is None:
        raise NoCasesError(
            f"No cases come with the product for {report.symbol}. Name a file with --cases, or "
            "start one with: report-assistant eval add-case --cases FILE"
        )
    return Path(str(files("evals") / "cases" / name))


def gold_text(passage: Passage) -> str:
    """Return all that is printed of a passage: its label, the headings above it, its text."""
    return "\n".join([passage.label, *passage.section, passage.text])


def _check_against(case: Case, report: Report) -> None:
    known = {passage.id: passage for passage in report.passages}
    for id_ in case.gold:
        if id_ not in known:
            raise ValueError(
                f"the gold passage {id_!r} does not exist; {report.symbol} has {', '.join(known)}"
            )
    text = "\n".join(gold_text(known[id_]) for id_ in case.gold)
    for group in case.facts:
        if not any_occurs(group, text):
            raise ValueError(
                f"the key fact {list(group)} stands in none of the gold passages "
                f"({', '.join(case.gold)})"
            )
    for words in case.forbidden:
        if any(occurs(words, variant) for group in case.facts for variant in group):
            raise ValueError(f"{words!r} is both forbidden and part of a key fact")
