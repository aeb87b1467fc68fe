"""What a search looks at."""

from dataclasses import dataclass
from typing import Literal, get_args

from index.chunk import ChunkLevel

Ranking = Literal["dense_sentence", "dense_passage", "lexical_sentence", "lexical_passage"]
"""One way to rank passages: how chunks are compared, and the level of the chunks."""

RANKINGS: tuple[Ranking, ...] = get_args(Ranking)
LEVELS: tuple[ChunkLevel, ...] = get_args(ChunkLevel)


@dataclass(frozen=True, slots=True)
class SearchOptions:
    """What a search looks at; the defaults are what the product does.

    Attributes:
        rankings: The rankings that are fused; at least one.
        min_similarity: Where no word is shared, a best cosine below this is noise and
            nothing is found; -1 turns this off. Measured: docs/overview.md.
        within: Keys (`passage_key`) of the passages to search among, or None for all.
            Inside such a set the vectors are compared exactly, not by the graph.
    """

    rankings: tuple[Ranking, ...] = RANKINGS
    min_similarity: float = 0.33
    within: frozenset[str] | None = None


def passage_key(report: str, passage_id: str) -> str:
    """Return the key of a passage among all reports of an index.

    Args:
        report: Symbol of the report.
        passage_id: Id of the passage.
    """
    return f"{report}#{passage_id}"
