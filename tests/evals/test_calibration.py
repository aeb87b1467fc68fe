"""Fitting the weights that order passages and decide whether to answer."""

from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import PassageSignals, QuestionSignals, Stages, calibration, open_assistant
from evals.calibration.collect import ask_cases, ask_off_topic, held_out_dataset
from evals.calibration.fit import (
    Group,
    Penalty,
    Questions,
    fit_answering,
    fit_ranking,
    threshold_for,
)
from evals.calibration.folds import answering_logits, ranking_hits
from evals.calibration.reliability import expected_calibration_error, plot, reliability
from evals.case import select_cases
from evals.case_file import shipped_cases
from index import model_files

SHARES = st.lists(st.floats(0, 1), min_size=1, max_size=50)


def groups(count=60):
    """Right passages are high in the first signal and low in the second; the third is noise."""
    draw = np.random.default_rng(0)
    found = []
    for _ in range(count):
        signals = draw.normal(size=(6, 3))
        signals[0, :2] += (2, -2)
        found.append(Group(signals, np.arange(6) == 0))
    return found


def questions(count=200):
    draw = np.random.default_rng(1)
    signals = draw.normal(size=(count, 2))
    return Questions(signals, signals[:, 0] - signals[:, 1] > 0.3, np.ones(count))


def test_weights_put_right_passages_first():
    weights = fit_ranking(groups(), Penalty(0.001, (False, True, False)))
    assert weights[0] > 1
    assert weights[1] < -1
    assert abs(weights[2]) < 0.5
    assert np.mean(ranking_hits(groups(), [], Penalty(0.001, (False, True, False)))) > 0.8


def test_what_must_speak_against_never_speaks_for():
    wrong_way_round = Penalty(0.001, (True, False, False))
    weights = fit_ranking(groups(), wrong_way_round)
    assert (weights[0], weights[1]) == pytest.approx((0, 0))
    assert fit_answering(questions(), Penalty(0.001, (True, False)))[0] == pytest.approx(0)


def test_weights_tell_answerable_questions():
    asked, penalty = questions(), Penalty(0.0001, (False, True))
    logits = answering_logits(asked, 100, penalty)
    assert ((logits > 0) == asked.answerable[:100]).mean() > 0.9
    *_, constant = fit_answering(asked, penalty)
    assert constant < 0


def test_a_question_that_counts_for_nothing_changes_nothing():
    penalty = Penalty(0.01, (False, True))
    few = questions().only(np.arange(200) < 100)
    weights = np.where(np.arange(200) < 100, 1.0, 0.0)
    assert fit_answering(questions()._replace(weights=weights), penalty) == pytest.approx(
        fit_answering(few, penalty), abs=1e-3
    )


@pytest.fixture(scope="module")
def assistant(context):
    stages = Stages(abstention=False)
    with open_assistant(context.settings, report=context.report, stages=stages) as opened:
        yield opened


@given(SHARES, st.data())
def test_the_threshold_refuses_no_more_than_it_may(confidences, data):
    most = data.draw(st.integers(0, len(confidences) - 1))
    threshold = threshold_for(confidences, most)
    assert sum(it < threshold for it in confidences) <= most


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1), st.integers(1, 10))
def test_every_question_is_in_one_bin(pairs, count):
    bins = reliability([it for it, _ in pairs], [it for _, it in pairs], count)
    assert sum(it.questions for it in bins) == len(pairs)
    assert [it.confidence for it in bins] == sorted(it.confidence for it in bins)
    assert 0 <= expected_calibration_error(bins) <= 1


def test_perfect_confidence_has_no_error():
    assert expected_calibration_error(reliability([0.0, 1.0], [False, True], 2)) == 0


def test_the_plot_is_the_same_each_time(tmp_path):
    bins = reliability([0.1, 0.9], [False, True], 2)
    for name in ("one.svg", "two.svg"):
        plot(bins, tmp_path / name)
    assert (tmp_path / "one.svg").read_bytes() == (tmp_path / "two.svg").read_bytes()


def test_what_is_shipped_was_fitted_with_the_shipped_reader():
    shipped = calibration()
    assert model_files.READER_SHA256.startswith(shipped.reader)
    assert list(shipped.passages) == [it.name for it in fields(PassageSignals)]
    assert list(shipped.questions) == [it.name for it in fields(QuestionSignals)]


def test_signals_are_collected_from_cases(assistant, report):
    cases = [it for it in select_cases(shipped_cases(report), "dev") if it.kind == "number"][:4]
    asked = list(ask_cases(assistant, cases))
    assert len(asked) >= 3
    assert any(it.can_be_ranked for it in asked)
    assert all(it.answerable for it in asked)


def test_a_dataset_is_made_of_held_out_titles(tmp_path, write_lines, assistant):
    rows = [
        {
            "question": f"Who owns the {topic}?",
            "title": topic,
            "sentences": [f"The {topic} are owned by Ann.", "Nobody minds."],
            "labels": [1, 0],
            "answerable": True,
        }
        for topic in ("bees", "boats", "maps", "nets", "oars", "sails", "trams")
    ]
    for source in ("squad", "selqa", "clapnq", "policyqa"):
        write_lines(*(rows if source == "squad" else []), name=f"{source}.jsonl")
    dataset = held_out_dataset(tmp_path, "squad")
    assert [it.title for it in dataset.passages] == ["bees", "trams"]
    assert dataset.questions[0].gold_passages == ("bees/0",)
    strange = list(ask_off_topic(assistant, dataset, 1))
    assert [it.answerable for it in strange] == [False]
