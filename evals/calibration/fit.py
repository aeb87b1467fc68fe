"""Logistic regressions whose weights have the sign that their signal must have.

What speaks against an answer never counts for it, whatever the few questions that are fitted
to say: this and a penalty on large weights keep the fit from learning those questions by heart.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
_Loss = Callable[[Matrix], tuple[float, Matrix]]


@dataclass(frozen=True, slots=True)
class Penalty:
    """How a fit is kept small.

    Attributes:
        strength: Of the squared weights.
        against: Whether each signal speaks against, for each column.
    """

    strength: float
    against: tuple[bool, ...]


class Group(NamedTuple):
    """What was read for one question.

    Attributes:
        signals: Shape ``(passages, signals)``.
        right: Which passages are right.
        weight: How much the question counts.
    """

    signals: Matrix
    right: NDArray[np.bool_]
    weight: float = 1.0


class Questions(NamedTuple):
    """Questions with and without an answer.

    Attributes:
        signals: Shape ``(questions, signals)``.
        answerable: Which of them are answerable.
        weights: How much each counts.
    """

    signals: Matrix
    answerable: NDArray[np.bool_]
    weights: Matrix

    def only(self, kept: NDArray[np.bool_]) -> "Questions":
        """Return some of the questions.

        Args:
            kept: Which.
        """
        return Questions(self.signals[kept], self.answerable[kept], self.weights[kept])


def fit_ranking(groups: Sequence[Group], penalty: Penalty) -> Matrix:
    """Return the weights that put right passages first.

    The likelihood is that of the right passages of a question under a softmax over all that
    were read (ListNet: Cao et al., ICML 2007).

    Args:
        groups: What was read for each question.
        penalty: How the fit is kept small.

    Returns:
        Weights, shape ``(signals,)``.
    """
    share = 1 / sum(it.weight for it in groups)

    def loss(weights: Matrix) -> tuple[float, Matrix]:
        total, slope = 0.0, np.zeros_like(weights)
        for signals, right, weight in groups:
            scores = signals @ weights
            every, good = _softmax(scores), _softmax(np.where(right, scores, -np.inf))
            total -= share * weight * float(np.log(every[right].sum()))
            slope += share * weight * (signals.T @ (every - good))
        return total, slope

    return _minimum(loss, len(penalty.against), penalty)


def fit_answering(questions: Questions, penalty: Penalty) -> Matrix:
    """Return the weights that tell answerable questions from others.

    Args:
        questions: The questions.
        penalty: How the fit is kept small; the constant is free.

    Returns:
        Weights and a constant, shape ``(signals + 1,)``.
    """
    signals, answerable, weights_of = questions
    rows = np.hstack([signals, np.ones((len(signals), 1))])
    share = weights_of / weights_of.sum()

    def loss(weights: Matrix) -> tuple[float, Matrix]:
        logits = rows @ weights
        wrong = np.where(answerable, -logits, logits)
        pull = share * (1 / (1 + np.exp(-logits)) - answerable)
        return float(share @ np.logaddexp(0, wrong)), rows.T @ pull

    return _minimum(loss, len(penalty.against) + 1, penalty)


def threshold_for(confidences: Sequence[float], refused: int) -> float:
    """Return the threshold that refuses so many of some questions.

    Args:
        confidences: Of the questions, more than ``refused``.
        refused: How many may be refused.

    Returns:
        The middle between the last one that is refused and the first one that is not.
    """
    ordered = [0.0, *sorted(confidences)]
    return (ordered[refused] + ordered[refused + 1]) / 2


def _minimum(loss: _Loss, size: int, penalty: Penalty) -> Matrix:
    from scipy.optimize import minimize

    punished = np.zeros(size)
    punished[: len(penalty.against)] = penalty.strength
    bounds = [(-np.inf, 0.0) if it else (0.0, np.inf) for it in penalty.against]
    bounds += [(-np.inf, np.inf)] * (size - len(bounds))

    def punishing(weights: Matrix) -> tuple[float, Matrix]:
        value, slope = loss(weights)
        return value + float(punished @ weights**2), slope + 2 * punished * weights

    found = minimize(punishing, np.zeros(size), jac=True, method="L-BFGS-B", bounds=bounds)
    weights: Matrix = found.x
    return weights


def _softmax(scores: Matrix) -> Matrix:
    weights: Matrix = np.exp(scores - scores.max())
    weights /= weights.sum()
    return weights
