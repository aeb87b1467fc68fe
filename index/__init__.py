"""Finding passages: chunks, embeddings, the vector store and the lexical index."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from index.chunk import Chunk, ChunkLevel, Evidence, SearchResult
from index.config import IndexConfig
from index.embedder import Embedder, EmbeddingProgress
from index.embedding_models import BUNDLED, NO_READER, open_embedder, open_reader
from index.errors import (
    EmbeddingModelError,
    IndexBusyError,
    IndexDamagedError,
    IndexMismatchError,
    IndexMissingError,
    IndexOutdatedError,
    IndexWriteError,
    SearchIndexError,
    StoreUnavailableError,
)
from index.lexical import words_of
from index.reader import Reader, SentenceReading, ShortAnswer, Window
from index.search_options import RANKINGS, Ranking, SearchOptions, passage_key
from index.sentences import split_sentences

if TYPE_CHECKING:
    from index.build import build_index
    from index.model_files import check_model_files
    from index.retriever import ReportRetriever
    from index.search import SearchIndex, open_index
    from index.status import IndexStatus, index_status

__all__ = [
    "BUNDLED",
    "NO_READER",
    "RANKINGS",
    "Chunk",
    "ChunkLevel",
    "Embedder",
    "EmbeddingModelError",
    "EmbeddingProgress",
    "Evidence",
    "IndexBusyError",
    "IndexConfig",
    "IndexDamagedError",
    "IndexMismatchError",
    "IndexMissingError",
    "IndexOutdatedError",
    "IndexStatus",
    "IndexWriteError",
    "Ranking",
    "Reader",
    "ReportRetriever",
    "SearchIndex",
    "SearchIndexError",
    "SearchOptions",
    "SearchResult",
    "SentenceReading",
    "ShortAnswer",
    "StoreUnavailableError",
    "Window",
    "build_index",
    "check_model_files",
    "index_status",
    "open_embedder",
    "open_index",
    "open_reader",
    "passage_key",
    "split_sentences",
    "words_of",
]

_LAZY = {
    "IndexStatus": "index.status",
    "ReportRetriever": "index.retriever",
    "SearchIndex": "index.search",
    "build_index": "index.build",
    "check_model_files": "index.model_files",
    "index_status": "index.status",
    "open_index": "index.search",
}
"""Names whose modules are slow to import, loaded when first used (PEP 562)."""


def __getattr__(name: str) -> Any:  # noqa: ANN401
    """Load a name when it is first used."""
    if name not in _LAZY:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_LAZY[name]), name)
