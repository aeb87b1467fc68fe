"""The command ``report-assistant eval`` and those below it."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from evals import METRICS, load_cases, load_run
from evals.systems import ABLATIONS, SYSTEMS

ROOT = Path(__file__).parents[2]
DOCUMENT = (ROOT / "docs" / "evals.md").read_text(encoding="utf-8")
CASE = {
    "id": "units",
    "kind": "number",
    "question": "How many units were merged?",
    "answerable": True,
    "passages": ["p11"],
    "facts": [["three", "3"]],
}
REFUSAL = {"id": "nobody", "kind": "no_such", "question": "Rec. 15?", "answerable": False}


@pytest.fixture
def cases(write_lines) -> Path:
    return write_lines(CASE, REFUSAL)


def test_figures_kinds_and_what_they_rest_on_are_printed(evaluate, cases):
    outcome = evaluate("--cases", cases)
    assert outcome.code == 0
    assert outcome.err == ""
    assert "assistant: 2 questions (all)" in outcome.out
    for metric in METRICS:
        printed = re.search(rf"^ *{re.escape(metric.name)} ", outcome.out, re.M)
        assert bool(printed) == (metric.subject == "answers"), metric.name
    assert re.search(r"number +1 +1\.000", outcome.out)
    assert "GB.309/PFA/5/4" in outcome.out
    assert "all-MiniLM-L6-v2" in outcome.out


def test_a_comparison_stands_beside(evaluate, cases):
    outcome = evaluate("--cases", cases, "--against", "bm25", "--against", "dense")
    assert outcome.code == 0
    assert "From bm25 to assistant" in outcome.out
    assert "From dense to assistant" in outcome.out


def test_many_systems_get_a_line_each(evaluate, cases):
    outcome = evaluate("--cases", cases, "--against", "ablation")
    assert outcome.code == 0
    for name in ABLATIONS:
        assert re.search(rf"^ *{name} +[01]\.\d", outcome.out, re.M), name


def test_a_split_can_be_chosen(evaluate, cases, tmp_path, report):
    splits = [case.split for case in load_cases(cases, report)]
    for split in ("dev", "test"):
        outcome = evaluate("--cases", cases, "--split", split, "--system", "bm25")
        if split in splits:
            assert f"bm25: {splits.count(split)} questions ({split})" in outcome.out
        else:
            assert (outcome.code, "Use --split all" in outcome.err) == (2, True)


def test_a_saved_run_is_compared_with(evaluate, cases, tmp_path):
    before, after = tmp_path / "before.json", tmp_path / "after.json"
    assert evaluate("--cases", cases, "--system", "bm25", "--json", before).code == 0
    assert evaluate("--cases", cases, "--json", after, "--against", before).code == 0
    assert load_run(after).system == "assistant"
    outcome = evaluate("compare", before, after)
    assert outcome.code == 0
    assert "From bm25 (before) to assistant (after)" in outcome.out
    assert re.search(r"Better: [12]", outcome.out)
    assert "Worse: 0" in outcome.out


def test_a_bound_that_is_not_kept_fails(evaluate, cases):
    assert evaluate("--cases", cases, "--fail-under", "quote_validity=1").code == 0
    outcome = evaluate("--cases", cases, "--fail-under", "token_f1=1")
    assert outcome.code == 1
    assert "Failed: token_f1 is 0." in outcome.out


def test_a_case_that_failed_is_told_and_fails(evaluate, cases, tmp_path):
    (tmp_path / "shy_system.py").write_text(
        "class Shy:\n"
        "    name = description = 'shy'\n"
        "    def answer(self, question, history):\n"
        "        raise RuntimeError('not today')\n"
        "    def provenance(self):\n"
        "        return {}\n"
        "def make(context):\n"
        "    return Shy()\n"
    )
    outcome = evaluate("--cases", cases, "--system", "shy_system:make")
    sys.modules.pop("shy_system", None)
    assert outcome.code == 1
    assert "units failed: RuntimeError: not today" in outcome.out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--cases", "none.jsonl"], "cannot be read"),
        (["--cases", "broken.jsonl"], "broken.jsonl:1: "),
        (["--cases", "empty.jsonl"], "holds no cases"),
        (["--system", "gpt"], "There is no system 'gpt'"),
        (["--against", "gpt"], "There is no system 'gpt'"),
        (["--against", "none.json"], "cannot be read"),
        (["--fail-under", "luck=1"], "There is no metric 'luck'"),
        (["--fail-under", "hit@1"], "METRIC=VALUE"),
        (["--json", "none/run.json"], "cannot be written"),
        (["--html", "none/run.html"], "cannot be written"),
        (["--split", "some"], "'some' is not one of"),
        (["compare", "none.json", "none.json"], "cannot be read"),
        (["compare", "broken.jsonl", "broken.jsonl"], "is no run"),
        (["benchmark", "--questions", "none.json"], "cannot be read"),
        (["benchmark", "--questions", "broken.jsonl"], "is not a SQuAD 2.0 file"),
        (["add-case", "--question", "Why?", "--passage", "p99"], "'p99' does not exist"),
        (["add-case", "--feedback", "none.jsonl"], "cannot be read"),
    ],
)
def test_wrong_input_gets_a_message_and_exit_code_2(evaluate, cases, tmp_path, arguments, message):
    (tmp_path / "broken.jsonl").write_text("{")
    (tmp_path / "empty.jsonl").write_text("\n")
    if arguments[0] in ("--json", "--html", "--against", "--split", "--system"):
        arguments = ["--cases", str(cases), *arguments]
    outcome = evaluate(*arguments)
    assert outcome.code == 2
    assert message in outcome.err
    assert "Traceback" not in outcome.err


def test_a_benchmark_is_printed_and_saved(evaluate, write_lines, tmp_path):
    passages = write_lines({"id": "1", "text": "Bees make honey."}, name="p.jsonl")
    questions = write_lines(
        {"id": "a", "question": "Who makes honey?", "answers": ["Bees"],
         "gold_passages": ["1"], "answerable": True},
        name="q.jsonl",
    )  # fmt: skip
    outcome = evaluate(
        "benchmark", "--passages", passages, "--questions", questions, "--json", "b.json"
    )
    assert outcome.code == 0
    assert "q: 1 questions, 1 passages" in outcome.out
    assert re.search(r"hit@1 +1\.000", outcome.out)
    assert json.loads(Path("b.json").read_text())["figures"]["mrr"]["value"] == 1
    reader = evaluate(
        "benchmark", "--passages", passages, "--questions", questions, "--reader-only"
    )
    assert "gold passage given" in reader.out


def test_a_case_is_added_by_options(evaluate, report, tmp_path):
    path = tmp_path / "new.jsonl"
    outcome = evaluate(
        "add-case", "--cases", path, "--kind", "number", "--question", "How many units merged?",
        "--passage", "p11", "--fact", "three|3", "--history", "Hello?", "--note", "mine",
    )  # fmt: skip
    assert outcome.code == 0
    (case,) = load_cases(path, report)
    assert outcome.out.startswith(f"Added {case.id!r} (number, {case.split})")
    assert (case.id, case.facts, case.history) == (
        "how-many-units-merged", (("three", "3"),), ("Hello?",),
    )  # fmt: skip
    again = evaluate("add-case", "--cases", path, "--question", "Who paid?", "--unanswerable")
    assert again.code == 0
    assert len(load_cases(path, report)) == 2


def test_a_case_is_asked_for(evaluate, report, tmp_path):
    path = tmp_path / "new.jsonl"
    typed = "How many units merged?\nnumber\ny\np11\nthree|3; focus\n"
    assert evaluate("add-case", "--cases", path, typed=typed).code == 0
    (case,) = load_cases(path, report)
    assert (case.kind, case.passages, case.facts) == (
        "number", ("p11",), (("three", "3"), ("focus",)),
    )  # fmt: skip


def test_asking_ends_quietly_when_nobody_answers(evaluate, tmp_path):
    outcome = evaluate("add-case", "--cases", tmp_path / "new.jsonl", typed="What?\n")
    assert outcome.code == 130
    assert not (tmp_path / "new.jsonl").exists()


FEEDBACK = [
    {"question": "How many units merged?", "verdict": "right", "answer": "three units \x1b[31m",
     "citations": [{"passage_id": "p11", "quote": "merging three units into one"}]},
    {"question": "Who paid for lunch?", "verdict": "wrong", "reason": "should_have_refused"},
    {"question": "Which year?", "verdict": "wrong", "reason": "wrong_passage"},
]  # fmt: skip


def test_feedback_becomes_cases_but_for_what_needs_a_person(
    evaluate, report, write_lines, tmp_path
):
    feedback, path = write_lines(*FEEDBACK, name="f.jsonl"), tmp_path / "new.jsonl"
    outcome = evaluate("add-case", "--cases", path, "--feedback", feedback, "--yes")
    assert outcome.code == 1
    assert "only a person knows" in outcome.out
    assert "\x1b" not in outcome.out
    assert [case.answerable for case in load_cases(path, report)] == [True, False]


def test_feedback_is_gone_through_with_a_person(evaluate, report, write_lines, tmp_path):
    feedback, path = write_lines(*FEEDBACK, name="f.jsonl"), tmp_path / "new.jsonl"
    typed = "n\n" + "n\n" + "y\n" + "What year did the units merge?\nnumber\ny\np11\n2006\n"
    outcome = evaluate("add-case", "--cases", path, "--feedback", feedback, typed=typed)
    assert outcome.code == 0
    (case,) = load_cases(path, report)
    assert (case.question, case.facts) == ("What year did the units merge?", (("2006",),))


def test_every_metric_system_and_key_is_documented():
    from evals.case import Case
    from evals.feedback import FeedbackRecord
    from evals.system import SystemAnswer

    for metric in METRICS:
        assert f"`{metric.name}`" in DOCUMENT
    for name in SYSTEMS:
        short = name.removeprefix("assistant-without") if name in ABLATIONS[1:] else name
        assert f"`{short}`" in DOCUMENT, name
    for model in (Case, FeedbackRecord, SystemAnswer):
        for field in model.model_fields:
            assert f"`{field}`" in DOCUMENT, field


def test_the_system_of_the_document_works(evaluate, cases, tmp_path):
    code = re.search(r"```python\n(from evals import.*?)```", DOCUMENT, re.S)[1]
    (tmp_path / "my_system.py").write_text(code)
    outcome = evaluate("--cases", cases, "--system", "my_system:make_system")
    sys.modules.pop("my_system", None)
    assert outcome.code == 0
    assert re.search(r"quote_validity +1\.000", outcome.out)


def test_a_terminal_sees_bars_and_no_error(context, cases, tmp_path):
    """Two bars can follow each other, embedding and asking, on one terminal."""
    command = [sys.executable, "-W", "error", "-m", "ui.cli", "--data-dir",
               str(tmp_path / "data"), "eval", "--cases", str(cases)]  # fmt: skip
    inside = f"import pty, sys; sys.exit(pty.spawn({command!r}) >> 8)"
    result = subprocess.run(
        [sys.executable, "-c", inside],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout
    assert "Asking assistant" in result.stdout
    assert "Traceback" not in result.stdout
