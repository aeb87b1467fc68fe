"""The bundled model: documents by sentence-transformers, questions by onnxruntime.

Importing sentence-transformers takes seconds, importing onnxruntime a tenth of one, and a
question needs nothing but the second. Both run the same weights; the exported ones are
stored as 8-bit integers and computed in 32-bit floating point.
"""

import threading
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from index import model_files
from index.embedder import EmbeddingProgress
from index.onnx_session import OnnxModel, open_onnx
from index.sentence_transformer import SentenceTransformerEmbedder
from index.wellformed import wellformed

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class BundledEmbedder:
    """Embeds with the model that is installed with the product."""

    def __init__(
        self, query_folder: Path | None = None, weights_folder: Path | None = None
    ) -> None:
        """Name the model's folders; nothing is read yet.

        Args:
            query_folder: Folder of the exported query encoder; the shipped one by default.
            weights_folder: Folder of the full weights; the installed ones by default.
        """
        self._query_folder = query_folder or model_files.query_model_folder()
        self._weights_folder = weights_folder
        self._loading = threading.Lock()

    @property
    def fingerprint(self) -> str:
        """Model, weights and precisions."""
        weights = model_files.WEIGHTS_SHA256[:12]
        queries = model_files.QUERY_MODEL_SHA256[:12]
        return f"{model_files.MODEL_NAME}/documents-fp32-{weights}/queries-int8-{queries}"

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return model_files.DIMENSION

    def embed_documents(
        self, texts: Sequence[str], on_progress: EmbeddingProgress | None = None
    ) -> "NDArray[np.float32]":
        """Embed texts with the full weights. See `Embedder.embed_documents`."""
        return self._documents.embed_documents(texts, on_progress)

    def embed_query(self, text: str) -> "NDArray[np.float32]":
        """Embed a question with the exported encoder. See `Embedder.embed_query`."""
        import numpy as np

        with self._loading:
            tokenizer, session = self._query_encoder
        ids = np.array([tokenizer.encode(wellformed(text)).ids], dtype=np.int64)
        output = session.run(None, {"input_ids": ids, "attention_mask": np.ones_like(ids)})
        vector: NDArray[np.float32] = output[0][0]
        return vector

    @cached_property
    def _documents(self) -> SentenceTransformerEmbedder:
        folder = self._weights_folder or model_files.weights_folder()
        model_files.weights_file(folder).check()
        return SentenceTransformerEmbedder(str(folder))

    @cached_property
    def _query_encoder(self) -> OnnxModel:
        opened = open_onnx(*model_files.query_model_files(self._query_folder), threads=1)
        opened.tokenizer.enable_truncation(model_files.MAX_TOKENS)
        opened.tokenizer.no_padding()
        return opened
