"""The command ``eval add-case``: by options, by questions and answers, from feedback."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import typer

from assistant import load_settings, open_report
from corpus import Report
from evals.add_case import append_case, free_id, new_case
from evals.case_file import load_cases, shipped_file
from evals.cli.console import printable
from evals.errors import CaseFileError
from evals.feedback import FeedbackRecord, load_feedback, needs_a_person, proposed_fields

_SHOWN_ANSWER = 300


@dataclass(frozen=True, slots=True)
class Addition:
    """What was asked for on the command line.

    Attributes:
        overrides: Settings that stood before the command.
        cases: The file, or None for the one that comes with the product.
        feedback: File of feedback, or None.
        yes: Whether to add without asking.
        fields: Fields of the case; ``question`` is None where it has to be asked for.
    """

    overrides: dict[str, object]
    cases: Path | None
    feedback: Path | None
    yes: bool
    fields: Mapping[str, object] = field(default_factory=dict)


def add_cases(addition: Addition) -> int:
    """Add one case, or those that feedback proposes.

    Args:
        addition: What was asked for.

    Returns:
        The exit code: 0, or 1 where records of feedback were left for a person.

    Raises:
        ReportAssistantError: Something that was given cannot be used.
    """
    report = open_report(load_settings(**addition.overrides))
    path = addition.cases or shipped_file(report)
    if addition.feedback is not None:
        return _add_feedback(load_feedback(addition.feedback), path, report, yes=addition.yes)
    fields = dict(addition.fields)
    if fields.get("question") is None:
        fields = _asked(fields, report)
    _add(fields, path, report)
    return 0


def split_facts(texts: Sequence[str]) -> list[list[str]]:
    """Return groups of variants.

    Args:
        texts: One fact each, its variants parted by ``|``.
    """
    return [[it.strip() for it in text.split("|") if it.strip()] for text in texts]


def _add(fields: dict[str, object], path: Path, report: Report) -> None:
    taken = [case.id for case in load_cases(path, report)] if path.exists() else []
    named = {"id": fields.get("id") or free_id(str(fields["question"]), taken)}
    case = new_case(fields | named, report)
    append_case(case, path, report)
    typer.echo(f"Added {case.id!r} ({case.kind}, {case.split}) to {path}")


def _add_feedback(
    records: Sequence[FeedbackRecord], path: Path, report: Report, *, yes: bool
) -> int:
    left = 0
    for record in records:
        _show(record)
        fields = {"kind": "feedback"} | proposed_fields(record)
        try:
            if not yes:
                if not typer.confirm("Make a case of it?", default=True):
                    continue
                fields = _asked(fields, report)
            elif needs_a_person(record):
                typer.echo("  Left: only a person knows what would have been right.")
                left += 1
                continue
            _add(fields, path, report)
        except CaseFileError as error:
            typer.echo(f"  Left: {printable(str(error))}")
            left += 1
    return int(left > 0)


def _show(record: FeedbackRecord) -> None:
    said = ", ".join(filter(None, [record.verdict, record.reason]))
    typer.echo(f"\n“{printable(record.question)}” ({said})")
    for earlier in record.history:
        typer.echo(f"  after: {printable(earlier)}")
    typer.echo(f"  answer: {printable(record.answer[:_SHOWN_ANSWER])}")
    cited = ", ".join(citation.passage_id for citation in record.citations)
    typer.echo(f"  cited: {printable(cited) or 'nothing'}")
    if record.comment:
        typer.echo(f"  comment: {printable(record.comment)}")


def _asked(fields: dict[str, object], report: Report) -> dict[str, object]:
    """Ask for what a case needs; what is known already is offered."""
    asked = dict(fields)
    asked["question"] = typer.prompt("Question", default=fields.get("question"))
    asked["kind"] = typer.prompt("Kind", default=fields["kind"])
    asked["answerable"] = typer.confirm(
        "Does the report answer it?", default=bool(fields.get("answerable", True))
    )
    if not asked["answerable"]:
        return asked | {"passages": [], "facts": []}
    known = fields.get("passages")
    default = ",".join(known) if isinstance(known, list) else ""
    typer.echo("Passages: " + " ".join(passage.id for passage in report.passages))
    passages = typer.prompt("Gold passages, any of which will do", default=default)
    facts = typer.prompt("Key facts, parted by ; (variants by |)", default="", show_default=False)
    asked["passages"] = [it.strip() for it in str(passages).split(",") if it.strip()]
    asked["facts"] = split_facts([it for it in str(facts).split(";") if it.strip()])
    return asked
