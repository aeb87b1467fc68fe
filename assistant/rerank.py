"""Ordering what was found by reading it.

The search compares words and vectors of question and sentence apart; the reader reads them
together. The best sentences of every passage found are read, and a passage is as good as its
best sentence. Search and similarity keep a say: the reader is small, and was trained on other
texts. The weights are chosen on the ``dev`` questions: docs/overview.md.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus import Passage
from index import Candidate, Evidence, Reader, SearchResult

_SENTENCES_PER_PASSAGE = 3
_MOST_SENTENCES = 15
_WEIGHT_OF_SEARCH = 5.0
_WEIGHT_OF_SIMILARITY = 3.0
_SHIFT = _WEIGHT_OF_SEARCH + _WEIGHT_OF_SIMILARITY / 2
"""What search and similarity add for a good passage: with it taken off, a logit of 0 is 0.5."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found, in the order in which it answers.

    Attributes:
        results: The passages, best first. Their scores are from 0 to 1, those of their
            evidence as well; evidence that was not read comes last, with 0.
        confidence: How sure the reader is, from 0 to 1, that any of the sentences it read
            answers; not calibrated. 0 where there was nothing to read.
    """

    results: tuple[SearchResult, ...]
    confidence: float


def rerank(question: str, results: Sequence[SearchResult], reader: Reader) -> Reading:
    """Put results in the order in which their best sentences answer a question.

    Args:
        question: The stand-alone question.
        results: What the search found, best first.
        reader: Scores sentences.
    """
    read = _to_read(results)
    logits = reader.score(question, [_candidate(passage, it) for passage, it in read])
    scores = {
        (passage.id, evidence.start): float(logit)
        for (passage, evidence), logit in zip(read, logits, strict=True)
    }
    best = max((result.score for result in results), default=0.0) or 1.0
    ranked = [_reread(result, scores, result.score / best) for result in results]
    return Reading(
        results=tuple(sorted(ranked, key=lambda result: -result.score)),
        confidence=max((_probability(logit) for logit in scores.values()), default=0.0),
    )


def _to_read(results: Sequence[SearchResult]) -> list[tuple[Passage, Evidence]]:
    """Return the sentences to read: the best of every passage first, then the second best."""
    rounds = [
        (result.passage, _evidence(result)[place])
        for place in range(_SENTENCES_PER_PASSAGE)
        for result in results
        if place < len(_evidence(result))
    ]
    return rounds[:_MOST_SENTENCES]


def _evidence(result: SearchResult) -> tuple[Evidence, ...]:
    """Return the evidence of a result; its whole text where no sentence of it was found."""
    return result.evidence or (Evidence(0, len(result.passage.text), 0.0),)


def _candidate(passage: Passage, evidence: Evidence) -> Candidate:
    return Candidate(
        sentence=passage.text[evidence.start : evidence.end],
        heading=passage.section[-1] if passage.section else "",
        before=_before(passage, evidence),
    )


def _before(passage: Passage, evidence: Evidence) -> str:
    """Return what makes a sentence understood: a figure's caption, a list's introduction."""
    if passage.figure is not None:
        return passage.figure.caption
    items = [item for item in passage.items if item.start <= evidence.end]
    if items and evidence.start >= passage.items[0].start:
        return passage.text[: passage.items[0].start]
    return passage.text[: evidence.start]


def _reread(
    result: SearchResult, scores: dict[tuple[str, int], float], share: float
) -> SearchResult:
    prior = _WEIGHT_OF_SEARCH * share + _WEIGHT_OF_SIMILARITY * (result.similarity or 0.0)
    read = [
        replace(it, score=_probability(scores[result.passage.id, it.start] + prior - _SHIFT))
        for it in _evidence(result)
        if (result.passage.id, it.start) in scores
    ]
    unread = [
        replace(it, score=0.0)
        for it in _evidence(result)
        if (result.passage.id, it.start) not in scores
    ]
    read.sort(key=lambda it: -it.score)
    score = read[0].score if read else 0.0
    return replace(result, score=score, evidence=(*read, *unread))


def _probability(logit: float) -> float:
    return 1 / (1 + math.exp(-logit))
