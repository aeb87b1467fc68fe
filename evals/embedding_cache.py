"""Vectors kept between runs, so that work that was broken off goes on where it stopped."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from index import Embedder, EmbeddingProgress

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_BATCH = 2048


class CachingEmbedder:
    """An embedder that keeps the vectors of every batch of documents in a file.

    The file's name is a hash of the model's fingerprint and of the texts, so that no vector
    is ever taken for another text or from another model.
    """

    def __init__(self, embedder: Embedder, folder: Path) -> None:
        """Wrap an embedder.

        Args:
            embedder: Computes what is not kept yet.
            folder: Where batches are kept; made when missing.
        """
        self._embedder = embedder
        self._folder = folder

    @property
    def fingerprint(self) -> str:
        """That of the embedder."""
        return self._embedder.fingerprint

    @property
    def dimension(self) -> int:
        """That of the embedder."""
        return self._embedder.dimension

    def embed_documents(
        self, texts: Sequence[str], on_progress: EmbeddingProgress | None = None
    ) -> "NDArray[np.float32]":
        """Embed texts, batch by batch. See `Embedder.embed_documents`."""
        import numpy as np

        rows = [np.zeros((0, self.dimension), dtype=np.float32)]
        for start in range(0, len(texts), _BATCH):
            batch = texts[start : start + _BATCH]
            rows.append(self._batch(batch, _shifted(on_progress, start, len(texts))))
            if on_progress is not None:
                on_progress(start + len(batch), len(texts))
        return np.concatenate(rows)

    def embed_query(self, text: str) -> "NDArray[np.float32]":
        """Embed a question; it is not kept. See `Embedder.embed_query`."""
        return self._embedder.embed_query(text)

    def _batch(
        self, texts: Sequence[str], on_progress: EmbeddingProgress | None
    ) -> "NDArray[np.float32]":
        import numpy as np

        path = self._folder / f"{self._key(texts)}.npy"
        if path.exists():
            kept: NDArray[np.float32] = np.load(path, allow_pickle=False)
            return kept
        vectors = self._embedder.embed_documents(texts, on_progress)
        self._folder.mkdir(parents=True, exist_ok=True)
        beside = path.with_suffix(".part.npy")
        np.save(beside, vectors, allow_pickle=False)
        beside.replace(path)
        return vectors

    def _key(self, texts: Sequence[str]) -> str:
        named = json.dumps([self.fingerprint, *texts])
        return hashlib.sha256(named.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _shifted(
    on_progress: EmbeddingProgress | None, start: int, total: int
) -> EmbeddingProgress | None:
    """Return progress over the whole, for one that is told of a batch."""
    if on_progress is None:
        return None

    def shifted(done: int, _of_batch: int) -> None:
        on_progress(start + done, total)

    return shifted
