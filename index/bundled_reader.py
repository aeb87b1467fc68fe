"""The reader that is shipped with the product: onnxruntime, no torch."""

import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property, partial
from typing import TYPE_CHECKING, NamedTuple

from index import model_files
from index.model_files import ModelFile
from index.onnx_session import OnnxModel, open_onnx
from index.reader import (
    MAX_TOKENS,
    Encoded,
    LaidOut,
    SentenceReading,
    ShortAnswer,
    Window,
    encode,
    lay_out,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_AT_ONCE = 2
_LONGEST_ANSWER = 20
_LOWEST = -20.0
"""The logit of a sentence that the window was too long to reach."""


class _Heads(NamedTuple):
    """What the network says of every token, and of the window."""

    weight: "NDArray[np.float32]"
    value: "NDArray[np.float32]"
    first: "NDArray[np.float32]"
    last: "NDArray[np.float32]"


class BundledReader:
    """Reads with the bundled model."""

    def __init__(self, files: tuple[ModelFile, ModelFile] | None = None) -> None:
        """Name the model; its files are read when it is first used.

        Args:
            files: Another export of it, and its tokenizer; those shipped when left out.
        """
        self._files = files
        self._loading = threading.Lock()

    @property
    def fingerprint(self) -> str:
        """Model, weights and precision."""
        model, _ = self._files or model_files.reader_files()
        return f"{model_files.READER_NAME}/int8-{model.sha256[:12]}"

    def read(
        self, question: str, windows: Sequence[Window]
    ) -> tuple[tuple[SentenceReading, ...], ...]:
        """Read windows one by one. See `Reader.read`.

        Not in batches: activations are rounded by the largest of a batch, so that a score would
        depend on what else is read. Two at once on a thread each are faster than one after the
        other on two threads.
        """
        with self._loading:
            model = self._model if windows else None
        if model is None:
            return ()
        return tuple(self._workers.map(partial(_read, model, question), windows))

    @cached_property
    def _workers(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="reader")

    @cached_property
    def _model(self) -> OnnxModel:
        opened = open_onnx(*(self._files or model_files.reader_files()), threads=1)
        opened.tokenizer.enable_truncation(MAX_TOKENS, strategy="longest_first")
        opened.tokenizer.no_padding()
        return opened


def _read(model: OnnxModel, question: str, window: Window) -> tuple[SentenceReading, ...]:
    import numpy as np

    laid_out = lay_out(window)
    encoded = encode(model.tokenizer, question, laid_out)
    tokens, whole = model.session.run(
        None,
        {
            "input_ids": np.array([encoded.ids], dtype=np.int64),
            "attention_mask": np.ones((1, len(encoded.ids)), dtype=np.int64),
            "token_type_ids": np.array([encoded.types], dtype=np.int64),
        },
    )
    heads = _Heads(*tokens[0].T)
    return tuple(_sentences(heads, float(whole[0]), encoded, laid_out))


def _sentences(
    heads: _Heads, whole: float, encoded: Encoded, laid_out: LaidOut
) -> Iterator[SentenceReading]:
    import numpy as np

    sentence_of_token = np.array(encoded.sentences)
    for number, (start, _) in enumerate(laid_out.spans):
        inside = np.flatnonzero(sentence_of_token == number)
        if not len(inside):
            yield SentenceReading(_LOWEST)
            continue
        weight = np.exp(heads.weight[inside].clip(-10, 10))
        score = float((weight * heads.value[inside]).sum() / weight.sum()) + whole
        yield SentenceReading(score, _short_answer(heads, inside, encoded, start))


def _short_answer(
    heads: _Heads, inside: "NDArray[np.intp]", encoded: Encoded, start: int
) -> ShortAnswer:
    """Return the words whose first and last token score best together."""
    import numpy as np

    pairs = heads.first[inside][:, None] + heads.last[inside][None, :]
    length = np.arange(len(inside))[None, :] - np.arange(len(inside))[:, None]
    pairs[(length < 0) | (length >= _LONGEST_ANSWER)] = -np.inf
    first, last = np.unravel_index(int(pairs.argmax()), pairs.shape)
    begin = encoded.offsets[inside[first]][0] - start
    end = encoded.offsets[inside[last]][1] - start
    return ShortAnswer(begin, end, float(pairs[first, last]))
