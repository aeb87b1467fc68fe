"""How good a fit is on questions that were left out of it."""

from collections.abc import Sequence

import numpy as np

from evals.calibration.fit import (
    Group,
    Matrix,
    Penalty,
    Questions,
    fit_answering,
    fit_ranking,
)

_FOLDS = 10


def ranking_hits(groups: Sequence[Group], others: Sequence[Group], penalty: Penalty) -> list[bool]:
    """Return whether the first passage of each question is a right one.

    Args:
        groups: The questions, each left out once.
        others: Questions that every fit sees.
        penalty: How the fit is kept small.
    """
    hits = [False] * len(groups)
    for left_out in _folds(len(groups)):
        kept = [it for place, it in enumerate(groups) if place not in left_out]
        weights = fit_ranking([*kept, *others], penalty)
        for place in left_out:
            hits[place] = bool(groups[place].right[int((groups[place].signals @ weights).argmax())])
    return hits


def answering_logits(questions: Questions, first: int, penalty: Penalty) -> Matrix:
    """Return the logit of each of the first questions.

    Args:
        questions: The questions.
        first: How many of them are left out once each; the others are in every fit.
        penalty: How the fit is kept small.

    Returns:
        Shape ``(first,)``.
    """
    logits = np.zeros(first)
    for left_out in _folds(first):
        kept = np.array([place not in left_out for place in range(len(questions.weights))])
        *weights, constant = fit_answering(questions.only(kept), penalty)
        logits[left_out] = questions.signals[left_out] @ np.array(weights) + constant
    return logits


def _folds(count: int) -> list[range]:
    return [range(place, count, _FOLDS) for place in range(min(_FOLDS, count))]
