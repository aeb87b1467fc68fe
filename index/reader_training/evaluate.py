"""Trying the reader on held-out titles."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.reader import Candidate
from index.reader_training.examples import Example
from index.reader_training.groups import candidate

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Score = Callable[[str, Sequence[Candidate]], "NDArray[np.float32]"]


@dataclass(frozen=True, slots=True)
class Figures:
    """How well a reader does.

    Attributes:
        first: Share of answerable questions whose best sentence is a right one.
        answerable: How many those are.
        auc: How often an answerable question's best score is above an unanswerable one's.
        questions: How many questions in all.
    """

    first: float
    answerable: int
    auc: float
    questions: int

    def __str__(self) -> str:
        """Return them as a line."""
        return (
            f"right sentence first {self.first:.4f} ({self.answerable} questions), "
            f"answerability AUC {self.auc:.4f} ({self.questions} questions)"
        )


def evaluate(examples: Sequence[Example], score: Score) -> Figures:
    """Score the sentences of every example's passage.

    Args:
        examples: Held-out examples.
        score: The reader.
    """
    from scipy.stats import mannwhitneyu

    right = 0
    best: dict[bool, list[float]] = {True: [], False: []}
    for it in examples:
        scores = score(it.question, [candidate(it, place) for place in range(len(it.sentences))])
        best[it.answerable].append(float(scores.max()))
        right += it.answerable and it.labels[int(scores.argmax())]
    known, unknown = best[True], best[False]
    auc = (
        float(mannwhitneyu(known, unknown).statistic) / (len(known) * len(unknown))
        if known and unknown
        else float("nan")
    )
    return Figures(right / max(len(known), 1), len(known), auc, len(examples))
