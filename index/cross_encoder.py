"""Any sentence-transformers cross-encoder as the reader."""

import os
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import EmbeddingModelError
from index.reader import SentenceReading, Window
from index.wellformed import wellformed

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder


class CrossEncoderReader:
    """Scores with a cross-encoder that has one output."""

    def __init__(self, model: str) -> None:
        """Name the model; it is loaded when it is first used.

        Args:
            model: A folder, or a name on the model hub.
        """
        self._name = model

    @property
    def fingerprint(self) -> str:
        """The model's name."""
        return f"{Path(self._name).name}/cross-encoder"

    def read(
        self, question: str, windows: Sequence[Window]
    ) -> tuple[tuple[SentenceReading, ...], ...]:
        """Score every sentence with its heading, each for itself. See `Reader.read`."""
        import torch

        pairs = [
            (wellformed(question), wellformed(f"{it.heading}. {sentence}".lstrip(". ")))
            for it in windows
            for sentence in it.sentences
        ]
        if not pairs:
            return tuple(() for _ in windows)
        logits = self._model.predict(
            pairs, activation_fn=torch.nn.Identity(), show_progress_bar=False
        )
        scores = iter(logits.reshape(len(pairs)).tolist())
        return tuple(tuple(SentenceReading(next(scores)) for _ in it.sentences) for it in windows)

    @cached_property
    def _model(self) -> "CrossEncoder":
        if Path(self._name).is_dir():
            os.environ.setdefault("HF_HUB_OFFLINE", "1")
        from sentence_transformers import CrossEncoder

        try:
            model: CrossEncoder = CrossEncoder(
                self._name, device="cpu", trust_remote_code=False, num_labels=1
            )
        except Exception as error:
            reason = str(error).strip().split("\n", 1)[0][:200]
            raise EmbeddingModelError(
                f"The reader {self._name!r} cannot be loaded: {reason} Give the folder of a "
                "cross-encoder, connect once so that it can be fetched, or use the reader "
                "'bundled' or 'none'."
            ) from error
        return model
