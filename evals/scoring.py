"""Every measure of an evaluation, and the scores of one answer."""

from collections.abc import Callable

from evals import metrics
from evals.case import Case
from evals.errors import UnknownMetricError
from evals.metric import Metric, Scored
from evals.system import SystemAnswer
from evals.verdict import GOOD


def metric_named(name: str) -> Metric:
    """Return the measure with a name.

    Args:
        name: Such as ``hit@1``.

    Raises:
        UnknownMetricError: There is none.
    """
    for metric in METRICS:
        if metric.name == name:
            return metric
    known = ", ".join(metric.name for metric in METRICS)
    raise UnknownMetricError(f"There is no metric {name!r}. The metrics are: {known}.")


def score_case(scored: Scored) -> dict[str, float]:
    """Return the scores of one case, leaving out measures that do not apply and timings.

    Args:
        scored: The question and its answer.
    """
    scores = {metric.name: metric.score(scored) for metric in METRICS if not metric.is_timing}
    return {name: value for name, value in scores.items() if value is not None}


def _ranked(
    score: Callable[[list[str], frozenset[str]], float],
) -> Callable[[Scored], float | None]:
    """Return a score of the ranking, for questions that have an answer."""

    def of(scored: Scored) -> float | None:
        return _ranking_score(score, scored.case, scored.answer)

    return of


def _ranking_score(
    score: Callable[[list[str], frozenset[str]], float], case: Case, answer: SystemAnswer
) -> float | None:
    if not case.answerable:
        return None
    return score(metrics.by_needs(answer.ranking, case.needs), metrics.need_ids(case.needs))


def _first_is_right(ranking: list[str], relevant: frozenset[str]) -> float:
    return metrics.hit_at_k(ranking, relevant, 1)


def _accuracy(scored: Scored) -> float:
    return float(scored.verdict in GOOD)


def _citation_precision(scored: Scored) -> float | None:
    if not scored.case.answerable:
        return None
    return metrics.set_precision(set(scored.answer.cited), set(scored.case.gold))


def _citation_recall(scored: Scored) -> float | None:
    return metrics.needs_recall(set(scored.answer.cited), scored.case.needs)


def _citation_f1(scored: Scored) -> float | None:
    return metrics.f1(_citation_precision(scored), _citation_recall(scored))


def _quote_validity(scored: Scored) -> float | None:
    pairs = [(citation.passage_id, citation.quote) for citation in scored.answer.citations]
    return metrics.valid_quotes(pairs, scored.report)


def _key_facts(scored: Scored) -> float | None:
    return metrics.key_facts_found(scored.text, scored.case.facts)


def _token_f1(scored: Scored) -> float | None:
    if not scored.case.facts:
        return None
    return metrics.token_f1(scored.text, [" ".join(group[0] for group in scored.case.facts)])


def _forbidden(scored: Scored) -> float | None:
    return metrics.forbidden_absent(scored.text, scored.case.forbidden)


def _abstention_precision(scored: Scored) -> float | None:
    return float(not scored.case.answerable) if scored.answer.refused else None


def _abstention_recall(scored: Scored) -> float | None:
    return None if scored.case.answerable else float(scored.answer.refused)


def _abstention_f1(scored: Scored) -> float | None:
    refused, should = scored.answer.refused, not scored.case.answerable
    return float(refused and should) if refused or should else None


def _abstention_cost(scored: Scored) -> float | None:
    return float(scored.answer.refused) if scored.case.answerable else None


def _coverage(scored: Scored) -> float | None:
    return None if scored.answer.refused else float(bool(scored.answer.citations))


def _follow_up_cost(scored: Scored) -> float | None:
    if scored.stand_alone is None:
        return None
    alone = _ranking_score(_first_is_right, scored.case, scored.stand_alone)
    following = _ranking_score(_first_is_right, scored.case, scored.answer)
    return None if alone is None or following is None else alone - following


def _removed_sentences(scored: Scored) -> float | None:
    return metrics.removed_share(scored.answer.verdicts)


def _fallback(scored: Scored) -> float | None:
    asked = bool(scored.answer.fault) or scored.answer.answerer == "generative"
    return float(bool(scored.answer.fault)) if asked else None


def _judged(name: str) -> Callable[[Scored], float | None]:
    """Return a score that a judge gave."""

    def of(scored: Scored) -> float | None:
        return scored.judged.get(name)

    return of


def _elapsed(scored: Scored) -> float:
    return scored.elapsed_ms


