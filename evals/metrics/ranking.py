"""How well a ranking puts the right passages first.

All take a ranking (ids, best first, no repeats) and the set of relevant ids, and return a
value from 0 to 1. Source of the formulas: Manning, Raghavan and Schütze, "Introduction to
Information Retrieval", 2008, chapter 8; nDCG: Järvelin and Kekäläinen, TOIS 20(4), 2002.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from math import log2


def hit_at_k(ranking: Sequence[str], relevant: AbstractSet[str], k: int) -> float:
    """Return 1 if any of the first ``k`` is relevant, else 0.

    Args:
        ranking: Ids, best first.
        relevant: The relevant ids.
        k: How many are looked at, at least 1.
    """
    return float(any(id_ in relevant for id_ in ranking[:k]))


def recall_at_k(ranking: Sequence[str], relevant: AbstractSet[str], k: int) -> float:
    """Return the share of the relevant ids that are among the first ``k``.

    ``|relevant ∩ ranking[:k]| / |relevant|``

    Args:
        ranking: Ids, best first.
        relevant: The relevant ids, at least one.
        k: How many are looked at, at least 1.
    """
    return len(relevant & set(ranking[:k])) / len(relevant)


def reciprocal_rank(ranking: Sequence[str], relevant: AbstractSet[str]) -> float:
    """Return ``1 / rank`` of the first relevant id, counted from 1; 0 where there is none.

    Its mean over questions is the MRR.

    Args:
        ranking: Ids, best first.
        relevant: The relevant ids.
    """
    for rank, id_ in enumerate(ranking, start=1):
        if id_ in relevant:
            return 1 / rank
    return 0.0


def ndcg_at_k(ranking: Sequence[str], relevant: AbstractSet[str], k: int) -> float:
    """Return the discounted gain of the first ``k``, over that of the best possible ranking.

    ``DCG = Σ gain(rank) / log2(rank + 1)`` with gain 1 for a relevant id and 0 for others.

    Args:
        ranking: Ids, best first.
        relevant: The relevant ids, at least one.
        k: How many are looked at, at least 1.
    """
    gained = sum(
        1 / log2(rank + 1) for rank, id_ in enumerate(ranking[:k], start=1) if id_ in relevant
    )
    best = sum(1 / log2(rank + 1) for rank in range(1, min(k, len(relevant)) + 1))
    return gained / best


def by_needs(ranking: Sequence[str], needs: Sequence[AbstractSet[str]]) -> list[str]:
    """Return a ranking in which passages that meet the same need are one.

    Where any of several passages will do, finding a second one gains nothing. So each need
    becomes one id, at the rank of the first passage that meets it; passages that meet none
    keep their own. The metrics above then apply with `need_ids` as the relevant ids.

    Args:
        ranking: Ids, best first.
        needs: Sets of passages, one of each being needed.
    """
    merged = []
    for id_ in ranking:
        met = [f"need {place}" for place, need in enumerate(needs) if id_ in need]
        merged.extend(met or [id_])
    return list(dict.fromkeys(merged))


def need_ids(needs: Sequence[AbstractSet[str]]) -> frozenset[str]:
    """Return the ids that `by_needs` gives to the needs."""
    return frozenset(f"need {place}" for place in range(len(needs)))
