"""What became of one question of a benchmark, and the figures of all."""

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict

from evals import metrics
from evals.benchmark.dataset import DatasetQuestion
from evals.facts import any_occurs
from evals.run import Summary
from evals.system import SystemAnswer

_RANKS = (1, 3, 5, 10)


class Outcome(BaseModel):
    """What became of one question.

    Attributes:
        id: The question.
        answerable: Whether it has an answer.
        refused: Whether the system declined.
        confidence: How sure it was that there is an answer.
        scores: Scores by metric; a metric that does not apply is left out.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    answerable: bool
    refused: bool
    confidence: float
    scores: dict[str, float]


def judge(question: DatasetQuestion, answer: SystemAnswer, *, retrieval: bool) -> Outcome:
    """Judge an answer.

    Args:
        question: The question and what is right.
        answer: What the system said.
        retrieval: Whether it had to find the passage itself.
    """
    scores: dict[str, float] = {}
    if question.answerable:
        if retrieval:
            scores |= _ranking_scores(question, answer)
        scores |= _answer_scores(question, answer)
    return Outcome(
        id=question.id,
        answerable=question.answerable,
        refused=answer.refused,
        confidence=-1.0 if answer.confidence is None else answer.confidence,
        scores=scores,
    )


def figures(outcomes: Sequence[Outcome]) -> dict[str, Summary]:
    """Return the figures of a benchmark.

    Args:
        outcomes: What became of its questions, at least one.

    Returns:
        Means of the scores with their intervals; then ``abstention_auc`` (over confidence, no
        threshold), and precision, recall and F1 of abstention at the shipped threshold.
    """
    names = dict.fromkeys(name for outcome in outcomes for name in outcome.scores)
    found = {name: _mean([o.scores[name] for o in outcomes if name in o.scores]) for name in names}
    refused = [outcome.refused for outcome in outcomes]
    unanswerable = [not outcome.answerable for outcome in outcomes]
    doubts = [-outcome.confidence for outcome in outcomes]
    abstention = {
        "abstention_auc": metrics.area_under_roc(doubts, unanswerable),
        "abstention_precision": metrics.precision_of(refused, unanswerable),
        "abstention_recall": metrics.recall_of(refused, unanswerable),
        "abstention_f1": metrics.f1_of(refused, unanswerable),
        "abstention_cost": metrics.recall_of(refused, [o.answerable for o in outcomes]),
    }
    counted = {
        name: Summary(value=value, cases=len(outcomes))
        for name, value in abstention.items()
        if value is not None
    }
    return found | counted


def _ranking_scores(question: DatasetQuestion, answer: SystemAnswer) -> dict[str, float]:
    relevant = frozenset(question.gold_passages)
    hits = {f"hit@{k}": metrics.hit_at_k(answer.ranking, relevant, k) for k in _RANKS}
    return hits | {"mrr": metrics.reciprocal_rank(answer.ranking, relevant)}


def _answer_scores(question: DatasetQuestion, answer: SystemAnswer) -> dict[str, float]:
    if not question.answers:
        return {}
    short = "" if answer.refused else answer.text
    first = answer.citations[0].quote if answer.citations else ""
    return {
        "answer_sentence_first": float(any_occurs(question.answers, first)),
        "token_f1": metrics.token_f1(short, question.answers) or 0.0,
        "exact_match": metrics.exact_match(short, question.answers) or 0.0,
    }


def _mean(values: Sequence[float]) -> Summary:
    interval = metrics.bootstrap_interval(values, [1.0] * len(values), resamples=500)
    low, high = interval or (None, None)
    return Summary(value=sum(values) / len(values), low=low, high=high, cases=len(values))