METRICS: tuple[Metric, ...] = (
    Metric("accuracy", "Accuracy", "Share of right answers and right refusals.", _accuracy),
    Metric("hit@1", "Right passage first", "Share of answerable questions whose first passage "
           "is a right one.", _ranked(_first_is_right)),
    Metric("hit@3", "Right passage in 3", "Share of answerable questions with a right "
           "passage among the first three.",
           _ranked(lambda ranking, right: metrics.hit_at_k(ranking, right, 3))),
    Metric("hit@5", "Right passage in 5", "Share of answerable questions with a right "
           "passage among the first five.",
           _ranked(lambda ranking, right: metrics.hit_at_k(ranking, right, 5))),
    Metric("recall@5", "Recall at 5", "Share of the passages needed that are among the first "
           "five.", _ranked(lambda ranking, right: metrics.recall_at_k(ranking, right, 5))),
    Metric("recall@10", "Recall at 10", "Share of the passages needed that are among "
           "the first ten.",
           _ranked(lambda ranking, right: metrics.recall_at_k(ranking, right, 10))),
    Metric("mrr", "Mean reciprocal rank", "Mean of 1 / rank of the first right passage.",
           _ranked(metrics.reciprocal_rank)),
    Metric("ndcg@10", "nDCG at 10", "Discounted gain of the first ten over the best possible.",
           _ranked(lambda ranking, right: metrics.ndcg_at_k(ranking, right, 10))),
    Metric("citation_precision", "Citation precision", "Share of the passages cited that are "
           "right ones, where any is cited.", _citation_precision),
    Metric("citation_recall", "Citation recall", "Share of the passages needed that are cited.",
           _citation_recall),
    Metric("citation_f1", "Citation F1", "Harmonic mean of citation precision and recall.",
           _citation_f1),
    Metric("quote_validity", "Valid quotes", "Share of quotes that stand word for word in the "
           "passage they name.", _quote_validity),
    Metric("key_facts", "Key facts", "Share of answers that hold every key fact.", _key_facts),
    Metric("token_f1", "Token F1", "Overlap of the answer's words with the key facts; a long "
           "quote lowers it.", _token_f1),
    Metric("forbidden_absent", "Nothing forbidden", "Share of answers without the words that "
           "must not be in them.", _forbidden),
    Metric("abstention_precision", "Abstention precision", "Share of refusals that are right.",
           _abstention_precision),
    Metric("abstention_recall", "Abstention recall", "Share of unanswerable questions that are "
           "refused.", _abstention_recall),
    Metric("abstention_f1", "Abstention F1", "Harmonic mean of abstention precision and recall.",
           _abstention_f1, aggregate="f1"),
    Metric("abstention_cost", "Cost of abstention", "Share of answerable questions that are "
           "refused.", _abstention_cost, lower_is_better=True),
    Metric("coverage", "Coverage", "Share of answers that carry a citation.", _coverage),
    Metric("follow_up_cost", "Follow-up cost", "How much more often the right passage is first "
           "when a follow-up is asked as a stand-alone question.", _follow_up_cost,
           lower_is_better=True, unit="difference"),
    Metric("removed_sentence_rate", "Sentences removed", "Share of a chat model's sentences that "
           "the check does not let through, answer by answer.", _removed_sentences,
           lower_is_better=True, subject="model"),
    Metric("fallback_rate", "Fallbacks", "Share of the questions for a chat model that got the "
           "extractive answer instead.", _fallback, lower_is_better=True, subject="model"),
    Metric("model_calls", "Calls of the model", "Calls of the chat model a question.",
           lambda scored: scored.answer.model_calls, lower_is_better=True, unit="count",
           subject="model"),
    Metric("input_tokens", "Tokens read", "Tokens that the chat model read a question.",
           lambda scored: scored.answer.input_tokens, lower_is_better=True, unit="count",
           subject="model"),
    Metric("output_tokens", "Tokens written", "Tokens that the chat model wrote a question.",
           lambda scored: scored.answer.output_tokens, lower_is_better=True, unit="count",
           subject="model"),
    Metric("cost", "Cost", "What the chat model cost a question.",
           lambda scored: scored.answer.cost, lower_is_better=True, unit="money",
           subject="model"),
    Metric("faithfulness", "Faithfulness, judged", "How far the answer follows from the passages "
           "it cites, as a chat model judges.", _judged("faithfulness"), subject="judge"),
    Metric("answer_relevance", "Relevance, judged", "How far the answer is one to the question, "
           "as a chat model judges.", _judged("answer_relevance"), subject="judge"),
    Metric("latency_p50", "Latency, median", "Half of the answers took at most this long.",
           _elapsed, aggregate="p50", lower_is_better=True, unit="ms"),
    Metric("latency_p95", "Latency, 95%", "All but 5% of the answers took at most this long.",
           _elapsed, aggregate="p95", lower_is_better=True, unit="ms"),
)  # fmt: skip
"""Every measure, in the order of the tables."""

HEADLINES = ("accuracy", "hit@1", "hit@3", "key_facts", "citation_f1", "abstention_f1")
"""The measures shown first, by kind of question and as a chart."""
