"""Runs: verdicts, scores, figures; saved, read, compared, gated."""

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals import (
    METRICS,
    RunFileError,
    SystemAnswer,
    SystemCitation,
    UnknownMetricError,
    compare_runs,
    load_run,
    make_system,
    run_system,
    save_run,
    shipped_cases,
)
from evals.case import Case
from evals.gate import (
    baseline_of,
    bounds_of,
    failures,
    load_baseline,
    parse_bounds,
    save_baseline,
)
from evals.scoring import HEADLINES, metric_named
from evals.verdict import verdict_on

QUESTION = Case(
    id="units",
    kind="number",
    question="How many units were merged?",
    answerable=True,
    passages=("p11",),
    facts=(("three", "3"),),
    forbidden=("nine",),
)
BOTH = QUESTION.model_copy(update={"id": "both", "passages": (), "all_of": ("p11", "r8")})
UNKNOWN = Case(id="unknown", kind="not_in_report", question="Who paid?", answerable=False)


class Scripted:
    """A system that says what it was told to, in order."""

    name = "scripted"
    description = "says what it was told to"

    def __init__(self, *answers):
        self.answers = list(answers)

    def answer(self, question, history):
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def provenance(self):
        return {"script": "1"}


def said(text="three units", *cited, **fields):
    citations = tuple(SystemCitation(passage_id=id_, quote="three units") for id_ in cited)
    return SystemAnswer(text=text, citations=citations, ranking=cited, **fields)


REFUSED = SystemAnswer(text="no", refused=True)


@pytest.mark.parametrize(
    ("case", "answer", "verdict"),
    [
        (QUESTION, said("three units", "p11"), "right"),
        (QUESTION, said("some units", "p11"), "incomplete"),
        (QUESTION, said("three units", "p3"), "wrong_passage"),
        (QUESTION, said("three units"), "wrong_passage"),
        (QUESTION, said("three or nine", "p11"), "forbidden"),
        (QUESTION, REFUSED, "wrongly_refused"),
        (BOTH, said("three units", "p11"), "incomplete"),
        (BOTH, said("three units", "p11", "r8"), "right"),
        (UNKNOWN, REFUSED, "rightly_refused"),
        (UNKNOWN, said("DFID", "p12"), "should_have_refused"),
    ],
)
def test_verdicts(case, answer, verdict):
    assert verdict_on(case, answer) == verdict


def test_scores_of_a_right_answer_are_all_best(report):
    run = run_system(Scripted(said("three units", "p11")), [QUESTION], report)
    (result,) = run.results
    assert result.verdict == "right"
    for name, score in result.scores.items():
        metric = metric_named(name)
        if name != "token_f1":
            assert score == (0 if metric.lower_is_better else 1), name
    assert "abstention_recall" not in result.scores
    assert "follow_up_cost" not in result.scores


def test_a_measure_that_does_not_apply_has_no_score(report):
    run = run_system(Scripted(REFUSED), [UNKNOWN], report)
    (result,) = run.results
    assert set(result.scores) == {
        "accuracy", "abstention_precision", "abstention_recall", "abstention_f1",
    }  # fmt: skip
    assert "hit@1" not in run.figures


def test_the_f1_of_abstention_is_that_of_precision_and_recall(report):
    cases = [UNKNOWN, UNKNOWN.model_copy(update={"id": "u2"}), QUESTION, BOTH]
    answers = [REFUSED, said("x", "p1"), REFUSED, said("three units", "p11")]
    figures = run_system(Scripted(*answers), cases, report).figures
    precision, recall = figures["abstention_precision"].value, figures["abstention_recall"].value
    assert (precision, recall) == (0.5, 0.5)
    assert figures["abstention_f1"].value == pytest.approx(
        2 * precision * recall / (precision + recall)
    )
    assert figures["abstention_cost"].value == 0.5


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=12))
def test_abstention_f1_for_any_mixture(report, mixture):
    cases = [
        (QUESTION if answerable else UNKNOWN).model_copy(update={"id": f"c{place}"})
        for place, (answerable, _) in enumerate(mixture)
    ]
    answers = [REFUSED if refused else said("x", "p1") for _, refused in mixture]
    figures = run_system(Scripted(*answers), cases, report).figures
    both = sum(refused and not answerable for answerable, refused in mixture)
    either = sum(refused for _, refused in mixture) + sum(not a for a, _ in mixture)
    if not either:
        assert "abstention_f1" not in figures
    else:
        assert figures["abstention_f1"].value == pytest.approx(2 * both / either)


