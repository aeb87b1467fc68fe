"""Searching an index: four rankings, fused."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass

from corpus import Passage, Report
from index.chunk import Chunk, Evidence, SearchResult
from index.config import IndexConfig
from index.embedder import Embedder
from index.errors import IndexDamagedError
from index.fusion import reciprocal_rank_fusion
from index.generations import current_generation, pointer_state
from index.search_options import SearchOptions, passage_key
from index.serving import Hits, ServingGeneration

_CHUNKS_PER_RESULT = 5
_MIN_CHUNKS = 50
_RANK_CONSTANT = 5
"""Far below the 60 of the paper, which fuses a thousand documents: among the few passages of a
report, 60 lets four middling ranks outweigh two first ones. Measured: docs/overview.md."""

_EVERYTHING = SearchOptions()


@dataclass(frozen=True, slots=True)
class _Opened:
    """What serves queries, and the state of the pointer that named it."""

    serving: ServingGeneration
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
            passage_key(report.symbol, passage.id): passage
            for report in reports
            for passage in report.passages
        }
        self._opening = threading.Lock()
        self._opened = self._open()
        self._retired: _Opened | None = None

    def search(
        self, query: str, k: int = 10, options: SearchOptions = _EVERYTHING
    ) -> tuple[SearchResult, ...]:
        """Find passages.

        Sentences and passages are ranked by vectors and by words; each of the four rankings
        is brought down to passages by their best chunk, and the four are fused.

        Args:
            query: Any text.
            k: How many passages at most.
            options: Which rankings to fuse, and which passages to search among.

        Returns:
            The passages, best first; none where the query shares no word with the reports
            and its meaning is far from all they say.

        Raises:
            IndexDamagedError: The vector store cannot be read.
            StoreUnavailableError: The Chroma server does not answer.
        """
        serving = self._current().serving
        if not any(character.isalnum() for character in query):
            return ()
        depth = max(_MIN_CHUNKS, k * _CHUNKS_PER_RESULT)
        hits = serving.rankings(query, self._embedder.embed_query(query), depth, options)
        if _is_noise(hits, options.min_similarity):
            return ()
        return self._fused(hits, serving.chunks, k)

    @property
    def generation(self) -> str:
        """Id of the generation of the index that is searched."""
        return self._current().serving.generation.manifest.generation

    def close(self) -> None:
        """Let go of the files."""
        with self._opening:
            self._retire(None)
            self._opened.serving.close()

    def _fused(
        self, hits: dict[str, Hits], chunks: dict[str, Chunk], k: int
    ) -> tuple[SearchResult, ...]:
        by_passage = {
            name: list(dict.fromkeys(_key(chunks[id_]) for id_, _ in ranking))
            for name, ranking in hits.items()
        }
        sentences = reciprocal_rank_fusion(
            [
                [id_ for id_, _ in ranking]
                for name, ranking in hits.items()
                if name.endswith("sentence")
            ],
            _RANK_CONSTANT,
        )
        similarities = _similarities(hits, chunks)
        fused = reciprocal_rank_fusion(list(by_passage.values()), _RANK_CONSTANT)
        return tuple(
            SearchResult(
                passage=self._passage(key),
                score=score,
                similarity=similarities.get(key),
                evidence=_evidence(key, sentences, chunks),
                ranks={
                    name: keys.index(key) + 1 for name, keys in by_passage.items() if key in keys
                },
            )
            for key, score in list(fused.items())[:k]
        )

    def _passage(self, key: str) -> Passage:
        try:
            return self._passages[key]
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
            self._retired.serving.close()
        self._retired = opened

    def _open(self) -> _Opened:
        pointer = pointer_state(self._config.folder)
        generation = current_generation(self._config.folder)
        generation.check_files()
        generation.manifest.check_matches(self._reports, self._embedder)
        generation.manifest.check_place(self._config.chroma_url)
        return _Opened(ServingGeneration(generation, self._config), pointer)


def _key(chunk: Chunk) -> str:
    return passage_key(chunk.report, chunk.passage_id)


def _is_noise(hits: dict[str, Hits], min_similarity: float) -> bool:
    """Tell whether no word is shared and the meaning is far from everything."""
    shared = any(ranking for name, ranking in hits.items() if name.startswith("lexical"))
    best = max(
        (ranking[0][1] for name, ranking in hits.items() if name.startswith("dense") and ranking),
        default=-1.0,
    )
    return not shared and best < min_similarity


def _similarities(hits: dict[str, Hits], chunks: dict[str, Chunk]) -> dict[str, float]:
    """Return the best cosine of each passage's chunks, of those that were found by meaning."""
    best: dict[str, float] = {}
    for name, ranking in hits.items():
        if name.startswith("dense"):
            for id_, similarity in ranking:
                key = _key(chunks[id_])
                best[key] = max(similarity, best.get(key, -1.0))
    return best


def _evidence(
    key: str, sentences: dict[str, float], chunks: dict[str, Chunk]
) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(chunks[id_].start, chunks[id_].end, score)
        for id_, score in sentences.items()
        if _key(chunks[id_]) == key
    )
