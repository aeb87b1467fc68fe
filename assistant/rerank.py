"""Ordering what was found by reading it, and telling whether any of it answers.

The search compares words and vectors of question and passage apart; the reader reads them
together. What it says, what the search says, and whether names and numbers agree are signals;
one weighted sum of them orders the passages, another says how likely the report answers.
The weights are those of two logistic regressions: `assistant.signals`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.agreement import TextWords, Vocabulary
from assistant.demands import Demands
from assistant.signals import PassageSignals, QuestionSignals, passage_signals, question_signals
from assistant.windows import PassageWindow, windows_to_read
from corpus import Span
from index import Evidence, Reader, SearchResult, SentenceReading


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found, in the order in which it answers.

    Attributes:
        results: The passages, best first. Their scores are from 0 to 1, those of their
            evidence as well; evidence that was not read comes last, with 0.
        signals: The signals of each passage, in the same order.
        question: The signals of the question; None where there was nothing to read.
        demands: What the question demands.
        pointed: Where the reader points in the first passage; None where it points nowhere.
    """

    results: tuple[SearchResult, ...]
    signals: tuple[PassageSignals, ...]
    question: QuestionSignals | None
    demands: Demands
    pointed: Span | None = None

    @property
    def confidence(self) -> float:
        """How likely the report answers, from 0 to 1; 0 where there was nothing to read."""
        return self.question.probability if self.question is not None else 0.0


@dataclass(frozen=True, slots=True)
class _Read:
    result: SearchResult
    sentences: tuple[tuple[Span, SentenceReading], ...]


@dataclass(frozen=True, slots=True)
class Reranker:
    """Puts results in the order in which they answer a question.

    Attributes:
        reader: Scores sentences.
        vocabulary: The report's words.
    """

    reader: Reader
    vocabulary: Vocabulary

    def rerank(
        self, question: str, demands: Demands, results: Sequence[SearchResult], share: float = 1.0
    ) -> Reading:
        """Read results and order them.

        Args:
            question: The stand-alone question.
            demands: What it demands.
            results: What the search found, best first.
            share: Of what can be read while somebody waits.
        """
        windows = windows_to_read(results, share)
        readings = self.reader.read(question, [it.window for it in windows])
        most = max((result.score for result in results), default=0.0) or 1.0
        reads = [
            _Read(replace(it, score=it.score / most), _sentences(it, windows, readings))
            for it in results
        ]
        ranked = sorted(
            ((read, _signals(read, demands, self.vocabulary)) for read in reads),
            key=lambda pair: (_is_other_unit(pair[0], demands), -pair[1].score),
        )
        return Reading(
            results=tuple(_reread(read, signals) for read, signals in ranked),
            signals=tuple(signals for _, signals in ranked),
            question=self._asked(demands, ranked),
            demands=demands,
            pointed=_pointed(ranked[0][0]) if ranked else None,
        )

    def _asked(
        self, demands: Demands, ranked: Sequence[tuple[_Read, PassageSignals]]
    ) -> QuestionSignals | None:
        if not ranked:
            return None
        best, every = ranked[0][0], [signals for _, signals in ranked]
        passage = self.vocabulary.of_passage(best.result.passage)
        evidence = _words(best, self.vocabulary)
        return question_signals(demands, every, passage, evidence, self.vocabulary.text)


def _sentences(
    result: SearchResult,
    windows: Sequence[PassageWindow],
    readings: Sequence[Sequence[SentenceReading]],
) -> tuple[tuple[Span, SentenceReading], ...]:
    return tuple(
        sentence
        for window, reading in zip(windows, readings, strict=True)
        if window.passage.id == result.passage.id
        for sentence in zip(window.spans, reading, strict=True)
    )


def _is_other_unit(read: _Read, demands: Demands) -> bool:
    """Tell whether a question asks for another kind of unit: "which recommendation …"."""
    return bool(demands.units) and read.result.passage.kind not in demands.units


def _pointed(read: _Read) -> Span | None:
    """Return where the reader points in the best sentence of a passage."""
    if not read.sentences:
        return None
    span, reading = max(read.sentences, key=lambda it: it[1].score)
    short = reading.short_answer
    return Span(span.start + short.start, span.start + short.end) if short is not None else None


def _signals(read: _Read, demands: Demands, vocabulary: Vocabulary) -> PassageSignals:
    scores = [reading.score for _, reading in read.sentences]
    evidence = _words(read, vocabulary)
    return passage_signals(scores, read.result, evidence, demands, vocabulary)


def _words(read: _Read, vocabulary: Vocabulary) -> TextWords:
    """Return the words of the best sentence of a passage, and of those beside it."""
    text = read.result.passage.text
    if not read.sentences:
        return vocabulary.of_text(text)
    place = max(range(len(read.sentences)), key=lambda it: read.sentences[it][1].score)
    near = [span for span, _ in read.sentences[max(place - 1, 0) : place + 2]]
    return vocabulary.of_text("\n".join(text[it.start : it.end] for it in near))


def _reread(read: _Read, signals: PassageSignals) -> SearchResult:
    """Return a result with the reader's scores, relative to its best sentence."""
    best = max((reading.score for _, reading in read.sentences), default=0.0)
    evidence = sorted(
        (
            Evidence(span.start, span.end, signals.probability_of(reading.score - best))
            for span, reading in read.sentences
        ),
        key=lambda it: -it.score,
    )
    seen = [span for span, _ in read.sentences]
    unread = [
        replace(it, score=0.0)
        for it in read.result.evidence
        if not any(span.start < it.end and it.start < span.end for span in seen)
    ]
    return replace(read.result, score=signals.probability, evidence=(*evidence, *unread))
