"""The gate: the product must not answer worse than the committed baseline."""

from evals import make_system, run_system, select_cases, shipped_cases
from evals.case import cases_sha256
from evals.gate import GATED, bounds_of, failures, load_baseline


def test_answers_are_as_good_as_the_baseline(context, report):
    baseline = load_baseline()
    cases = select_cases(shipped_cases(report), "dev")
    run = run_system(make_system("assistant", context), cases, report, split="dev")
    assert [str(failure) for failure in failures(run, bounds_of(baseline))] == []
    assert run.errors == ()


def test_the_baseline_was_measured_on_these_cases(report):
    baseline = load_baseline()
    cases = select_cases(shipped_cases(report), "dev")
    message = "run: report-assistant eval --split dev --update-baseline"
    assert baseline.cases_sha256 == cases_sha256(cases), message
    assert baseline.split == "dev"
    assert tuple(baseline.figures) == GATED


def test_a_loss_beyond_the_tolerance_would_be_seen(context, report):
    cases = select_cases(shipped_cases(report), "dev")
    run = run_system(make_system("bm25", context), cases, report, split="dev")
    failed = {failure.metric.name for failure in failures(run, bounds_of(load_baseline()))}
    assert {"accuracy", "hit@1", "key_facts"} <= failed
