"""What an export says, before it takes a form: questions, answers, quotes and numbered notes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from assistant import MAX_QUESTION_LENGTH, Answer, Citation, Refusal
from corpus import Report, visible
from ui.chat.rendering import refusal_title
from ui.export.holding import holdable
from ui.markup import reference, short_label

if TYPE_CHECKING:
    from ui.chat.session import Turn
    from ui.texts import Texts

Role = Literal["understood", "answer", "lead", "refusal_title", "refusal", "choice", "problem"]
"""What a statement is, for its look."""

_LENGTH_OF_A_BEGINNING = 200


@dataclass(frozen=True, slots=True)
class Statement:
    """A paragraph in our words.

    Attributes:
        text: What it says.
        role: What it is.
    """

    text: str
    role: Role


@dataclass(frozen=True, slots=True)
class Quote:
    """A paragraph in the report's words, with the mark of its note.

    Attributes:
        text: The words, verbatim.
        label: Short label of the passage, such as ``¶ 19``.
        note: Number of its note.
        mark: How many marks of the same note stand before, plus one.
    """

    text: str
    label: str
    note: int
    mark: int


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


def document_of(
    turns: Sequence["Turn"], report: Report, texts: "Texts", day: date, title: str
) -> ExportDocument:
    """Return what an export says.

    Args:
        turns: Questions and what came back, oldest first; at least one.
        report: The report that was asked about.
        texts: The language of our words.
        day: Day of the export.
        title: Its heading; made where it is empty or repeats the first question.
    """
    numbering = _Numbering()
    exchanges = tuple(
        Exchange(_question(turn, texts), tuple(_parts(turn, texts, numbering))) for turn in turns
    )
    source = _source(report, texts)
    return ExportDocument(
        title=_title(title, turns[0].question, report, texts),
        lines=(
            visible(f"{report.symbol}. {source}"),
            texts.gettext("Exported on {day}", day=texts.date(day)),
        ),
        exchanges=exchanges,
        notes=tuple(numbering.notes(source)),
        notes_title=texts.gettext("Notes"),
        back=texts.gettext("Back to the text"),
        language=texts.language,
        day=day,
    )


class _Numbering:
    """Numbers quotes as they appear; the same quote of the same passage keeps its number."""

    def __init__(self) -> None:
        self._cited: dict[tuple[str, str], Citation] = {}
        self._marks: dict[tuple[str, str], int] = {}

    def quote(self, citation: Citation) -> Quote:
        key = (citation.passage_id, citation.quote)
        self._cited.setdefault(key, citation)
        self._marks[key] = self._marks.get(key, 0) + 1
        label = visible(short_label(citation.kind, citation.label))
        number = list(self._cited).index(key) + 1
        return Quote(holdable(citation.quote), label, number, self._marks[key])

    def notes(self, source: str) -> Iterator[Note]:
        for number, (key, it) in enumerate(self._cited.items(), start=1):
            yield Note(
                number=number,
                quote=holdable(it.quote),
                passage_id=it.passage_id,
                label=visible(it.label),
                reference=visible(reference(it.report, it.kind, it.label)),
                report=source,
                marks=self._marks[key],
            )


def _question(turn: "Turn", texts: "Texts") -> str:
    question = turn.question.strip()
    if len(question) > MAX_QUESTION_LENGTH:
        question = question[:_LENGTH_OF_A_BEGINNING] + " …"
    return visible(question) or texts.gettext("empty question")


def _parts(turn: "Turn", texts: "Texts", numbering: _Numbering) -> Iterator[Statement | Quote]:
    answer = turn.answer
    if answer is None:
        yield Statement(visible(turn.problem), "problem")
        return
    if answer.question.strip() != answer.asked.strip():
        understood = texts.gettext("Understood as: {question}", question=answer.question)
        yield Statement(visible(understood), "understood")
    if answer.refusal is not None:
        yield from _refused(answer.refusal, texts, numbering)
    else:
        yield from _answered(answer, numbering)


def _answered(answer: Answer, numbering: _Numbering) -> Iterator[Statement | Quote]:
    if answer.short_answer:
        yield Statement(visible(answer.short_answer), "answer")
    if answer.lead:
        yield Statement(visible(answer.lead), "lead")
    yield from map(numbering.quote, answer.citations)


def _refused(
    refusal: Refusal, texts: "Texts", numbering: _Numbering
) -> Iterator[Statement | Quote]:
    if refusal.reason != "small_talk":
        yield Statement(refusal_title(refusal, texts), "refusal_title")
    yield Statement(visible(refusal.message), "refusal")
    for choice in refusal.choices:
        yield Statement(visible(choice), "choice")
    if refusal.nearest:
        yield Statement(texts.gettext("The nearest passages, for you to judge:"), "refusal")
        yield from map(numbering.quote, refusal.nearest)


def _source(report: Report, texts: "Texts") -> str:
    dated = texts.date(report.date) if report.date else ""
    return visible(", ".join(filter(None, [report.title, dated])))


def _title(title: str, first_question: str, report: Report, texts: "Texts") -> str:
    words = " ".join(title.split())
    repeats = " ".join(first_question.split()).startswith(words.rstrip("… "))
    if repeats:  # an empty title does, too
        return visible(texts.gettext("Questions about {symbol}", symbol=report.symbol))
    return visible(words)
