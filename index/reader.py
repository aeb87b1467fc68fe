"""The reader: how well a sentence answers a question.

A small cross-encoder reads question and sentence together. Its score is a logit: above 0 the
sentence is more likely than not to hold the answer. It is trained by `index.reader_training`.
"""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from index import model_files
from index.onnx_session import OnnxModel, open_onnx
from index.wellformed import wellformed

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from tokenizers import Encoding

MAX_TOKENS = 96
"""Of question, sentence and context together; as in training."""

CONTEXT_WORDS = 25
"""How many words before a sentence the reader sees; as in training."""

_THREADS = 2


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer a question.

    Attributes:
        sentence: The sentence.
        heading: The heading above it; may be empty.
        before: What stands before it in its passage; may be empty.
    """

    sentence: str
    heading: str = ""
    before: str = ""

    @property
    def text(self) -> str:
        """What the reader reads after the question."""
        before = " ".join(self.before.split()[-CONTEXT_WORDS:])
        return f"{self.sentence} [SEP] {self.heading}. {before}".strip()


class Reader(Protocol):
    """Scores candidates for a question."""

    @property
    def fingerprint(self) -> str:
        """Model, weights and precision."""
        ...

    def score(self, question: str, candidates: Sequence[Candidate]) -> "NDArray[np.float32]":
        """Score candidates.

        Args:
            question: The question.
            candidates: The sentences.

        Returns:
            Logits, shape ``(len(candidates),)``; higher is better.

        Raises:
            EmbeddingModelError: The model cannot be loaded.
        """
        ...


class BundledReader:
    """The reader that is shipped with the product; onnxruntime, no torch."""

    def __init__(self) -> None:
        """Name the model; its files are read when it is first used."""
        self._loading = threading.Lock()

    @property
    def fingerprint(self) -> str:
        """Model, weights and precision."""
        return f"{model_files.READER_NAME}/int8-{model_files.READER_SHA256[:12]}"

    def score(self, question: str, candidates: Sequence[Candidate]) -> "NDArray[np.float32]":
        """Score candidates. See `Reader.score`."""
        import numpy as np

        if not candidates:
            return np.zeros(0, dtype=np.float32)
        with self._loading:
            tokenizer, session = self._model
        pairs = [(wellformed(question), wellformed(it.text)) for it in candidates]
        encoded = tokenizer.encode_batch(pairs)
        # One by one: activations are rounded by the largest of a batch, so that in a common
        # batch the score of a pair would depend on the others. It takes no longer either.
        scores = [session.run(None, _inputs(it))[0][0] for it in encoded]
        return np.array(scores, dtype=np.float32)

    @cached_property
    def _model(self) -> OnnxModel:
        opened = open_onnx(*model_files.reader_files(), threads=_THREADS)
        opened.tokenizer.enable_truncation(MAX_TOKENS, strategy="longest_first")
        opened.tokenizer.no_padding()
        return opened


def _inputs(encoded: "Encoding") -> dict[str, "NDArray[np.int64]"]:
    """Return one pair as the model takes it."""
    import numpy as np

    return {
        "input_ids": np.array([encoded.ids], dtype=np.int64),
        "attention_mask": np.array([encoded.attention_mask], dtype=np.int64),
        "token_type_ids": np.array([encoded.type_ids], dtype=np.int64),
    }
