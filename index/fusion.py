"""Fusing several rankings into one."""

from collections.abc import Sequence

RANK_CONSTANT = 60


def reciprocal_rank_fusion(
    rankings: Sequence[Sequence[str]], k: int = RANK_CONSTANT
) -> dict[str, float]:
    """Return the fused score of every id: the sum over rankings of ``1 / (k + rank)``.

    Source: Cormack, Clarke and Büttcher, "Reciprocal rank fusion outperforms Condorcet and
    individual rank learning methods", SIGIR 2009.

    Args:
        rankings: Lists of ids, best first, ids unique in each. Ranks count from 1.
        k: Constant that softens the weight of the first ranks; 60 in the paper.

    Returns:
        Scores by id, highest first; higher is better. Equal scores are in order of id, so
        that the result does not depend on the order of the rankings.
    """
    scores: dict[str, float] = {}
    for ranking in rankings:
        for rank, key in enumerate(ranking, start=1):
            scores[key] = scores.get(key, 0.0) + 1 / (k + rank)
    return dict(sorted(scores.items(), key=lambda item: (-round(item[1], 12), item[0])))
