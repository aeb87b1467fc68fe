"""What people said of answers in the chat, as proposals for cases.

The form of the records is described in docs/evals.md.
"""

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from evals.errors import CaseFileError
from evals.lines import in_plain_words, numbered_lines, raise_problems, read_text
from evals.system import SystemCitation

Reason = Literal[
    "", "wrong_passage", "incomplete", "should_have_refused", "should_have_answered", "other"
]


class FeedbackRecord(BaseModel):
    """What somebody said of one answer.

    Attributes:
        question: The question as typed.
        history: The earlier questions of the conversation, oldest first.
        stand_alone: The stand-alone question that was searched.
        answer: The answer as shown.
        citations: The quotes that were shown.
        index: Hash of the index that was searched.
        verdict: ``right`` or ``wrong``.
        reason: Why it is wrong; empty where it is right.
        comment: What they added.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    question: str = Field(min_length=1)
    history: tuple[str, ...] = ()
    stand_alone: str = ""
    answer: str = ""
    citations: tuple[SystemCitation, ...] = ()
    index: str = ""
    verdict: Literal["right", "wrong"]
    reason: Reason = ""
    comment: str = ""


def load_feedback(path: Path) -> tuple[FeedbackRecord, ...]:
    """Read a file of feedback.

    Args:
        path: JSONL, as the chat exports it.

    Raises:
        CaseFileError: It cannot be read or is empty, or lines of it are wrong; each is named.
    """
    records = []
    problems = []
    for number, line in numbered_lines(read_text(path)):
        try:
            records.append(FeedbackRecord.model_validate_json(line))
        except ValidationError as error:
            problems.append(f"{path}:{number}: {in_plain_words(error, FeedbackRecord)}.")
    raise_problems(problems)
    if not records:
        raise CaseFileError(f"{path} holds no feedback. Export it from the chat again.")
    return tuple(records)


def proposed_fields(record: FeedbackRecord) -> dict[str, object]:
    """Return the fields of the case that a record proposes; ``id`` and ``kind`` are left open.

    An answer that was right makes its citations gold. One that should have been a refusal
    makes an unanswerable case. For the others only a person knows the gold passages.

    Args:
        record: What somebody said.
    """
    fields: dict[str, object] = {
        "question": record.question,
        "history": list(record.history),
        "stand_alone": record.stand_alone if record.history else "",
        "note": _note(record),
    }
    if record.reason == "should_have_refused":
        return fields | {"answerable": False}
    if record.verdict == "right":
        cited = list(dict.fromkeys(citation.passage_id for citation in record.citations))
        return fields | {"answerable": bool(cited), "passages": cited}
    return fields | {"answerable": True}


def needs_a_person(record: FeedbackRecord) -> bool:
    """Tell whether the gold passages of a record are not known from it.

    Args:
        record: What somebody said.
    """
    return record.verdict == "wrong" and record.reason != "should_have_refused"


def _note(record: FeedbackRecord) -> str:
    said = " – ".join(filter(None, [record.verdict, record.reason, record.comment]))
    return f"From feedback: {said}"
