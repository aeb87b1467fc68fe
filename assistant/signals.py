"""What speaks for a passage, and for the report answering a question, as numbers.

The weights are those of two logistic regressions, made by ``python -m evals.calibration``;
docs/overview.md shows how well they are calibrated.
"""

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cached_property

from assistant.agreement import TextWords, Vocabulary, share_missing
from assistant.calibration import calibration, probability
from assistant.demands import Demands
from index import SearchResult

_LOWEST = -12.0
_NEAR = 0.4


@dataclass(frozen=True)
class PassageSignals:
    """What speaks for a passage.

    Attributes:
        reader: Logit of its best sentence.
        search: Fused score of the search, as a share of the best.
        similarity: Cosine with the question.
        numbers_missing: Share of the question's numbers that it does not hold.
        words_missing: Share of the question's words that it does not hold.
        evidence_words_missing: Share of them that its best sentences do not hold.
        length: Logarithm, to base 2, of how many of its sentences were read: a long passage
            has a good one by chance more often.
    """

    reader: float
    search: float
    similarity: float
    numbers_missing: float
    words_missing: float
    evidence_words_missing: float
    length: float

    @cached_property
    def score(self) -> float:
        """The weighted sum: a logit."""
        return calibration().passage_logit(asdict(self))

    @property
    def probability(self) -> float:
        """The score from 0 to 1."""
        return probability(self.score)

    def probability_of(self, difference: float) -> float:
        """Return what the probability were with another logit of the reader.

        Args:
            difference: What the other logit is above this one.
        """
        return probability(self.score + calibration().passages["reader"] * difference)


@dataclass(frozen=True, slots=True)
class QuestionSignals:
    """What speaks for the report answering a question.

    Attributes:
        reader: Logit of the best sentence of the best passage.
        strangeness: How far the highest cosine of any passage is below that of questions on a
            report's subject.
        names_missing: Whether the best passage lacks a name of the question.
        names_unknown: Whether the report lacks a name of the question.
        numbers_missing: Whether the best passage lacks a number of the question.
        numbers_unknown: Whether the report lacks a number of the question.
        kind_missing: Whether the evidence holds nothing of the kind asked for.
        evidence_numbers_missing: Share of the question's numbers that the evidence lacks.
    """

    reader: float
    strangeness: float
    names_missing: float
    names_unknown: float
    numbers_missing: float
    numbers_unknown: float
    kind_missing: float
    evidence_numbers_missing: float

    @property
    def probability(self) -> float:
        """How likely the report answers."""
        return probability(calibration().question_logit(asdict(self)))


def passage_signals(
    scores: Sequence[float],
    result: SearchResult,
    evidence: TextWords,
    asked: Demands,
    vocabulary: Vocabulary,
) -> PassageSignals:
    """Return the signals of a passage.

    Args:
        scores: Logits of its sentences; may be empty.
        result: What the search found, its score as a share of the best.
        evidence: Words of its best sentence and of those beside it.
        asked: What the question demands.
        vocabulary: The report's words.
    """
    words = vocabulary.of_passage(result.passage)
    return PassageSignals(
        reader=max(scores, default=_LOWEST),
        search=result.score,
        similarity=result.similarity or 0.0,
        numbers_missing=share_missing([words.holds_number(it) for it in asked.numbers]),
        words_missing=vocabulary.share_missing(asked.words, words),
        evidence_words_missing=vocabulary.share_missing(asked.words, evidence),
        length=math.log2(max(len(scores), 1)),
    )


def question_signals(
    demands: Demands,
    ranked: Sequence[PassageSignals],
    passage: TextWords,
    evidence: TextWords,
    report: TextWords,
) -> QuestionSignals:
    """Return the signals of a question.

    Args:
        demands: What it demands.
        ranked: Signals of the passages, best first; at least one.
        passage: Words of the best passage.
        evidence: Words of its best sentences.
        report: Words of the report.
    """
    best = ranked[0]
    return QuestionSignals(
        reader=best.reader,
        strangeness=max(_NEAR - max(it.similarity for it in ranked), 0.0),
        names_missing=float(not all(passage.holds_name(it) for it in demands.names)),
        names_unknown=float(not all(report.holds_name(it) for it in demands.names)),
        numbers_missing=float(best.numbers_missing > 0),
        numbers_unknown=float(not all(report.holds_number(it) for it in demands.numbers)),
        kind_missing=float(demands.kind is not None and not evidence.holds_kind(demands)),
        evidence_numbers_missing=share_missing(
            [evidence.holds_number(it) for it in demands.numbers]
        ),
    )
