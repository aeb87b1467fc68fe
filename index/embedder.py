"""Turning texts into vectors: one contract, whatever computes them."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

EmbeddingProgress = Callable[[int, int], None]
"""Called with how many texts are embedded and how many there are."""


class Embedder(Protocol):
    """Embeds documents and queries into one space of unit vectors."""

    @property
    def fingerprint(self) -> str:
        """Model, weights and precision: vectors of different fingerprints are never mixed."""
        ...

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        ...

    def embed_documents(
        self, texts: Sequence[str], on_progress: EmbeddingProgress | None = None
    ) -> "NDArray[np.float32]":
        """Embed texts that are to be found.

        Args:
            texts: The texts.
            on_progress: Called after every batch.

        Returns:
            Unit vectors, shape ``(len(texts), dimension)``.

        Raises:
            EmbeddingModelError: The model cannot be loaded.
        """
        ...

    def embed_query(self, text: str) -> "NDArray[np.float32]":
        """Embed a question.

        Args:
            text: The question.

        Returns:
            A unit vector, shape ``(dimension,)``.

        Raises:
            EmbeddingModelError: The model cannot be loaded.
        """
        ...
