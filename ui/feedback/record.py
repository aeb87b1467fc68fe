"""What somebody said of one answer, as it is stored."""

import json
import re
from collections.abc import Sequence
from hashlib import sha256
from typing import TYPE_CHECKING, Literal, get_args

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from ui.errors import FeedbackError
from ui.texts import Language

if TYPE_CHECKING:
    from datetime import datetime

    from assistant import Answer
    from ui.chat.session import Turn

Verdict = Literal["right", "wrong"]
"""What somebody says of an answer."""

Reason = Literal[
    "", "wrong_passage", "incomplete", "should_have_refused", "should_have_answered", "other"
]
"""Why an answer is wrong; empty where it is right."""

REASONS: tuple[Reason, ...] = get_args(Reason)
"""Every reason; the first is none."""

MAX_COMMENT_LENGTH = 2000
"""The longest comment, in code points."""

_SURROGATE = re.compile(r"[\ud800-\udfff]")


class Quoted(BaseModel):
    """A quote that was shown.

    Attributes:
        passage_id: Such as ``p19``.
        quote: The words quoted.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    passage_id: str
    quote: str


class Feedback(BaseModel):
    """What somebody said of one answer, and all that is needed to ask it again.

    Attributes:
        question: The question as typed.
        history: The earlier questions of the conversation, oldest first.
        stand_alone: The stand-alone question that was searched.
        answer: The answer as shown.
        citations: The quotes that were shown; none for a refusal.
        index: Hash of the index that was searched.
        verdict: ``right`` or ``wrong``.
        reason: Why it is wrong; empty where it is right.
        comment: What they added.
        time: When it was said. Not exported.
        user: Who said it; empty where nobody is asked for a name. Not exported.
        language: Language of the page it was said on; empty where unknown. Not exported.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    question: str = Field(min_length=1)
    history: tuple[str, ...] = ()
    stand_alone: str = ""
    answer: str = ""
    citations: tuple[Quoted, ...] = ()
    index: str = ""
    verdict: Verdict
    reason: Reason = ""
    comment: str = Field(default="", max_length=MAX_COMMENT_LENGTH)
    time: AwareDatetime
    user: str = ""
    language: Language | Literal[""] = ""


class StoredFeedback(Feedback):
    """A record that is stored.

    Attributes:
        id: Its number, from 1. Not exported.
    """

    id: int


def feedback_on(  # noqa: PLR0913, PLR0917 — a record has as many parts
    turns_before: Sequence["Turn"],
    turn: "Turn",
    verdict: Verdict,
    reason: Reason,
    comment: str,
    index: str,
    now: "datetime",
    user: str = "",
    language: Language | Literal[""] = "",
) -> Feedback:
    """Make a record of what somebody says of an answer.

    Args:
        turns_before: The earlier questions of the conversation, oldest first.
        turn: The question and its answer.
        verdict: What is said.
        reason: Why it is wrong; not kept where it is right.
        comment: What is added; may be empty.
        index: Hash of the index that was searched.
        now: The time, with its time zone.
        user: Who says it.
        language: Language of the page.

    Raises:
        FeedbackError: There is no answer, a reason or a comment is missing, or the
            comment is too long.
    """
    answer = _answer_of(turn)
    comment = _storable(comment.strip())
    _check(verdict, reason, comment)
    return Feedback(
        question=_storable(turn.question),
        history=tuple(_storable(it.question) for it in turns_before if it.answer is not None),
        stand_alone=_storable(answer.question),
        answer=_storable(answer.text),
        citations=tuple(
            Quoted(passage_id=it.passage_id, quote=_storable(it.quote)) for it in answer.citations
        ),
        index=index,
        verdict=verdict,
        reason=reason if verdict == "wrong" else "",
        comment=comment,
        time=now,
        user=_storable(user),
        language=language,
    )


def answer_key(conversation: str, place: int, turn: "Turn") -> str:
    """Return what tells one shown answer from all others, so that a verdict on it can change.

    The same place holds another answer once the question is asked anew: it has another key.

    Args:
        conversation: Id of the conversation, which nobody else knows.
        place: Position of the question in it, from 0.
        turn: The question and its answer.

    Raises:
        FeedbackError: There is no answer.
    """
    parts = [conversation, place, turn.question, _answer_of(turn).text]
    return sha256(json.dumps(parts).encode()).hexdigest()


def _answer_of(turn: "Turn") -> "Answer":
    if turn.answer is None or not turn.question:
        raise FeedbackError("There is no answer to judge here. Ask a question first.")
    return turn.answer


def _check(verdict: Verdict, reason: Reason, comment: str) -> None:
    if verdict == "wrong" and not reason:
        raise FeedbackError("Say what is wrong with the answer: choose a reason.")
    if verdict == "wrong" and reason == "other" and not comment:
        raise FeedbackError("Say in a comment what is wrong with the answer.")
    if len(comment) > MAX_COMMENT_LENGTH:
        raise FeedbackError(
            f"The comment has {len(comment):,} characters; {MAX_COMMENT_LENGTH:,} are possible. "
            "Shorten it."
        )


def _storable(text: str) -> str:
    """Return the text as UTF-8 can hold it: a lone surrogate is no character."""
    return _SURROGATE.sub("\ufffd", text)
