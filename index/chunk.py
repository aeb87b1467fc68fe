"""What is embedded and what is found."""

from dataclasses import dataclass
from typing import Literal

from corpus import Passage

ChunkLevel = Literal["sentence", "passage"]
"""Small chunks find, large chunks weigh the whole unit."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of a passage that is embedded and indexed.

    Attributes:
        id: Unique in the index: report symbol, passage id, level and running number.
        report: Symbol of the report.
        passage_id: The passage it is a piece of.
        level: Whether it is one sentence (or list item) or the whole passage.
        start: Where it begins in the passage's text.
        end: Where it ends.
        text: What is embedded and indexed: its words, with the section heading before them.
    """

    id: str
    report: str
    passage_id: str
    level: ChunkLevel
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence or list item of a found passage that matches the query.

    Attributes:
        start: Where it begins in the passage's text.
        end: Where it ends.
        score: Fused score among all sentences of the index; higher is better.
    """

    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class SearchResult:
    """A passage found for a query.

    Attributes:
        passage: The passage.
        score: Fused score; higher is better. Comparable within one query only.
        similarity: Best cosine of its chunks with the query, -1 to 1, comparable between
            queries; None where none of them was near enough to be looked at.
        evidence: Its matching sentences, best first; may be empty.
        ranks: Rank (from 1) in each single ranking that found it, by the ranking's name,
            such as ``dense_sentence`` or ``lexical_passage``.
    """

    passage: Passage
    score: float
    similarity: float | None
    evidence: tuple[Evidence, ...]
    ranks: dict[str, int]
