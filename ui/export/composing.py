"""Composing an export from questions and what came back for them."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from assistant import MAX_QUESTION_LENGTH, Answer, Refusal
from corpus import Report, visible
from ui.chat.kept import MAX_TITLE_LENGTH
from ui.chat.rendering import refusal_title
from ui.export.document import Exchange, ExportDocument, Quote, Role, Statement
from ui.export.numbering import Numbering
from ui.wording import worded_by

if TYPE_CHECKING:
    from ui.chat.session import Turn
    from ui.texts import Texts

_LENGTH_OF_A_BEGINNING = 200


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
    numbering = Numbering()
    exchanges = tuple(
        Exchange(_question(turn, texts), tuple(_parts(turn, texts, numbering))) for turn in turns
    )
    source = _source(report, texts)
    return ExportDocument(
        title=visible(
            own_title(title, turns)
            or texts.gettext("Questions about {symbol}", symbol=report.symbol)
        ),
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


def own_title(title: str, turns: Sequence["Turn"]) -> str:
    """Return a title on one line; nothing where it only repeats the first question.

    Args:
        title: What the person calls the conversation, or what the chat made of the question.
        turns: The questions; at least one.
    """
    words = " ".join(title.split())
    question = " ".join(turns[0].question.split())[:MAX_TITLE_LENGTH]
    return "" if words == question.strip() else words


def _question(turn: "Turn", texts: "Texts") -> str:
    question = turn.question.strip()
    if len(question) > MAX_QUESTION_LENGTH:
        question = question[:_LENGTH_OF_A_BEGINNING] + " …"
    return visible(question) or texts.gettext("empty question")


def _parts(turn: "Turn", texts: "Texts", numbering: Numbering) -> Iterator[Statement | Quote]:
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
        yield from _answered(answer, texts, numbering)


def _answered(answer: Answer, texts: "Texts", numbering: Numbering) -> Iterator[Statement | Quote]:
    yield from _in_our_words(answer.short_answer, "answer", answer, numbering)
    for sentence in answer.statements:
        marks = tuple(map(numbering.mark, sentence.citations))
        yield Statement(visible(sentence.text), "worded", marks)
    yield from _in_our_words(answer.lead, "lead", answer, numbering)
    yield from map(numbering.quote, answer.citations)
    if by := worded_by(answer, texts):
        yield Statement(visible(by), "worded_by")


def _in_our_words(
    text: str, role: Role, answer: Answer, numbering: Numbering
) -> Iterator[Statement]:
    if text:
        yield Statement(visible(text), role, tuple(map(numbering.mark, answer.citations)))


def _refused(refusal: Refusal, texts: "Texts", numbering: Numbering) -> Iterator[Statement | Quote]:
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
