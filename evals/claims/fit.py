"""Fitting the weights of support to claims.

Hand-written wrong claims that only the support can hold are few. More are made of the right ones,
whatever their subject: a claim that cites another passage, and two claims joined by "and" of which
only one cites its passage.
"""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from assistant.agreement import Vocabulary
from assistant.generation.draft import DraftSentence
from assistant.generation.figure_check import without_own_units
from assistant.generation.meaning_check import MeaningCheck
from assistant.generation.name_check import NameCheck
from assistant.generation.sentence_check import SentenceCheck
from assistant.generation.subject_check import SubjectCheck
from assistant.generation.support import Signals, SupportScorer, SupportWeights, support_weights
from corpus import Report
from evals.calibration.fit import Penalty, Questions, fit_answering
from evals.claims.claim import Claim
from index import Reader

_PENALTY = Penalty(0.002, (False, False, False))
_MADE_PER_CLAIM = 6
_LOST = 0.05


class Example(NamedTuple):
    """A sentence that nothing but its support decides on.

    Attributes:
        signals: What speaks for it.
        is_supported: Whether its passages say it.
        is_written: Whether it was written by hand.
    """

    signals: Signals
    is_supported: bool
    is_written: bool


@dataclass(frozen=True, slots=True)
class _Source:
    draft: DraftSentence
    is_supported: bool
    is_written: bool


def examples_of(claims: Sequence[Claim], report: Report, reader: Reader) -> tuple[Example, ...]:
    """Return the examples that a fit rests on.

    Args:
        claims: The claims.
        report: The report that they are about.
        reader: The reader.
    """
    vocabulary = Vocabulary(report)
    names = NameCheck(report, vocabulary)
    lenient = replace(support_weights(), threshold=0.0)
    scorer = SupportScorer(vocabulary, reader, lenient)
    check = SentenceCheck(
        report, names, MeaningCheck(names, SubjectCheck(report, vocabulary)), scorer
    )
    every = [passage.id for passage in report.passages]
    return tuple(
        Example(_signals(it.draft, check), it.is_supported, it.is_written)
        for it in _sources(claims, every)
        if check.check(it.draft, every).is_supported
    )


def fit_support(examples: Sequence[Example]) -> SupportWeights:
    """Return the weights that tell supported sentences from others.

    Args:
        examples: The examples. Right ones, wrong ones that were written and wrong ones that
            were made count a half, a quarter and a quarter.
    """
    signals = np.array([_row(it.signals) for it in examples])
    right = np.array([it.is_supported for it in examples])
    weights = np.array([_weight(it, examples) for it in examples])
    fitted = fit_answering(Questions(signals, right, weights), _PENALTY)
    words, weakest, score, constant = (round(float(it), 4) for it in fitted)
    alone = support_weights().words_alone
    found = SupportWeights(words, weakest, score, constant, 0.5, alone)
    right_ones = [found.probability(it.signals) for it in examples if it.is_supported]
    return replace(found, threshold=_threshold(right_ones))


def _threshold(right: Sequence[float]) -> float:
    """Return the probability that all but a few right examples reach; at least a half.

    What is wrong and passes is worse than what is right and does not, so it is as high as can be.
    """
    return round(max(0.5, sorted(right)[int(_LOST * len(right))]), 4)


def _sources(claims: Sequence[Claim], every: Sequence[str]) -> Iterator[_Source]:
    for claim in claims:
        if claim.given is None and set(claim.cited) <= set(every):
            yield _Source(DraftSentence(claim.text, claim.cited), claim.is_supported, True)
    right = [it for it in claims if it.is_supported]
    for place, claim in enumerate(right):
        others = (right[(place + step) % len(right)] for step in range(1, len(right)))
        strange = (it for it in others if not set(it.cited) & set(claim.cited))
        for other in itertools.islice(strange, 0, 5 * _MADE_PER_CLAIM, 5):
            yield _Source(DraftSentence(claim.text, other.cited), False, False)
            both = f"{claim.text.rstrip('.')}, and {other.text[:1].lower()}{other.text[1:]}"
            yield _Source(DraftSentence(both, claim.cited), False, False)


def _signals(draft: DraftSentence, check: SentenceCheck) -> Signals:
    passages = [check.report.passage(it) for it in draft.cited]
    said = without_own_units(draft.text, passages)
    return check.scorer.signals(said, check.scorer.supports(said, passages))


def _row(signals: Signals) -> tuple[float, float, float]:
    return signals.words, signals.weakest, signals.reader or 0.0


def _weight(example: Example, examples: Sequence[Example]) -> float:
    like = sum(it[1:] == example[1:] for it in examples)
    return (0.5 if example.is_supported else 0.25) / like
