"""What one browser session has on its screen, as frozen values."""

from dataclasses import dataclass, field

from assistant import Answer, Citation, Conversation


@dataclass(frozen=True, slots=True)
class Turn:
    """One question and what came back for it.

    Attributes:
        question: The question as it was typed.
        answer: The answer, or None where the question could not be dealt with.
        problem: What went wrong, in plain words; empty where there is an answer.
    """

    question: str
    answer: Answer | None = None
    problem: str = ""

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The passages that can be opened from this turn, best first."""
        if self.answer is None:
            return ()
        if self.answer.refusal is not None:
            return self.answer.refusal.nearest
        return self.answer.citations


@dataclass(frozen=True, slots=True)
class ChatSession:
    """One browser session. Immutable: each step returns a new one.

    Attributes:
        turns: The questions so far, oldest first.
        conversation: The answers so far, as the assistant wants them.
        open_turn: Position of the turn whose sources are shown, or None.
        open_citation: Position of the source that is open, among those of that turn.
    """

    turns: tuple[Turn, ...] = ()
    conversation: Conversation = field(default_factory=Conversation)
    open_turn: int | None = None
    open_citation: int = 0

    def answered(self, question: str, answer: Answer) -> "ChatSession":
        """Return the session with one more answer, its first source open."""
        return ChatSession(
            turns=(*self.turns, Turn(question, answer)),
            conversation=self.conversation.add(answer),
            open_turn=len(self.turns),
        )

    def failed(self, question: str, problem: str) -> "ChatSession":
        """Return the session with one more question that got no answer, and why."""
        return ChatSession(
            turns=(*self.turns, Turn(question, problem=problem)),
            conversation=self.conversation,
            open_turn=len(self.turns),
        )

    def opened(self, turn: int, citation: int) -> "ChatSession":
        """Return the session with another source open.

        Positions come from the browser: one that does not exist changes nothing.

        Args:
            turn: Position of the turn.
            citation: Position of the source among those of the turn.
        """
        if not 0 <= turn < len(self.turns):
            return self
        if not 0 <= citation < len(self.turns[turn].citations):
            return self
        return ChatSession(self.turns, self.conversation, turn, citation)

    @property
    def sources(self) -> tuple[Citation, ...]:
        """The sources of the turn that is open."""
        return () if self.open_turn is None else self.turns[self.open_turn].citations

    @property
    def source(self) -> Citation | None:
        """The source that is open."""
        return self.sources[self.open_citation] if self.sources else None
