"""What an export says, before it takes a form: questions, answers, quotes and numbered notes."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Role = Literal[
    "understood",
    "answer",
    "worded",
    "lead",
    "worded_by",
    "refusal_title",
    "refusal",
    "choice",
    "problem",
]
"""What a statement is, for its look."""


@dataclass(frozen=True, slots=True)
class Mark:
    """The mark of a note in the text.

    Attributes:
        note: Number of the note.
        place: How many marks of the same note stand before, plus one.
    """

    note: int
    place: int


@dataclass(frozen=True, slots=True)
class Statement:
    """A paragraph in our words, or in those of a chat model.

    Attributes:
        text: What it says.
        role: What it is.
        marks: The notes that support it; none where it is no answer.
    """

    text: str
    role: Role
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """A paragraph in the report's words, with the mark of its note.

    Attributes:
        text: The words, verbatim.
        label: Short label of the passage, such as ``¶ 19``.
        mark: The mark of its note.
    """

    text: str
    label: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and what came back.

    Attributes:
        question: The question.
        parts: What came back, in order.
    """

    question: str
    parts: tuple[Statement | Quote, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """Where a quote stands.

    Attributes:
        number: Its number, from 1.
        quote: The words, verbatim.
        passage_id: Id of the passage, such as ``p19``.
        label: Label of the passage, such as ``¶ 19``.
        reference: The reference in the house form.
        report: Title and date of the report.
        marks: How many marks refer to it.
    """

    number: int
    quote: str
    passage_id: str
    label: str
    reference: str
    report: str
    marks: int


@dataclass(frozen=True, slots=True)
class ExportDocument:
    """A whole export.

    Attributes:
        title: Its heading.
        lines: What stands below the heading: the report and the day of the export.
        exchanges: Questions and answers, oldest first.
        notes: The notes, by number.
        notes_title: The heading of the notes.
        back: What a link from a note to the text says.
        language: ISO 639-1 code of the language of our words.
        day: Day of the export.
    """

    title: str
    lines: tuple[str, ...]
    exchanges: tuple[Exchange, ...]
    notes: tuple[Note, ...]
    notes_title: str
    back: str
    language: str
    day: date
