"""Chunks and their vectors as plain files: what exact search and rebuilding need."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from index.chunk import Chunk

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

CHUNKS_FILE = "chunks.json"
VECTORS_FILE = "vectors.npy"


def save_chunks(folder: Path, chunks: Sequence[Chunk], vectors: "NDArray[np.float32]") -> None:
    """Write chunks and vectors.

    Args:
        folder: Where to.
        chunks: The chunks.
        vectors: Their vectors, shape ``(len(chunks), dimension)``.
    """
    import numpy as np

    rows = json.dumps([asdict(chunk) for chunk in chunks], ensure_ascii=True)
    (folder / CHUNKS_FILE).write_text(rows, encoding="ascii")
    np.save(folder / VECTORS_FILE, vectors, allow_pickle=False)


def load_chunks(folder: Path) -> tuple[Chunk, ...]:
    """Read the chunks that `save_chunks` wrote."""
    rows = json.loads((folder / CHUNKS_FILE).read_text(encoding="ascii"))
    return tuple(Chunk(**row) for row in rows)


def load_vectors(folder: Path) -> "NDArray[np.float32]":
    """Read the vectors that `save_chunks` wrote, shape ``(chunks, dimension)``."""
    import numpy as np

    vectors: NDArray[np.float32] = np.load(folder / VECTORS_FILE, allow_pickle=False)
    return vectors


def content_hash(text: str) -> str:
    """Return the hash by which a text's vector is found again."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
