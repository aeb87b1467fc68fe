"""How well passages support a sentence.

The reader scores how well a text answers a question; given a sentence in place of the question,
it scores how much of what the sentence says is in the text. That score, the share of the
sentence's words that the text has, rare words counting more, and the same share of the part of
the sentence that has least of it, are put together by a logistic regression. It is fitted to
claims about the shipped report by ``python -m evals.claims --fit``.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from assistant.agreement import TextWords, Vocabulary
from assistant.calibration import probability
from assistant.generation.clauses import clauses_of, content_words, sentences_of
from corpus import Passage, Span
from index import Reader, Window, words_of

MOST_SCORE = 8.0
"""The reader's logit counts as no more than this either way: then its words alone may decide on a
sentence, and the reader, which takes longest, need not read it."""

_WEAKER = 0.3
"""By how much less of its words the weakest part of a sentence may have than the whole."""

SUPPORT_FILE = Path(__file__).with_name("support.json")


@dataclass(frozen=True, slots=True)
class SupportWeights:
    """What was fitted.

    Attributes:
        words: Weight of the share of words.
        weakest: Weight of the share of words of the weakest part.
        reader: Weight of the reader's logit.
        constant: What is added to their sum.
        threshold: Probability from which a sentence counts as supported.
        words_alone: Share of the words, and of those of the weakest part, that are asked for
            where there is no reader.
    """

    words: float
    weakest: float
    reader: float
    constant: float
    threshold: float
    words_alone: float

    def probability(self, signals: "Signals") -> float:
        """Return how likely the passages say what the sentence says, from 0 to 1.

        Args:
            signals: What speaks for it, the reader's score among it.
        """
        return probability(
            self.constant
            + self.words * signals.words
            + self.weakest * signals.weakest
            + self.reader * (signals.reader or 0.0)
        )

    def hang_on_reader(self, signals: "Signals") -> bool:
        """Tell whether a sentence is supported or not by what the reader thinks of it.

        Args:
            signals: What speaks for it, whatever the reader's score.
        """
        extremes = (replace(signals, reader=it) for it in (-MOST_SCORE, MOST_SCORE))
        return len({self.are_enough(it) for it in extremes}) > 1

    def are_enough(self, signals: "Signals") -> bool:
        """Tell whether a sentence counts as supported.

        Args:
            signals: What speaks for it.
        """
        if signals.reader is None:
            return min(signals.words, signals.weakest + _WEAKER) >= self.words_alone
        return self.probability(signals) >= self.threshold


@cache
def support_weights() -> SupportWeights:
    """Return the weights that are shipped."""
    return SupportWeights(**json.loads(SUPPORT_FILE.read_text(encoding="utf-8")))


@dataclass(frozen=True, slots=True)
class Support:
    """What in a passage supports a sentence, and how well.

    Attributes:
        passage: The passage.
        best: Where its best sentence stands.
        near: Where that sentence and its neighbour stand.
        words: Share of the sentence's words that the two have, from 0 to 1.
    """

    passage: Passage
    best: Span
    near: Span
    words: float

    @property
    def evidence(self) -> str:
        """The best sentence."""
        return self.passage.text[self.best.start : self.best.end]

    @property
    def nearby(self) -> str:
        """The best sentence and its neighbour."""
        return self.passage.text[self.near.start : self.near.end]


@dataclass(frozen=True, slots=True)
class Signals:
    """What speaks for a sentence, of all passages that it cites together.

    Attributes:
        words: Share of its words that stand there, from 0 to 1.
        weakest: The same share of the part of it that has least, each part being looked for in
            the two neighbouring sentences that have most of it.
        reader: The reader's logit; None without a reader.
    """

    words: float
    weakest: float
    reader: float | None


class SupportScorer:
    """Scores sentences against passages of one report."""

    def __init__(
        self, vocabulary: Vocabulary, reader: Reader | None, weights: SupportWeights | None = None
    ) -> None:
        """Take what scores.

        Args:
            vocabulary: The report's words.
            reader: Reads sentence and passage; None leaves it at the words.
            weights: What was fitted; the weights that are shipped when left out.
        """
        self._weights = weights or support_weights()
        self._vocabulary = vocabulary
        self._reader = reader

    def supports(self, sentence: str, passages: Sequence[Passage]) -> tuple[Support, ...]:
        """Return what in each passage supports a sentence best.

        Args:
            sentence: The sentence, without citation marks.
            passages: Passages of the report, at least one.
        """
        stems = _stems(sentence)
        return tuple(self._support(stems, passage) for passage in passages)

    def signals(self, sentence: str, supports: Sequence[Support]) -> Signals:
        """Return what speaks for a sentence, the reader's score among it.

        Args:
            sentence: The sentence, without citation marks.
            supports: What supports it, of each passage that it cites.
        """
        signals = self._in_words(sentence, supports)
        return replace(signals, reader=self._read(sentence, supports))

    def is_enough(self, sentence: str, supports: Sequence[Support]) -> bool:
        """Tell whether a sentence counts as supported.

        Args:
            sentence: The sentence, without citation marks.
            supports: What supports it, of each passage that it cites.
        """
        signals = self._in_words(sentence, supports)
        if self._reader is not None and self._weights.hang_on_reader(signals):
            signals = replace(signals, reader=self._read(sentence, supports))
        return self._weights.are_enough(signals)

    def _in_words(self, sentence: str, supports: Sequence[Support]) -> Signals:
        """Return what speaks for a sentence before it is read."""
        words = TextWords("\n".join(it.nearby for it in supports))
        clauses = [stems for it in clauses_of(sentence) if (stems := content_words(it))]
        parts = [max(self._nearest(stems, it.passage) for it in supports) for stems in clauses]
        return Signals(
            words=self._share(_stems(sentence), words),
            weakest=min(parts, default=0.0),
            reader=None if self._reader is None else 0.0,
        )

    def words_near(self, sentence: str, supports: Sequence[Support]) -> float:
        """Return the share of a sentence's words that stand near the best sentences.

        Args:
            sentence: The sentence.
            supports: What supports it.
        """
        stems = _stems(sentence)
        return self._share(stems, TextWords("\n".join(it.nearby for it in supports)))

    def words_in_passage(self, sentence: str, passage: Passage) -> float:
        """Return the share of a sentence's words that a passage has, rare ones counting more.

        Args:
            sentence: The sentence.
            passage: The passage.
        """
        stems = _stems(sentence)
        return self._share(stems, self._vocabulary.of_text(passage.text))

    def _support(self, stems: Sequence[str], passage: Passage) -> Support:
        pair = self._best_pair(stems, passage)
        near = Span(pair[0].start, pair[-1].end)
        best = max(pair, key=lambda it: self._share_of(stems, passage, it))
        return Support(passage, best, near, self._share_of(stems, passage, near))

    def _nearest(self, stems: Sequence[str], passage: Passage) -> float:
        """Return the share of words that the best two neighbouring sentences have."""
        pair = self._best_pair(stems, passage)
        return self._share_of(stems, passage, Span(pair[0].start, pair[-1].end))

    def _best_pair(self, stems: Sequence[str], passage: Passage) -> tuple[Span, ...]:
        """Return the two neighbouring sentences that share most words; one may do as well."""
        spans = sentences_of(passage.text)

        def shared(place: int) -> tuple[float, float]:
            one, last = spans[place], spans[min(place + 1, len(spans) - 1)]
            pair = self._share_of(stems, passage, Span(one.start, last.end))
            return pair, self._share_of(stems, passage, one)

        first = max(range(len(spans)), key=shared)
        return spans[first : first + 2]

    def _share_of(self, stems: Sequence[str], passage: Passage, span: Span) -> float:
        part = passage.text[span.start : span.end]
        return self._share(stems, self._vocabulary.of_text(part))

    def _share(self, stems: Sequence[str], words: TextWords) -> float:
        return 1 - self._vocabulary.share_missing(stems, words) if stems else 0.0

    def _read(self, sentence: str, supports: Sequence[Support]) -> float | None:
        """Return what the reader thinks of the passage that has most of a sentence's words."""
        if self._reader is None:
            return None
        best = max(supports, key=lambda it: it.words)
        readings = self._reader.read(sentence, [_window(best)])
        score = max(it.score for it in readings[0])
        return max(-MOST_SCORE, min(score, MOST_SCORE))


def _stems(sentence: str) -> tuple[str, ...]:
    """Return the words of a sentence that its passages should have."""
    return content_words(sentence) or tuple(dict.fromkeys(words_of(sentence)))


def _window(support: Support) -> Window:
    passage = support.passage
    spans = (it for it in sentences_of(passage.text) if it.start >= support.near.start)
    return Window(
        sentences=tuple(
            passage.text[it.start : it.end] for it in spans if it.end <= support.near.end
        ),
        heading=passage.section[-1] if passage.section else "",
        before=passage.text[: support.near.start],
    )
