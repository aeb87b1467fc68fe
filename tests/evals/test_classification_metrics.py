"""Precision, recall, F1 and AUC, against scikit-learn and against what must always hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn import metrics as sklearn

from evals.metrics import (
    area_under_roc,
    f1,
    f1_of,
    needs_recall,
    precision_of,
    recall_of,
    set_precision,
)

PAIRS = st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=60)
SCORED = st.lists(st.tuples(st.integers(-20, 20), st.booleans()), min_size=2, max_size=60)
IDS = st.frozensets(st.sampled_from([f"p{number}" for number in range(12)]))


@given(PAIRS)
def test_decisions_as_scikit_learn_has_them(pairs):
    decided, truth = [d for d, _ in pairs], [t for _, t in pairs]
    if any(decided):
        assert precision_of(decided, truth) == pytest.approx(
            sklearn.precision_score(truth, decided)
        )
    else:
        assert precision_of(decided, truth) is None
    if any(truth):
        assert recall_of(decided, truth) == pytest.approx(sklearn.recall_score(truth, decided))
    else:
        assert recall_of(decided, truth) is None
    if any(decided) or any(truth):
        assert f1_of(decided, truth) == pytest.approx(sklearn.f1_score(truth, decided))
    else:
        assert f1_of(decided, truth) is None


@given(PAIRS, st.randoms())
def test_the_order_of_the_cases_makes_no_difference(pairs, random):
    shuffled = random.sample(pairs, len(pairs))
    for measure in (precision_of, recall_of, f1_of):
        value = measure(*zip(*pairs, strict=True))
        again = measure(*zip(*shuffled, strict=True))
        assert value is None if again is None else value == pytest.approx(again)


@given(SCORED)
def test_the_area_under_the_curve_as_scikit_learn_has_it(scored):
    scores, truth = [float(s) for s, _ in scored], [t for _, t in scored]
    if len(set(truth)) < 2:
        assert area_under_roc(scores, truth) is None
    else:
        assert area_under_roc(scores, truth) == pytest.approx(sklearn.roc_auc_score(truth, scores))


@given(IDS, IDS)
def test_sets_as_scikit_learn_has_them(found, relevant):
    everything = sorted(found | relevant)
    given_, right = [id_ in found for id_ in everything], [id_ in relevant for id_ in everything]
    precision = set_precision(found, relevant)
    recall = needs_recall(found, [frozenset({id_}) for id_ in sorted(relevant)])
    assert precision == (pytest.approx(sklearn.precision_score(right, given_)) if found else None)
    assert recall == (pytest.approx(sklearn.recall_score(right, given_)) if relevant else None)
    if relevant:
        assert f1(precision, recall) == pytest.approx(sklearn.f1_score(right, given_))


@given(IDS, IDS)
def test_where_any_of_a_set_will_do_one_meets_the_need(found, need):
    assert needs_recall(found, [need]) == float(bool(found & need))


def test_perfect_is_1_and_nothing_is_no_score():
    assert f1(1.0, 1.0) == 1
    assert f1(None, 0.0) == 0
    assert f1(None, None) is None
    assert set_precision(set(), {"p1"}) is None
    assert needs_recall({"p1"}, []) is None
    assert area_under_roc([2, 1], [True, False]) == 1