def test_the_cost_of_a_follow_up_is_against_the_question_asked_alone(report):
    case = QUESTION.model_copy(
        update={"history": ("What about the departments?",), "stand_alone": "Which units merged?"}
    )
    worse = Scripted(said("x", "p3", "p11"), said("three units", "p11"))
    assert run_system(worse, [case], report).figures["follow_up_cost"].value == 1
    same = Scripted(said("three units", "p11"), said("three units", "p11"))
    assert run_system(same, [case], report).figures["follow_up_cost"].value == 0


def test_one_failed_case_does_not_stop_the_run(report):
    told = []
    system = Scripted(RuntimeError("no paper"), "rubbish", said("three units", "p11"))
    cases = [QUESTION, BOTH, QUESTION.model_copy(update={"id": "third"})]
    run = run_system(system, cases, report, on_case=lambda *progress: told.append(progress))
    assert [result.verdict for result in run.results] == ["failed", "failed", "right"]
    assert run.results[0].error == "RuntimeError: no paper"
    assert "SystemAnswer" in run.results[1].error
    assert len(run.errors) == 2
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert run.figures["hit@1"].value == pytest.approx(1 / 3)


def test_a_run_records_what_it_rests_on(report, context):
    run = run_system(make_system("bm25", context), shipped_cases(report)[:3], report)
    rests = run.provenance
    assert rests.report_sha256 == report.source_sha256
    assert rests.versions["python"]
    assert rests.machine["cores"]
    assert rests.system["method"]
    assert rests.seed
    assert len(rests.cases_sha256) == 64


def test_two_runs_have_the_same_scores(report, context):
    cases = shipped_cases(report)[:16]
    one, two = (run_system(make_system("assistant", context), cases, report) for _ in range(2))
    assert [r.scores for r in one.results] == [r.scores for r in two.results]
    assert [r.answer for r in one.results] == [r.answer for r in two.results]
    timings = {metric.name for metric in METRICS if metric.is_timing}
    same = [{k: v for k, v in run.figures.items() if k not in timings} for run in (one, two)]
    assert same[0] == same[1]
    assert one.by_kind == two.by_kind


def test_a_saved_run_reads_back(report, context, tmp_path):
    run = run_system(make_system("bm25", context), shipped_cases(report)[:5], report)
    save_run(run, tmp_path / "run.json")
    assert load_run(tmp_path / "run.json") == run
    assert [path.name for path in tmp_path.iterdir()] == ["run.json"]


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"format": 2}'])
def test_what_is_no_run_is_refused(tmp_path, text):
    (tmp_path / "run.json").write_text(text)
    with pytest.raises(RunFileError, match="is no run of this version"):
        load_run(tmp_path / "run.json")


def test_a_run_that_cannot_be_read_or_written(report, tmp_path):
    with pytest.raises(RunFileError, match="cannot be read"):
        load_run(tmp_path / "none.json")
    run = run_system(Scripted(REFUSED), [UNKNOWN], report)
    (tmp_path / "file").write_text("x")
    for path in ("none/run.json", "file/run.json", ".", "n" * 300):
        with pytest.raises(RunFileError, match="cannot be written"):
            save_run(run, tmp_path / path)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_comparison_tells_what_changed(report):
    third = QUESTION.model_copy(update={"id": "third"})
    before = run_system(
        Scripted(said("x", "p3"), said("three units", "p11"), said("x", "p3")),
        [QUESTION, third, BOTH],
        report,
    )
    after = run_system(
        Scripted(said("three units", "p11"), said("x", "p3"), said("three units", "p11")),
        [QUESTION, third, BOTH],
        report,
    )
    comparison = compare_runs(before, after)
    assert [pair.after.case.id for pair in comparison.better] == ["units"]
    assert [pair.after.case.id for pair in comparison.worse] == ["third"]
    assert [pair.after.case.id for pair in comparison.other] == ["both"]
    change = next(it for it in comparison.changes if it.metric.name == "hit@1")
    assert (change.better, change.worse, change.cases) == (2, 1, 3)
    assert change.p == 1
    assert comparison.unmatched == 0


