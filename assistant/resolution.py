"""From what was typed to the stand-alone question that is searched."""

from dataclasses import dataclass
from typing import Protocol

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
    """

    asked: str
    question: str
    wording: str
    named: tuple[NamedUnit, ...]


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
