"""How an answer was found, as data: for those who check it, and for testers."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

from assistant.signals import PassageSignals, QuestionSignals

Route = Literal["reference", "outline", "values", "search", "conversation", "none"]
"""What decided: a number that was named, the outline, a figure's values, the search, the
conversation itself (thanks, a question back), or nothing was found."""


@dataclass(frozen=True, slots=True)
class StageTime:
    """How long a stage took.

    Attributes:
        stage: ``resolve``, ``look up``, ``search``, ``read``, ``answer`` or ``verify``.
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
    """

    route: Route
    searched: tuple[str, ...] = ()
    candidates: tuple[TrailCandidate, ...] = ()
    signals: QuestionSignals | None = None
    threshold: float | None = None
    times: tuple[StageTime, ...] = ()


class Stopwatch:
    """Takes the times of one question's stages."""

    def __init__(self) -> None:
        """Start with no times."""
        self._times: list[StageTime] = []

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Take the time of what is done inside.

        Args:
            name: The stage.
        """
        start = time.perf_counter()
        try:
            yield
        finally:
            self._times.append(StageTime(name, 1000 * (time.perf_counter() - start)))

    @property
    def times(self) -> tuple[StageTime, ...]:
        """The times so far, those of one stage added up."""
        added: dict[str, float] = {}
        for it in self._times:
            added[it.stage] = added.get(it.stage, 0.0) + it.milliseconds
        return tuple(StageTime(stage, spent) for stage, spent in added.items())