def test_a_comparison_has_the_figures_of_the_runs(report, context):
    cases = shipped_cases(report)[::15]
    runs = [run_system(make_system(name, context), cases, report) for name in ("bm25", "assistant")]
    for change in compare_runs(*runs).changes:
        if all(
            (change.metric.name in r.scores) == (change.metric.name in s.scores)
            for r, s in zip(runs[0].results, runs[1].results, strict=True)
        ):
            assert change.before == pytest.approx(runs[0].figures[change.metric.name].value)
            assert change.after == pytest.approx(runs[1].figures[change.metric.name].value)


def test_runs_without_a_common_case_cannot_be_compared(report):
    one = run_system(Scripted(REFUSED), [UNKNOWN], report)
    other = run_system(Scripted(REFUSED), [QUESTION], report)
    with pytest.raises(RunFileError, match="no case in common"):
        compare_runs(one, other)


def test_a_case_that_was_changed_is_not_compared(report):
    one = run_system(Scripted(REFUSED, REFUSED), [UNKNOWN, QUESTION], report)
    changed = QUESTION.model_copy(update={"facts": ()})
    other = run_system(Scripted(REFUSED, REFUSED), [UNKNOWN, changed], report)
    assert compare_runs(one, other).unmatched == 2


def test_bounds_are_kept_or_not(report):
    run = run_system(Scripted(REFUSED, REFUSED), [UNKNOWN, QUESTION], report)
    assert failures(run, parse_bounds(["accuracy=0.5", "abstention_cost=1"])) == ()
    failed = failures(run, parse_bounds(["accuracy=0.6", "abstention_cost=0.9", "coverage=0.1"]))
    assert [str(failure) for failure in failed] == [
        "accuracy is 0.5; at least 0.6 is wanted.",
        "abstention_cost is 1; at most 0.9 is wanted.",
        "coverage is no score; at least 0.1 is wanted.",
    ]


@pytest.mark.parametrize("text", ["hit@1", "hit@1=", "hit@1=high", "hit@1=nan", "luck=1", ""])
def test_a_bound_has_a_metric_and_a_number(text):
    with pytest.raises(UnknownMetricError):
        parse_bounds([text])


def test_a_baseline_is_kept_within_its_tolerance(report, tmp_path):
    run = run_system(Scripted(REFUSED, REFUSED), [UNKNOWN, QUESTION], report)
    save_baseline(baseline_of(run), tmp_path / "baseline.json")
    baseline = load_baseline(tmp_path / "baseline.json")
    assert failures(run, bounds_of(baseline)) == ()
    worse = run_system(Scripted(said("x", "p1"), REFUSED), [UNKNOWN, QUESTION], report)
    assert {failure.metric.name for failure in failures(worse, bounds_of(baseline))} >= {"accuracy"}
    (tmp_path / "baseline.json").write_text("{}")
    with pytest.raises(RunFileError, match="--update-baseline"):
        load_baseline(tmp_path / "baseline.json")


def test_metrics_have_names_of_their_own_and_the_headlines_are_among_them():
    names = [metric.name for metric in METRICS]
    assert len(set(names)) == len(names)
    assert set(HEADLINES) <= set(names)
    assert all(metric.meaning.endswith(".") for metric in METRICS)


def test_latency_is_told_beside_the_scores(report):
    run = run_system(Scripted(said("three units", "p11")), [QUESTION], report)
    assert run.figures["latency_p95"].value >= 0
    assert math.isfinite(run.results[0].elapsed_ms)
    assert "latency_p50" not in run.results[0].scores
    json.dumps(run.model_dump(mode="json"), allow_nan=False)
