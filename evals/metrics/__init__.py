"""The measures: pure functions, each with its formula and source."""

from evals.metrics.answers import (
    answer_words,
    exact_match,
    forbidden_absent,
    key_facts_found,
    token_f1,
    valid_quotes,
)
from evals.metrics.checking import removed_share, verdict_order
from evals.metrics.classification import (
    area_under_roc,
    f1,
    f1_of,
    needs_recall,
    precision_of,
    recall_of,
    set_precision,
)
from evals.metrics.ranking import (
    by_needs,
    hit_at_k,
    ndcg_at_k,
    need_ids,
    recall_at_k,
    reciprocal_rank,
)
from evals.metrics.statistics import (
    SEED,
    Interval,
    bootstrap_interval,
    mcnemar_p,
    paired_p,
    percentile,
    permutation_p,
    weighted_mean,
)

__all__ = [
    "SEED",
    "Interval",
    "answer_words",
    "area_under_roc",
    "bootstrap_interval",
    "by_needs",
    "exact_match",
    "f1",
    "f1_of",
    "forbidden_absent",
    "hit_at_k",
    "key_facts_found",
    "mcnemar_p",
    "ndcg_at_k",
    "need_ids",
    "needs_recall",
    "paired_p",
    "percentile",
    "permutation_p",
    "precision_of",
    "recall_at_k",
    "recall_of",
    "reciprocal_rank",
    "removed_share",
    "set_precision",
    "token_f1",
    "valid_quotes",
    "verdict_order",
    "weighted_mean",
]
