"""Ranking metrics, against ir-measures (trec_eval) and against what must always hold."""

import ir_measures
import pytest
from hypothesis import given
from hypothesis import strategies as st
from ir_measures import RR, R, Success, nDCG

from evals.metrics import (
    by_needs,
    hit_at_k,
    ndcg_at_k,
    need_ids,
    recall_at_k,
    reciprocal_rank,
)

IDS = [f"p{number}" for number in range(1, 21)]
RANKINGS = st.lists(st.sampled_from(IDS), unique=True, max_size=20)
RELEVANT = st.frozensets(st.sampled_from(IDS), min_size=1, max_size=8)
K = st.integers(1, 15)


def by_ir_measures(measure, ranking, relevant):
    """Return what trec_eval says; it does not know empty rankings, whose value is 0."""
    if not ranking:
        return 0.0
    judged = {"q": dict.fromkeys(relevant, 1)}
    scored = {"q": {id_: float(len(ranking) - place) for place, id_ in enumerate(ranking)}}
    return ir_measures.calc_aggregate([measure], judged, scored)[measure]


@given(RANKINGS, RELEVANT, K)
def test_as_trec_eval_has_it(ranking, relevant, k):
    for measure, value in (
        (Success @ k, hit_at_k(ranking, relevant, k)),
        (R @ k, recall_at_k(ranking, relevant, k)),
        (RR, reciprocal_rank(ranking, relevant)),
        (nDCG @ k, ndcg_at_k(ranking, relevant, k)),
    ):
        assert value == pytest.approx(by_ir_measures(measure, ranking, relevant), abs=1e-6)


@given(RANKINGS, RELEVANT, K)
def test_values_lie_between_0_and_1(ranking, relevant, k):
    for value in (
        hit_at_k(ranking, relevant, k),
        recall_at_k(ranking, relevant, k),
        reciprocal_rank(ranking, relevant),
        ndcg_at_k(ranking, relevant, k),
    ):
        assert 0 <= value <= 1 + 1e-12


@given(RELEVANT, RANKINGS)
def test_a_perfect_ranking_scores_1(relevant, others):
    ranking = [*sorted(relevant), *(id_ for id_ in others if id_ not in relevant)]
    assert hit_at_k(ranking, relevant, 1) == 1
    assert recall_at_k(ranking, relevant, len(relevant)) == 1
    assert reciprocal_rank(ranking, relevant) == 1
    assert ndcg_at_k(ranking, relevant, 10) == pytest.approx(1)


@given(RANKINGS, RELEVANT, K)
def test_looking_further_never_finds_less(ranking, relevant, k):
    assert hit_at_k(ranking, relevant, k) <= hit_at_k(ranking, relevant, k + 1)
    assert recall_at_k(ranking, relevant, k) <= recall_at_k(ranking, relevant, k + 1)


@given(RANKINGS, RELEVANT)
def test_needs_of_one_passage_each_change_nothing(ranking, relevant):
    needs = [frozenset({id_}) for id_ in sorted(relevant)]
    merged = by_needs(ranking, needs)
    assert recall_at_k(merged, need_ids(needs), 5) == recall_at_k(ranking, relevant, 5)
    assert ndcg_at_k(merged, need_ids(needs), 5) == pytest.approx(ndcg_at_k(ranking, relevant, 5))


@given(RANKINGS, RELEVANT)
def test_where_any_passage_will_do_one_is_enough(ranking, relevant):
    merged = by_needs(ranking, [relevant])
    found = bool(relevant & set(ranking))
    assert recall_at_k(merged, need_ids([relevant]), 20) == found
    assert reciprocal_rank(merged, need_ids([relevant])) == reciprocal_rank(ranking, relevant)
