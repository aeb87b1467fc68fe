"""How an answer was found, as data: for those who check it, and for testers."""

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from typing import Literal

from assistant.generated import ModelUsage
from assistant.signals import PassageSignals, QuestionSignals

Route = Literal["reference", "outline", "values", "search", "conversation", "none"]
"""What decided: a number that was named, the outline, a figure's values, the search, the
conversation itself (thanks, a question back), or nothing was found."""


@dataclass(frozen=True, slots=True)
class StageTime:
    """How long a stage took.

    Attributes:
        stage: ``resolve``, ``look up``, ``search``, ``read``, ``answer``, ``verify``,
            ``rewrite`` (a follow-up by a chat model), ``generate`` (its answer, to the last piece)
            or ``check`` (of its sentences, in part while it writes).
        milliseconds: How long.
    """

    stage: str
    milliseconds: float


@dataclass(frozen=True, slots=True)
class TrailCandidate:
    """A passage that was considered.

    Attributes:
        passage_id: Its id.
        label: How staff write it.
        score: Its score, from 0 to 1 where it was read.
        ranks: Its rank in each single ranking of the search.
        signals: What spoke for it; None where it was not read.
        cited: Whether the answer quotes it.
    """

    passage_id: str
    label: str
    score: float
    ranks: dict[str, int]
    signals: PassageSignals | None
    cited: bool


@dataclass(frozen=True, slots=True)
class Rewriting:
    """A follow-up that a chat model made a stand-alone question of, compared with ours.

    Attributes:
        ours: The question that the rules made.
        theirs: The question that the model made; empty where it made none that can be used.
        taken: Whose question was answered.
        reason: Why, in plain words.
        usage: What the model was asked for.
    """

    ours: str
    theirs: str
    taken: Literal["ours", "model"]
    reason: str
    usage: ModelUsage


@dataclass(frozen=True, slots=True)
class Trail:
    """How an answer was found.

    Attributes:
        route: What decided.
        searched: The queries that were searched; none where nothing was.
        candidates: What was considered, best first.
        signals: What spoke for the report answering; None where nothing was read.
        threshold: Confidence below which the question is refused; None where it was no
            matter of confidence.
        times: How long each stage took, in order.
        rewriting: What a chat model made of a follow-up; None where it was not asked.
    """

    route: Route
    searched: tuple[str, ...] = ()
    candidates: tuple[TrailCandidate, ...] = ()
    signals: QuestionSignals | None = None
    threshold: float | None = None
    times: tuple[StageTime, ...] = ()
    rewriting: Rewriting | None = None


class Stopwatch:
    """Takes the times of one question's stages."""

    def __init__(self, span: Callable[[str], AbstractContextManager[object]] | None = None) -> None:
        """Start with no times.

        Args:
            span: Makes a context that is entered for each stage, such as one of tracing.
        """
        self._span = span or (lambda _: nullcontext())
        self._times: list[StageTime] = []

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Take the time of what is done inside.

        Args:
            name: The stage.
        """
        start = time.perf_counter()
        try:
            with self._span(name):
                yield
        finally:
            self.add(name, 1000 * (time.perf_counter() - start))

    def add(self, name: str, milliseconds: float) -> None:
        """Add the time of a stage that was taken elsewhere.

        Args:
            name: The stage.
            milliseconds: How long it took.
        """
        self._times.append(StageTime(name, milliseconds))

    @property
    def times(self) -> tuple[StageTime, ...]:
        """The times so far, those of one stage added up."""
        added: dict[str, float] = {}
        for it in self._times:
            added[it.stage] = added.get(it.stage, 0.0) + it.milliseconds
        return tuple(StageTime(stage, spent) for stage, spent in added.items())
