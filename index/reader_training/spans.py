"""Where known short answers stand in what is read."""

from collections.abc import Sequence
from dataclasses import dataclass

from tokenizers import Tokenizer

from index.reader import encode, lay_out
from index.reader_training.groups import LabelledWindow


@dataclass(frozen=True, slots=True)
class SpanTarget:
    """A short answer in a batch.

    Attributes:
        row: Its window in the batch.
        first: Its first token.
        last: Its last token.
    """

    row: int
    first: int
    last: int


def span_targets(
    tokenizer: Tokenizer, pairs: Sequence[tuple[str, LabelledWindow]]
) -> list[SpanTarget]:
    """Return where the short answers of a batch stand, for those that are known.

    Args:
        tokenizer: The embedding model's.
        pairs: Questions and labelled windows, in the order of the batch.
    """
    found = [
        _target(tokenizer, question, labelled, row)
        for row, (question, labelled) in enumerate(pairs)
        if labelled.answers and any(labelled.labels)
    ]
    return [it for it in found if it is not None]


def _target(
    tokenizer: Tokenizer, question: str, labelled: LabelledWindow, row: int
) -> SpanTarget | None:
    laid_out = lay_out(labelled.window)
    for answer in labelled.answers:
        for (start, end), label in zip(laid_out.spans, labelled.labels, strict=True):
            place = laid_out.text.find(answer, start, end) if label else -1
            if place < 0:
                continue
            encoded = encode(tokenizer, question, laid_out)
            inside = [
                token
                for token, (first, last) in enumerate(encoded.offsets)
                if encoded.sentences[token] >= 0 and first < place + len(answer) and place < last
            ]
            if inside:
                return SpanTarget(row, inside[0], inside[-1])
    return None
