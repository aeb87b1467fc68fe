"""A built index of the shipped report, and an embedder that costs nothing."""

import hashlib
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from corpus import Report, bundled_report
from index import Embedder, IndexConfig, build_index, open_embedder


@dataclass
class HashingEmbedder:
    """Counts words into 256 places: real vectors without a model, for tests of storage."""

    name: str = "hashing"
    embedded: list[str] = field(default_factory=list)
    dimension: int = 256

    @property
    def fingerprint(self) -> str:
        return self.name

    def embed_documents(
        self, texts: Sequence[str], on_progress: Callable[[int, int], None] | None = None
    ) -> NDArray[np.float32]:
        self.embedded += texts
        vectors = np.array([self.embed_query(text) for text in texts], dtype=np.float32)
        if on_progress is not None:
            on_progress(len(texts), len(texts))
        return vectors.reshape(len(texts), self.dimension)

    def embed_query(self, text: str) -> NDArray[np.float32]:
        vector = np.full(self.dimension, 1e-3, dtype=np.float32)
        for word in text.casefold().split():
            digest = hashlib.sha256(word.encode("utf-8", "surrogatepass")).digest()
            vector[digest[0] % self.dimension] += 1
        normalised: NDArray[np.float32] = vector / np.linalg.norm(vector)
        return normalised


@pytest.fixture(scope="session")
def report() -> Report:
    return bundled_report()


@pytest.fixture(scope="session")
def bundled() -> Embedder:
    return open_embedder()


@pytest.fixture
def hashing() -> HashingEmbedder:
    return HashingEmbedder()


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, report: Report) -> Path:
    folder = tmp_path_factory.mktemp("built")
    build_index((report,), IndexConfig(folder), HashingEmbedder())
    return folder


@pytest.fixture
def config(built: Path, tmp_path: Path) -> IndexConfig:
    """An index of the shipped report that a test may damage."""
    folder = tmp_path / "index"
    shutil.copytree(built, folder)
    return IndexConfig(folder)
