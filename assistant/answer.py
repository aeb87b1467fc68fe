"""What comes back for a question."""

from dataclasses import dataclass, field
from typing import Literal

from assistant.citation import Citation
from assistant.generated import Answerer, CheckedSentence, ModelFault, ModelUsage
from assistant.trail import Trail
from index import SearchResult

RefusalReason = Literal[
    "not_in_report",
    "out_of_scope",
    "no_such_reference",
    "ambiguous_follow_up",
    "small_talk",
    "unverified",
]
"""Why a question gets no answer. ``small_talk``: it was none, but a greeting or thanks."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no answer.

    Attributes:
        reason: One of the fixed reasons.
        message: One or two plain sentences for the person who asked.
        nearest: The nearest passages all the same, for the person to judge; may be empty.
        choices: Questions that the person may have meant; may be empty.
    """

    reason: RefusalReason
    message: str
    nearest: tuple[Citation, ...] = ()
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question.

    Attributes:
        asked: The question as it was typed.
        question: The stand-alone question that was searched.
        lead: One short sentence in our words; may be empty.
        citations: The quotes that support it, best first; empty where there is a refusal.
        refusal: Why there is no answer, or None.
        candidates: What the search found, best first, whether cited or not.
        short_answer: The answer in a few words, read from the report's outline or values;
            empty where the quotes alone answer.
        confidence: How likely the report answers, from 0 to 1; 1 where the answer was
            looked up; None where nothing was read.
        answerer: Who worded it.
        sentences: What a chat model wrote, each sentence with its verdict, those that are not
            shown among them; empty where none was asked or its answer could not be read.
        notice: One plain sentence where a chat model was asked and its answer is not what is
            shown; else empty.
        fault: Why the chat model's answer is not what is shown; None where it is, or where no
            model was asked.
        usage: What a chat model was asked for; None where none was asked.
        partial: Whether more of it is to come; only while an answer is streamed.
        trail: How the answer was found. Not compared: it holds times.
    """

    asked: str
    question: str
    lead: str = ""
    citations: tuple[Citation, ...] = ()
    refusal: Refusal | None = None
    candidates: tuple[SearchResult, ...] = ()
    short_answer: str = ""
    confidence: float | None = None
    answerer: Answerer = "extractive"
    sentences: tuple[CheckedSentence, ...] = ()
    notice: str = ""
    fault: ModelFault | None = None
    usage: ModelUsage | None = field(default=None, compare=False)
    partial: bool = False
    trail: Trail = field(default=Trail("none"), compare=False)

    @property
    def statements(self) -> tuple[CheckedSentence, ...]:
        """The sentences of a chat model that are shown: those that the report supports."""
        if self.answerer != "generative":
            return ()
        return tuple(sentence for sentence in self.sentences if sentence.is_supported)

    @property
    def text(self) -> str:
        """The whole answer as plain text: what is said, then each quote with its label."""
        if self.refusal is not None:
            return self.refusal.message
        said = " ".join(map(_with_labels, self.statements))
        quotes = [f"“{citation.quote}” [{citation.label}]" for citation in self.citations]
        return "\n\n".join(filter(None, [self.short_answer, said, self.lead, *quotes]))


def _with_labels(sentence: CheckedSentence) -> str:
    labels = dict.fromkeys(citation.label for citation in sentence.citations)
    return f"{sentence.text} [{', '.join(labels)}]"
