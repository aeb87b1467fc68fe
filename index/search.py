"""Searching an index: four rankings, fused."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass

from corpus import Passage, Report
from index.chroma_store import ChromaStore, open_store
from index.chunk import Chunk, ChunkLevel, Evidence, SearchResult
from index.config import IndexConfig
from index.embedder import Embedder
from index.errors import IndexDamagedError
from index.fusion import reciprocal_rank_fusion
from index.generations import Generation, current_generation, pointer_state
from index.lexical import LexicalIndex
from index.vectors import load_chunks

_LEVELS: tuple[ChunkLevel, ...] = ("sentence", "passage")
_CHUNKS_PER_RESULT = 5
_MIN_CHUNKS = 50
_RANK_CONSTANT = 5
"""Far below the 60 of the paper, which fuses a thousand documents: among the few passages of a
report, 60 lets four middling ranks outweigh two first ones. Measured: docs/overview.md."""

_MIN_SIMILARITY = 0.33
"""Where no word is shared, a best cosine below this is noise: see docs/overview.md."""


@dataclass(frozen=True, slots=True)
class _Opened:
    """What serves queries, of one generation."""

    generation: Generation
    store: ChromaStore
    lexical: dict[ChunkLevel, LexicalIndex]
    chunks: dict[str, Chunk]
    pointer: tuple[int, int] | None


def open_index(reports: Sequence[Report], config: IndexConfig, embedder: Embedder) -> "SearchIndex":
    """Open an index for searching, after checking that it is whole and fits.

    The files' checksums are those of the files that were verified when they were built, so
    a matching index is as good as on that day, and is opened in this process.

    Args:
        reports: What is to be searched.
        config: Where the index is kept.
        embedder: Embeds the questions.

    Raises:
        IndexMissingError: No index has been built.
        IndexMismatchError: It was built with another embedding model.
        IndexOutdatedError: It was built from another text or by another version.
        IndexDamagedError: A file is missing or altered.
        StoreUnavailableError: The Chroma server does not answer.
    """
    return SearchIndex(reports, config, embedder)


class SearchIndex:
    """An open index; can be searched from several threads.

    When another process builds a new generation, the next search uses it.
    """

    def __init__(self, reports: Sequence[Report], config: IndexConfig, embedder: Embedder) -> None:
        """Open the index; see `open_index`."""
        self._reports = tuple(reports)
        self._config = config
        self._embedder = embedder
        self._passages = {
            (report.symbol, passage.id): passage
            for report in reports
            for passage in report.passages
        }
        self._opening = threading.Lock()
        self._opened = self._open()
        self._retired: _Opened | None = None

    def search(self, query: str, k: int = 10) -> tuple[SearchResult, ...]:
        """Find passages.

        Sentences and passages are ranked by vectors and by words; each of the four rankings
        is brought down to passages by their best chunk, and the four are fused.

        Args:
            query: Any text.
            k: How many passages at most.

        Returns:
            The passages, best first; none where the query shares no word with the reports
            and its meaning is far from all they say.

        Raises:
            IndexDamagedError: The vector store cannot be read.
            StoreUnavailableError: The Chroma server does not answer.
        """
        opened = self._current()
        if not any(character.isalnum() for character in query):
            return ()
        rankings = self._rankings(opened, query, max(_MIN_CHUNKS, k * _CHUNKS_PER_RESULT))
        if not rankings:
            return ()
        by_passage = {
            name: list(dict.fromkeys(_passage_key(opened.chunks[id_]) for id_ in ranking))
            for name, ranking in rankings.items()
        }
        fused = reciprocal_rank_fusion(list(by_passage.values()), _RANK_CONSTANT)
        sentences = reciprocal_rank_fusion(
            [ranking for name, ranking in rankings.items() if name.endswith("sentence")],
            _RANK_CONSTANT,
        )
        return tuple(
            SearchResult(
                passage=self._passage(key),
                score=score,
                evidence=_evidence(key, sentences, opened.chunks),
                ranks={
                    name: keys.index(key) + 1 for name, keys in by_passage.items() if key in keys
                },
            )
            for key, score in list(fused.items())[:k]
        )

    def close(self) -> None:
        """Let go of the files."""
        with self._opening:
            self._retire(None)
            self._opened.store.close()

    def _rankings(self, opened: _Opened, query: str, depth: int) -> dict[str, list[str]]:
        vector = self._embedder.embed_query(query)
        names = opened.generation.manifest.collections
        dense = {level: opened.store.query(names[level], vector, depth) for level in _LEVELS}
        lexical = {level: opened.lexical[level].search(query, depth) for level in _LEVELS}
        best = max((score for found in dense.values() for _, score in found), default=-1.0)
        if best < _MIN_SIMILARITY and not any(lexical.values()):
            return {}
        return {
            f"{method}_{level}": [id_ for id_, _ in found]
            for method, ranking in (("dense", dense), ("lexical", lexical))
            for level, found in ranking.items()
        }

    def _passage(self, key: str) -> Passage:
        symbol, _, passage_id = key.rpartition("#")
        try:
            return self._passages[symbol, passage_id]
        except KeyError:
            raise IndexDamagedError(
                f"The index names the passage {key!r}, which the reports do not have. "
                "Run: report-assistant index build --force"
            ) from None

    def _current(self) -> _Opened:
        if pointer_state(self._config.folder) != self._opened.pointer:
            with self._opening:
                if pointer_state(self._config.folder) != self._opened.pointer:
                    opened = self._open()
                    self._retire(self._opened)
                    self._opened = opened
        return self._opened

    def _retire(self, opened: _Opened | None) -> None:
        """Close what was retired before; what is retired now may still serve other threads."""
        if self._retired is not None:
            self._retired.store.close()
        self._retired = opened

    def _open(self) -> _Opened:
        pointer = pointer_state(self._config.folder)
        generation = current_generation(self._config.folder)
        generation.check_files()
        generation.manifest.check_matches(self._reports, self._embedder)
        generation.manifest.check_place(self._config.chroma_url)
        store = open_store(self._config, generation.folder)
        lexical = {
            level: LexicalIndex.load(generation.folder / "lexical" / level) for level in _LEVELS
        }
        chunks = {chunk.id: chunk for chunk in load_chunks(generation.folder)}
        for level, name in generation.manifest.collections.items():
            if store.count(name) != sum(chunk.level == level for chunk in chunks.values()):
                raise IndexDamagedError(
                    f"The vector store of {str(generation.folder)!r} is not whole. "
                    "Run: report-assistant index build --force"
                )
        return _Opened(generation, store, lexical, chunks, pointer)


def _passage_key(chunk: Chunk) -> str:
    return f"{chunk.report}#{chunk.passage_id}"


def _evidence(
    key: str, sentences: dict[str, float], chunks: dict[str, Chunk]
) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(chunks[id_].start, chunks[id_].end, score)
        for id_, score in sentences.items()
        if _passage_key(chunks[id_]) == key
    )
