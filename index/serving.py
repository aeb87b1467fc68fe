"""A generation of the index that serves queries: its four rankings."""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from index.chroma_store import open_store
from index.chunk import ChunkLevel
from index.config import IndexConfig
from index.errors import IndexDamagedError
from index.generations import Generation
from index.lexical import LexicalIndex
from index.search_options import LEVELS, SearchOptions, passage_key
from index.vectors import load_chunks, load_vectors

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Hits = list[tuple[str, float]]
"""Ids of chunks with their scores, best first; higher is better."""


class ServingGeneration:
    """An opened generation.

    Attributes:
        generation: Its folder and manifest.
        chunks: Its chunks by id.
    """

    def __init__(self, generation: Generation, config: IndexConfig) -> None:
        """Open a generation whose files have been checked.

        Args:
            generation: The generation.
            config: Where the index is kept.

        Raises:
            IndexDamagedError: The vector store cannot be read, or is not whole.
            StoreUnavailableError: The Chroma server does not answer.
        """
        self.generation = generation
        self.chunks = {chunk.id: chunk for chunk in load_chunks(generation.folder)}
        self._store = open_store(config, generation.folder)
        self._lexical = {
            level: LexicalIndex.load(generation.folder / "lexical" / level) for level in LEVELS
        }
        self._check_whole()

    def close(self) -> None:
        """Let go of the files."""
        self._store.close()

    def rankings(
        self, query: str, vector: "NDArray[np.float32]", k: int, options: SearchOptions
    ) -> dict[str, Hits]:
        """Rank chunks in every way that the options name.

        Args:
            query: The query.
            vector: Its embedding, shape ``(dimension,)``.
            k: How many chunks at most in each ranking.
            options: What to look at.

        Returns:
            Hits by the ranking's name: cosine similarities (-1 to 1) and BM25 scores.
        """
        hits: dict[str, Hits] = {}
        for ranking in options.rankings:
            method, _, name = ranking.partition("_")
            level: ChunkLevel = "sentence" if name == "sentence" else "passage"
            rows = None if options.within is None else self._rows_of(level, options.within)
            if method == "lexical":
                hits[ranking] = self._lexical[level].search(query, k, rows)
            elif rows is None:
                hits[ranking] = self._store.query(self._collection(level), vector, k)
            else:
                hits[ranking] = self._exact(level, vector, k, rows)
        return hits

    def _collection(self, level: ChunkLevel) -> str:
        return self.generation.manifest.collections[level]

    def _exact(
        self, level: ChunkLevel, vector: "NDArray[np.float32]", k: int, rows: Sequence[int]
    ) -> Hits:
        ids, vectors = self._vectors[level]
        similarities = vectors[rows] @ vector
        order = sorted(range(len(rows)), key=lambda place: (-similarities[place], rows[place]))[:k]
        return [(ids[rows[place]], float(similarities[place])) for place in order]

    def _rows_of(self, level: ChunkLevel, keys: frozenset[str]) -> list[int]:
        by_key = self._rows[level]
        return sorted(row for key in keys for row in by_key.get(key, ()))

    @cached_property
    def _rows(self) -> dict[ChunkLevel, dict[str, list[int]]]:
        """Rows of each passage among the chunks of each level."""
        rows: dict[ChunkLevel, dict[str, list[int]]] = {level: {} for level in LEVELS}
        for level, by_key in rows.items():
            of_level = (chunk for chunk in self.chunks.values() if chunk.level == level)
            for row, chunk in enumerate(of_level):
                by_key.setdefault(passage_key(chunk.report, chunk.passage_id), []).append(row)
        return rows

    @cached_property
    def _vectors(self) -> dict[ChunkLevel, tuple[list[str], "NDArray[np.float32]"]]:
        """Ids and vectors of the chunks of each level, in the order of their rows."""
        vectors = load_vectors(self.generation.folder)
        found = {}
        for level in LEVELS:
            places = [i for i, chunk in enumerate(self.chunks.values()) if chunk.level == level]
            ids = [chunk.id for chunk in self.chunks.values() if chunk.level == level]
            found[level] = (ids, vectors[places])
        return found

    def _check_whole(self) -> None:
        for level in LEVELS:
            wanted = sum(chunk.level == level for chunk in self.chunks.values())
            if self._store.count(self._collection(level)) != wanted:
                self._store.close()
                raise IndexDamagedError(
                    f"The vector store of {str(self.generation.folder)!r} is not whole. "
                    "Run: report-assistant index build --force"
                )
