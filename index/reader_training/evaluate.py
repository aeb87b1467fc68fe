"""Trying the reader on held-out titles."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import torch
from tokenizers import Tokenizer

from index.reader import SentenceReading, Window
from index.reader_training.examples import Example
from index.reader_training.network import ReaderNetwork, make_batch, sentence_logits

Read = Callable[[str, Sequence[Window]], Sequence[Sequence[SentenceReading]]]
"""Reads windows with a question, as `Reader.read` does."""

_MOST_WORDS = 90
_LOWEST = -20.0


@dataclass(frozen=True, slots=True)
class Figures:
    """How well a reader does.

    Attributes:
        first: Share of answerable questions whose best sentence is a right one.
        answerable: How many those are.
        auc: How often an answerable question's best score is above an unanswerable one's.
        questions: How many questions in all.
    """

    first: float
    answerable: int
    auc: float
    questions: int

    def __str__(self) -> str:
        """Return them as a line."""
        return (
            f"right sentence first {self.first:.4f} ({self.answerable} questions), "
            f"answerability AUC {self.auc:.4f} ({self.questions} questions)"
        )


def evaluate(examples: Sequence[Example], read: Read) -> Figures:
    """Score the sentences of every example's passage.

    Args:
        examples: Held-out examples.
        read: The reader.
    """
    from scipy.stats import mannwhitneyu

    right = 0
    best: dict[bool, list[float]] = {True: [], False: []}
    for it in examples:
        readings = read(it.question, windows_of(it))
        scores = [sentence.score for window in readings for sentence in window]
        place = max(range(len(scores)), key=scores.__getitem__)
        best[it.answerable].append(scores[place])
        right += it.answerable and it.labels[place]
    known, unknown = best[True], best[False]
    auc = (
        float(mannwhitneyu(known, unknown).statistic) / (len(known) * len(unknown))
        if known and unknown
        else float("nan")
    )
    return Figures(right / max(len(known), 1), len(known), auc, len(examples))


def windows_of(example: Example) -> tuple[Window, ...]:
    """Return an example's passage as windows that do not overlap, in order.

    Args:
        example: The example.
    """
    return tuple(_windows(example))


def full_precision(network: ReaderNetwork, tokenizer: Tokenizer) -> Read:
    """Return how the network reads before it is exported.

    Args:
        network: The network; it is moved to the processor.
        tokenizer: The embedding model's.
    """
    network.eval().cpu()

    def read(question: str, windows: Sequence[Window]) -> list[list[SentenceReading]]:
        batch = make_batch(tokenizer, [(question, it) for it in windows], "cpu")
        with torch.no_grad():
            tokens, whole = network(**batch.inputs)
            logits = sentence_logits(tokens, whole, batch).tolist()
        reached = set(batch.sentence.flatten().tolist())
        scores = iter(it if place in reached else _LOWEST for place, it in enumerate(logits))
        return [[SentenceReading(next(scores)) for _ in it.sentences] for it in windows]

    return read


def _windows(example: Example) -> Iterator[Window]:
    start = words = 0
    for place, sentence in enumerate(example.sentences):
        size = len(sentence.split())
        if place > start and words + size > _MOST_WORDS:
            yield _window(example, start, place)
            start, words = place, 0
        words += size
    yield _window(example, start, len(example.sentences))


def _window(example: Example, start: int, end: int) -> Window:
    before = example.sentences[start - 1] if start else ""
    return Window(example.sentences[start:end], example.title, before)
