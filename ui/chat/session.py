"""What one browser session has on its screen, as frozen values."""

from dataclasses import dataclass, field, replace
from typing import Literal
from uuid import uuid4

from assistant import Answer, Citation, Conversation

Verdict = Literal["right", "wrong"]


@dataclass(frozen=True, slots=True)
class Turn:
    """One question and what came back for it.

    Attributes:
        question: The question as it was typed.
        answer: The answer, or None where the question could not be dealt with.
        problem: What went wrong, in plain words; empty where there is an answer.
        suggestions: Questions to ask next, each of them answered by the report.
        verdict: What the person said of the answer; None where nothing.
    """

    question: str
    answer: Answer | None = None
    problem: str = ""
    suggestions: tuple[str, ...] = ()
    verdict: Verdict | None = None

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
        open_turn: Position of the turn whose sources are shown, or None.
        open_citation: Position of the source that is open, among those of that turn.
        looked_up: Id of a passage that is open without an answer that cites it, or None.
        scope: Id of the passage that the next question is about, or None for the report.
        id: Name of this conversation among those that the browser keeps; given with the first
            question, since every browser begins with the same empty session.
        title: What the person calls it; empty where the first question names it.
        shows_removed: Whether sentences of a chat model that failed the check are shown.
    """

    turns: tuple[Turn, ...] = ()
    open_turn: int | None = None
    open_citation: int = 0
    looked_up: str | None = None
    scope: str | None = None
    id: str = field(default="", compare=False)
    title: str = ""
    shows_removed: bool = False

    def answered(self, question: str, answer: Answer) -> "ChatSession":
        """Return the session with one more answer, its first source open."""
        return self._with(Turn(question, answer))

    def failed(self, question: str, problem: str) -> "ChatSession":
        """Return the session with one more question that got no answer, and why."""
        return self._with(Turn(question, problem=problem))

    def opened(self, turn: int, citation: int) -> "ChatSession":
        """Return the session with another source open.

        Positions come from the browser: one that does not exist changes nothing.

        Args:
            turn: Position of the turn.
            citation: Position of the source among those of the turn.
        """
        if not 0 <= turn < len(self.turns):
            return self
        if not 0 <= citation < max(len(self.turns[turn].citations), 1):
            return self
        return replace(self, open_turn=turn, open_citation=citation, looked_up=None)

    def looking_up(self, passage_id: str) -> "ChatSession":
        """Return the session with a passage open that no answer cites."""
        return replace(self, looked_up=passage_id)

    def emptied(self) -> "ChatSession":
        """Return a session that begins anew; what the person chose to see stays."""
        return ChatSession(shows_removed=self.shows_removed)

    def about(self, passage_id: str | None) -> "ChatSession":
        """Return the session with the next question about one passage, or the whole report."""
        return replace(self, scope=passage_id)

    def without_last_turn(self) -> "ChatSession":
        """Return the session before its last question."""
        turns = self.turns[:-1]
        open_turn = len(turns) - 1 if turns else None
        return replace(self, turns=turns, open_turn=open_turn, open_citation=0, looked_up=None)

    def changed_turn(self, place: int, turn: Turn) -> "ChatSession":
        """Return the session with one turn replaced.

        Args:
            place: Position of the turn.
            turn: What takes its place.
        """
        return replace(self, turns=(*self.turns[:place], turn, *self.turns[place + 1 :]))

    @property
    def conversation(self) -> Conversation:
        """The answers so far, as the assistant wants them."""
        return Conversation(tuple(turn.answer for turn in self.turns if turn.answer))

    @property
    def current_turn(self) -> Turn | None:
        """The turn whose sources are shown."""
        return None if self.open_turn is None else self.turns[self.open_turn]

    @property
    def sources(self) -> tuple[Citation, ...]:
        """The sources of the turn that is open."""
        return () if self.current_turn is None else self.current_turn.citations

    @property
    def source(self) -> Citation | None:
        """The source that is open; None while a passage is looked up."""
        return self.sources[self.open_citation] if self.sources and not self.looked_up else None

    @property
    def open_passage(self) -> str | None:
        """Id of the passage in the source panel."""
        return self.looked_up or (self.source.passage_id if self.source else None)

    def _with(self, turn: Turn) -> "ChatSession":
        return replace(
            self,
            id=self.id or uuid4().hex,
            turns=(*self.turns, turn),
            open_turn=len(self.turns),
            open_citation=0,
            looked_up=None,
        )
