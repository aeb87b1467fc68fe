"""Precision, recall and their mean, for sets and for yes-or-no decisions.

Source: van Rijsbergen, "Information Retrieval", 1979, chapter 7. "No score" (None) stands
where a share would be of nothing.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet


def set_precision(found: AbstractSet[str], relevant: AbstractSet[str]) -> float | None:
    """Return ``|found ∩ relevant| / |found|``; None where nothing was found.

    Args:
        found: Ids that were given, such as the cited passages.
        relevant: Ids that would be right.
    """
    return len(found & relevant) / len(found) if found else None


def needs_recall(found: AbstractSet[str], needs: Sequence[AbstractSet[str]]) -> float | None:
    """Return the share of needs that are met; None where there are none.

    With needs of one id each this is ``|found ∩ relevant| / |relevant|``.

    Args:
        found: Ids that were given.
        needs: Sets of ids; one id out of a set meets it.
    """
    return sum(bool(found & need) for need in needs) / len(needs) if needs else None


def f1(precision: float | None, recall: float | None) -> float | None:
    """Return the harmonic mean ``2PR / (P + R)``; 0 where nothing right was found.

    Args:
        precision: From 0 to 1; None where nothing was found, which counts as 0.
        recall: From 0 to 1, or None where nothing was to be found: no score.
    """
    if recall is None:
        return None
    total = (precision or 0.0) + recall
    return 2 * (precision or 0.0) * recall / total if total else 0.0


def precision_of(decided: Sequence[bool], truth: Sequence[bool]) -> float | None:
    """Return the share of yes decisions that are right: ``TP / (TP + FP)``.

    Args:
        decided: The decisions.
        truth: What would be right, in the same order.
    """
    right = [true for decision, true in zip(decided, truth, strict=True) if decision]
    return sum(right) / len(right) if right else None


def recall_of(decided: Sequence[bool], truth: Sequence[bool]) -> float | None:
    """Return the share of true ones that were decided yes: ``TP / (TP + FN)``.

    Args:
        decided: The decisions.
        truth: What would be right, in the same order.
    """
    return precision_of(truth, decided)


def f1_of(decided: Sequence[bool], truth: Sequence[bool]) -> float | None:
    """Return ``2TP / (2TP + FP + FN)``; None where no decision and no truth is yes.

    Args:
        decided: The decisions.
        truth: What would be right, in the same order.
    """
    both = sum(d and t for d, t in zip(decided, truth, strict=True))
    either = sum(decided) + sum(truth)
    return 2 * both / either if either else None


def area_under_roc(scores: Sequence[float], truth: Sequence[bool]) -> float | None:
    """Return how often a true one scores above a false one, ties counting half.

    ``AUC = U / (n₁·n₀)``, U being the Mann-Whitney statistic: Hanley and McNeil, Radiology
    143(1), 1982. It needs no threshold.

    Args:
        scores: Higher is surer.
        truth: Which ones are true; None is returned unless there are both kinds.
    """
    positives = sum(truth)
    negatives = len(truth) - positives
    if not positives or not negatives:
        return None
    from scipy.stats import rankdata

    ranks = rankdata(scores)
    above = sum(rank for rank, true in zip(ranks, truth, strict=True) if true)
    return float((above - positives * (positives + 1) / 2) / (positives * negatives))
