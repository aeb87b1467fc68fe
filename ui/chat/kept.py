"""Conversations as the browser keeps them: written as JSON, checked when they come back."""

from collections.abc import Iterable
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant import (
    Answer,
    Answerer,
    CheckedSentence,
    Citation,
    ModelUsage,
    Refusal,
    RefusalReason,
    check_citation,
)
from corpus import Report, UnknownPassageError, visible
from ui.chat.kept_statements import may_be_restored
from ui.chat.session import ChatSession, Turn, Verdict
from ui.errors import KeptConversationError
from ui.wording import model_of

MAX_TITLE_LENGTH = 120
_MAX_LENGTH = 900_000
_MAX_TURNS = 300

_Short = Annotated[str, Field(max_length=4000)]


class _Kept(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class KeptCitation(_Kept):
    """A quote: enough to find it again and to see whether it still stands there."""

    passage_id: _Short
    start: int
    end: int
    quote: str


class KeptRefusal(_Kept):
    """Why there was no answer."""

    reason: RefusalReason
    message: _Short
    nearest: tuple[KeptCitation, ...] = ()
    choices: tuple[_Short, ...] = ()


class KeptStatement(_Kept):
    """A sentence of a chat model that was shown, with the quotes it rests on."""

    text: _Short
    citations: tuple[KeptCitation, ...]


class KeptAnswer(_Kept):
    """An answer without how it was found, and without sentences that were removed from it."""

    asked: _Short
    question: _Short
    lead: _Short = ""
    short_answer: _Short = ""
    confidence: float | None = None
    citations: tuple[KeptCitation, ...] = ()
    refusal: KeptRefusal | None = None
    answerer: Answerer = "extractive"
    model: str = Field(default="", max_length=200)
    statements: tuple[KeptStatement, ...] = ()


class KeptTurn(_Kept):
    """A question and what came back for it."""

    question: str
    answer: KeptAnswer | None = None
    problem: _Short = ""
    verdict: Verdict | None = None


class KeptConversation(_Kept):
    """A conversation as the browser keeps it."""

    id: str = Field(pattern="^[0-9a-f]{32}$")
    title: str = Field(default="", max_length=MAX_TITLE_LENGTH)
    report: str
    turns: tuple[KeptTurn, ...] = Field(max_length=_MAX_TURNS)


def keep(session: ChatSession, report: Report) -> str:
    """Return a conversation as JSON.

    Args:
        session: The conversation.
        report: The report it is about.
    """
    turns = tuple(_keep_turn(turn) for turn in session.turns[-_MAX_TURNS:])
    kept = KeptConversation(id=session.id, title=session.title, report=report.symbol, turns=turns)
    return kept.model_dump_json(exclude_defaults=True)


def restore(text: str, report: Report) -> tuple[ChatSession, int]:
    """Return a conversation that the browser kept.

    Every quote is compared with the report: one that does not stand there, word for word, is
    left out, whether the report was replaced or the browser's memory was changed. So is a
    sentence of a chat model when one of its quotes is, or a number in it is in none of them.

    Args:
        text: What the browser sent; not trusted.
        report: The report.

    Returns:
        The conversation, and how many quotes and sentences were left out.

    Raises:
        KeptConversationError: It cannot be read, or is about another report.
    """
    kept = _parsed(text)
    if kept.report != report.symbol:
        raise KeptConversationError(
            f"This conversation is about {kept.report}, and the chat now serves {report.symbol}."
        )
    turns = tuple(_restored(turn, report) for turn in kept.turns)
    left_out = sum(map(_parts_kept, kept.turns)) - sum(map(_parts_restored, turns))
    last = len(turns) - 1 if turns else None
    return ChatSession(turns=turns, open_turn=last, id=kept.id, title=kept.title), left_out


def title_of(session: ChatSession) -> str:
    """Return what a conversation is called: its title, or its first question."""
    first = session.turns[0].question.strip() if session.turns else ""
    return session.title or " ".join(first.split())[:MAX_TITLE_LENGTH]


def _parsed(text: str) -> KeptConversation:
    if len(text) > _MAX_LENGTH:
        raise KeptConversationError(
            f"This conversation has {len(text):,} characters; at most {_MAX_LENGTH:,} can be "
            "opened. Delete it."
        )
    try:
        return KeptConversation.model_validate_json(text)
    except ValidationError as error:
        raise KeptConversationError(
            "This conversation cannot be read; it was kept by another version, or was changed. "
            "Delete it."
        ) from error


def _keep_turn(turn: Turn) -> KeptTurn:
    answer = None if turn.answer is None else _keep_answer(turn.answer)
    return KeptTurn(
        question=turn.question, answer=answer, problem=turn.problem, verdict=turn.verdict
    )


def _keep_answer(answer: Answer) -> KeptAnswer:
    return KeptAnswer(
        # As typed it may hold half characters, which JSON cannot.
        asked=visible(answer.asked),
        question=answer.question,
        lead=answer.lead,
        short_answer=answer.short_answer,
        confidence=answer.confidence,
        citations=_keep_citations(answer.citations),
        refusal=None if answer.refusal is None else _keep_refusal(answer.refusal),
        answerer=answer.answerer,
        model=visible(model_of(answer))[:200] if answer.answerer == "generative" else "",
        statements=tuple(
            KeptStatement(text=visible(it.text), citations=_keep_citations(it.citations))
            for it in answer.statements
        ),
    )


def _keep_refusal(refusal: Refusal) -> KeptRefusal:
    return KeptRefusal(
        reason=refusal.reason,
        message=refusal.message,
        nearest=_keep_citations(refusal.nearest),
        choices=refusal.choices,
    )


def _keep_citations(citations: Iterable[Citation]) -> tuple[KeptCitation, ...]:
    return tuple(
        KeptCitation(passage_id=it.passage_id, start=it.start, end=it.end, quote=it.quote)
        for it in citations
    )


def _restored(turn: KeptTurn, report: Report) -> Turn:
    answer = None if turn.answer is None else _restored_answer(turn.answer, report)
    return Turn(turn.question, answer, turn.problem, verdict=turn.verdict)


def _restored_answer(kept: KeptAnswer, report: Report) -> Answer:
    statements = _restored_statements(kept, report)
    return Answer(
        asked=kept.asked,
        question=kept.question,
        lead=kept.lead,
        citations=_restored_citations(kept.citations, report),
        refusal=None if kept.refusal is None else _restored_refusal(kept.refusal, report),
        short_answer=kept.short_answer,
        confidence=kept.confidence,
        answerer="generative" if statements else "extractive",
        sentences=statements,
        usage=ModelUsage(kept.model) if statements and kept.model else None,
    )


def _restored_statements(kept: KeptAnswer, report: Report) -> tuple[CheckedSentence, ...]:
    if kept.answerer != "generative" or kept.refusal is not None:
        return ()
    restored = (_restored_statement(it, report) for it in kept.statements)
    return tuple(it for it in restored if it is not None)


def _restored_statement(kept: KeptStatement, report: Report) -> CheckedSentence | None:
    citations = _restored_citations(kept.citations, report)
    if not citations or len(citations) < len(kept.citations):
        return None
    if not may_be_restored(kept.text, citations, report):
        return None
    cited = tuple(dict.fromkeys(it.passage_id for it in citations))
    return CheckedSentence(kept.text, cited, "supported", citations=citations)


def _restored_refusal(kept: KeptRefusal, report: Report) -> Refusal:
    nearest = _restored_citations(kept.nearest, report)
    return Refusal(kept.reason, kept.message, nearest, kept.choices)


def _restored_citations(kept: Iterable[KeptCitation], report: Report) -> tuple[Citation, ...]:
    found = (_restored_citation(it, report) for it in kept)
    return tuple(it for it in found if it is not None)


def _restored_citation(kept: KeptCitation, report: Report) -> Citation | None:
    try:
        passage = report.passage(kept.passage_id)
    except UnknownPassageError:
        return None
    citation = Citation(
        report=report.symbol,
        kind=passage.kind,
        number=passage.number,
        label=passage.label,
        passage_id=passage.id,
        section=passage.section,
        quote=kept.quote,
        start=kept.start,
        end=kept.end,
    )
    stands = 0 <= kept.start < kept.end and check_citation(citation, report) == "valid"
    return citation if stands else None


def _parts_kept(turn: KeptTurn) -> int:
    if turn.answer is None:
        return 0
    refusal = turn.answer.refusal
    quotes = refusal.nearest if refusal else turn.answer.citations
    return len(quotes) + len(turn.answer.statements)


def _parts_restored(turn: Turn) -> int:
    return len(turn.citations) + (len(turn.answer.statements) if turn.answer else 0)
