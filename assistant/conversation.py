"""A conversation: the answers given so far."""

from dataclasses import dataclass

from assistant.answer import Answer


@dataclass(frozen=True, slots=True)
class Conversation:
    """The turns of one conversation. Immutable: adding returns a new one.

    Attributes:
        answers: The answers given so far, oldest first.
    """

    answers: tuple[Answer, ...] = ()

    def add(self, answer: Answer) -> "Conversation":
        """Return the conversation with one more answer."""
        return Conversation((*self.answers, answer))

    @property
    def about_the_report(self) -> "Conversation":
        """The conversation without greetings and thanks."""
        asked = (
            it for it in self.answers if it.refusal is None or it.refusal.reason != "small_talk"
        )
        return Conversation(tuple(asked))
