"""The reader: how well the sentences of a passage answer a question.

A small cross-encoder reads the question together with a window of neighbouring sentences, and
scores each of them. The score is a logit: above 0 the sentence is more likely than not to hold
the answer. Sentences that are read together are understood together ("it", "this unit") and
compared with each other. It is trained by `index.reader_training`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

from index.wellformed import wellformed

if TYPE_CHECKING:
    from tokenizers import Tokenizer

MAX_TOKENS = 192
"""Of a question and a window together; as in training."""

_CONTEXT_WORDS = 15
"""How many words before a window are read with it; as in training."""


@dataclass(frozen=True, slots=True)
class Window:
    """Neighbouring sentences, read at once.

    Attributes:
        sentences: The sentences, in order.
        heading: The heading above them; may be empty.
        before: What stands before them in their passage; may be empty.
    """

    sentences: tuple[str, ...]
    heading: str = ""
    before: str = ""


class ShortAnswer(NamedTuple):
    """A few words of a sentence that may be the answer.

    Attributes:
        start: Where they begin in the sentence, in code points.
        end: Where they end.
        score: Logit; comparable within a question.
    """

    start: int
    end: int
    score: float


class SentenceReading(NamedTuple):
    """What the reader thinks of one sentence.

    Attributes:
        score: Logit that it holds the answer.
        short_answer: The words in it that answer best; None where the reader points at none.
    """

    score: float
    short_answer: ShortAnswer | None = None


class Reader(Protocol):
    """Reads windows with a question."""

    @property
    def fingerprint(self) -> str:
        """Model, weights and precision."""
        ...

    def read(
        self, question: str, windows: Sequence[Window]
    ) -> tuple[tuple[SentenceReading, ...], ...]:
        """Read windows.

        Args:
            question: The question.
            windows: What may answer it.

        Returns:
            For each window, one reading of each of its sentences.

        Raises:
            EmbeddingModelError: The model cannot be loaded.
        """
        ...


class LaidOut(NamedTuple):
    """A window as text.

    Attributes:
        text: Heading, what stands before, sentences.
        spans: Where each sentence begins and ends in it.
    """

    text: str
    spans: tuple[tuple[int, int], ...]


class Encoded(NamedTuple):
    """A question and a window in tokens.

    Attributes:
        ids: Token ids.
        types: 0 for tokens of the question, 1 for those of the window.
        sentences: Number of the sentence of each token, -1 outside of sentences.
        offsets: Where each token stands in the window's text.
    """

    ids: list[int]
    types: list[int]
    sentences: list[int]
    offsets: list[tuple[int, int]]


def lay_out(window: Window) -> LaidOut:
    """Return a window as the text that is read.

    Args:
        window: The window.
    """
    before = " ".join(window.before.split()[-_CONTEXT_WORDS:])
    text = f"{window.heading}. {before} ".lstrip(". ")
    spans = []
    for sentence in window.sentences:
        spans.append((len(text), len(text) + len(sentence)))
        text += f"{sentence} "
    return LaidOut(wellformed(text), tuple(spans))


def encode(tokenizer: "Tokenizer", question: str, laid_out: LaidOut) -> Encoded:
    """Return question and window in tokens.

    Args:
        tokenizer: The model's; set to truncate.
        question: The question.
        laid_out: The window.
    """
    encoding = tokenizer.encode(wellformed(question), laid_out.text)
    offsets: list[tuple[int, int]] = list(encoding.offsets)
    sentences = list(_sentence_of_token(offsets, encoding.sequence_ids, laid_out.spans))
    return Encoded(list(encoding.ids), list(encoding.type_ids), sentences, offsets)


def _sentence_of_token(
    offsets: Sequence[tuple[int, int]],
    sequences: Sequence[int | None],
    spans: Sequence[tuple[int, int]],
) -> Iterator[int]:
    number = 0
    for (start, _), sequence in zip(offsets, sequences, strict=True):
        if sequence != 1:
            yield -1
            continue
        while number < len(spans) and start >= spans[number][1]:
            number += 1
        yield number if number < len(spans) and start >= spans[number][0] else -1
