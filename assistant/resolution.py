"""From what was typed to the stand-alone question that is searched."""

from dataclasses import dataclass
from typing import Protocol

from assistant.answer import Refusal
from assistant.conversation import Conversation
from assistant.numbering_words import with_digits
from assistant.question import clean_question
from corpus import NamedUnit, Report, find_named_units


@dataclass(frozen=True, slots=True)
class ResolvedQuestion:
    """A question that can be understood by itself.

    Attributes:
        asked: As it was typed.
        question: The stand-alone question.
        wording: The question with the numbers of printed units as digits.
        named: The numbered units it names, whether they exist or not, with their places in
            the wording.
        reply: What is said instead of an answer: to thanks, or a question back; None where
            the question is to be answered.
    """

    asked: str
    question: str
    wording: str
    named: tuple[NamedUnit, ...]
    reply: Refusal | None = None

    @property
    def unnamed(self) -> str:
        """The wording without the numbered units that it names."""
        rest = self.wording
        for unit in sorted(self.named, key=lambda unit: unit.end, reverse=True):
            rest = f"{rest[: unit.start]} {rest[unit.end :]}"
        return rest


def stand_alone(asked: str, question: str, report: Report) -> ResolvedQuestion:
    """Return a stand-alone question with the units it names.

    Args:
        asked: As it was typed.
        question: The stand-alone question.
        report: The report.
    """
    wording = with_digits(question, report)
    return ResolvedQuestion(asked, question, wording, find_named_units(wording))


class QuestionResolver(Protocol):
    """Makes a stand-alone question from a typed one and the conversation before it."""

    def resolve(self, question: str, conversation: Conversation) -> ResolvedQuestion:
        """Resolve a question.

        Args:
            question: As typed.
            conversation: The turns before it.

        Raises:
            InvalidQuestionError: The question cannot be searched.
        """
        ...


class StandAloneResolver:
    """Takes every question as it stands."""

    def __init__(self, report: Report) -> None:
        """Name the report.

        Args:
            report: The report, which knows what its last recommendation is.
        """
        self._report = report

    def resolve(self, question: str, conversation: Conversation) -> ResolvedQuestion:  # noqa: ARG002
        """Clean a question and find the units it names; the conversation is not looked at."""
        return stand_alone(question, clean_question(question), self._report)
