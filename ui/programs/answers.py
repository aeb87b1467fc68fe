"""An answer as the function `ask` replies it."""

from dataclasses import asdict
from typing import TYPE_CHECKING

from ui.programs.replies import AskReply, Statement
from ui.wording import model_of, removed_from

if TYPE_CHECKING:
    from assistant import Answer, CheckedSentence


def ask_reply(answer: "Answer", *, trail: bool) -> AskReply:
    """Return the reply for an answer; of sentences that failed the check it holds the number.

    Args:
        answer: The answer.
        trail: Whether it tells how the answer was found.
    """
    fields = {
        "question": answer.question,
        "asked": answer.asked,
        "text": answer.text,
        "short_answer": answer.short_answer,
        "lead": answer.lead,
        "citations": [asdict(citation) for citation in answer.citations],
        "refusal": None if answer.refusal is None else asdict(answer.refusal),
        "confidence": answer.confidence,
        "answerer": answer.answerer,
        "statements": [_statement(sentence) for sentence in answer.statements],
        "removed": len(removed_from(answer)),
        "notice": answer.notice,
        "model": model_of(answer) or None,
        "trail": asdict(answer.trail) if trail else None,
    }
    return AskReply.model_validate(fields)


def _statement(sentence: "CheckedSentence") -> Statement:
    labels = tuple(dict.fromkeys(citation.label for citation in sentence.citations))
    quotes = [asdict(citation) for citation in sentence.citations]
    return Statement.model_validate({"text": sentence.text, "labels": labels, "citations": quotes})
