"""Which stages of the chain are at work."""

from dataclasses import dataclass, fields

from index import RANKINGS, SearchOptions


@dataclass(frozen=True, slots=True)
class Stages:
    """Which stages are at work: all, unless an evaluation asks what one of them is worth.

    Attributes:
        follow_ups: Making a stand-alone question of a follow-up.
        references: Looking up the numbered units that a question names, and following the
            references between passages.
        outline: Answering questions about the outline from the report's tree.
        values: Answering questions about a figure's values from its data.
        parts: Searching for each part of a question that asks several things.
        frame: Leaving out words about the report itself ("what does the report say about").
        by_meaning: Ranking by embeddings.
        by_words: Ranking by BM25.
        sentences: Ranking sentences, which also finds what to quote.
        passages: Ranking whole passages.
        reader: Ordering what was found by reading it.
        abstention: Refusing where nothing matches.
    """

    follow_ups: bool = True
    references: bool = True
    outline: bool = True
    values: bool = True
    parts: bool = True
    frame: bool = True
    by_meaning: bool = True
    by_words: bool = True
    sentences: bool = True
    passages: bool = True
    reader: bool = True
    abstention: bool = True

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """Return the names of the stages, in the order of the chain."""
        return tuple(field.name for field in fields(cls))

    def search_options(self, within: frozenset[str] | None = None) -> SearchOptions:
        """Return how the index is searched.

        Args:
            within: Keys of the passages to search among, or None for all.
        """
        off = {
            name
            for stage, name in (
                (self.by_meaning, "dense"),
                (self.by_words, "lexical"),
                (self.sentences, "sentence"),
                (self.passages, "passage"),
            )
            if not stage
        }
        rankings = tuple(name for name in RANKINGS if not off & set(name.split("_")))
        if self.abstention:
            return SearchOptions(rankings=rankings, within=within)
        return SearchOptions(rankings=rankings, within=within, min_similarity=-1)
