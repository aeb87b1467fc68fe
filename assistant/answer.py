"""What comes back for a question."""

from dataclasses import dataclass, field
from typing import Literal

from assistant.trail import Trail
from corpus import PassageKind
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
class Citation:
    """A verbatim quote and the passage it stands in.

    Attributes:
        report: Document symbol, such as ``GB.309/PFA/5/4``.
        kind: Kind of passage, such as ``paragraph``.
        number: Printed number, such as ``19``.
        label: How staff write it, such as ``¶ 19``.
        passage_id: Id of the passage, such as ``p19``.
        section: Titles of the headings above the passage, outermost first.
        quote: ``text[start:end]`` of the passage.
        start: Where the quote begins in the passage's text, in code points.
        end: Where it ends.
    """

    report: str
    kind: PassageKind
    number: str
    label: str
    passage_id: str
    section: tuple[str, ...]
    quote: str
    start: int
    end: int


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
    trail: Trail = field(default=Trail("none"), compare=False)

    @property
    def text(self) -> str:
        """The whole answer as plain text: short answer, lead, each quote with its label."""
        if self.refusal is not None:
            return self.refusal.message
        quotes = [f"“{citation.quote}” [{citation.label}]" for citation in self.citations]
        return "\n\n".join(filter(None, [self.short_answer, self.lead, *quotes]))
