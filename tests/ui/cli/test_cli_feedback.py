"""``feedback``: listing it, exporting it, and making cases of it."""

import json
from datetime import UTC, datetime

import pytest

from evals.feedback import load_feedback
from ui.cli.run import run
from ui.feedback import Feedback, FeedbackStore, Quoted, StoredFeedback

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
RIGHT = Feedback(
    question="How many administrative units were merged?",
    answer="The answer, as it was shown.",
    citations=(Quoted(passage_id="p11", quote="merged"),),
    verdict="right",
    time=NOW,
    user="ana",
)
LEFT = Feedback(question="Why?", verdict="wrong", reason="wrong_passage", time=NOW)
REFUSE = Feedback(
    question="Who is the Director-General today?",
    verdict="wrong",
    reason="should_have_refused",
    comment="It is\x1b[2J not\u2028 there: é",
    time=NOW,
)


@pytest.fixture
def feedback(tmp_path, capsys):
    """Run a command on a data folder with three records of feedback."""
    store = FeedbackStore(tmp_path / "data" / "feedback.sqlite3")
    for record in (RIGHT, LEFT, REFUSE):
        store.add(record)

    def call(*arguments):
        capsys.readouterr()
        code = run(["--data-dir", str(tmp_path / "data"), *arguments])
        return code, *capsys.readouterr()

    return call


def test_the_list_says_who_said_what_and_why(feedback):
    code, out, err = feedback("feedback", "list")
    assert (code, err) == (0, "")
    first, second, third = out.split("\n\n")
    assert first.startswith("2026-11-24 09:30 UTC  right (ana)\n  How many")
    assert "Cited: p11" in first
    assert "wrong: wrong passage" in second
    assert "Comment: It is" in third
    assert "\x1b" not in out


def test_the_list_as_json_holds_everything(feedback):
    code, out, _ = feedback("feedback", "list", "--json")
    assert code == 0
    listed = [StoredFeedback.model_validate(it) for it in json.loads(out)]
    assert listed == [
        StoredFeedback(**it.model_dump(), id=number)
        for number, it in enumerate((RIGHT, LEFT, REFUSE), 1)
    ]


def test_the_export_is_written_whole(feedback, tmp_path):
    (tmp_path / "f.jsonl").write_text("old")
    code, out, err = feedback("feedback", "export", "f.jsonl")
    assert (code, out) == (0, "")
    assert err == "Wrote 3 records to f.jsonl\n"
    assert [it.question for it in load_feedback(tmp_path / "f.jsonl")] == [
        RIGHT.question,
        LEFT.question,
        REFUSE.question,
    ]
    assert sorted(it.name for it in tmp_path.iterdir()) == ["data", "f.jsonl"]


def test_the_export_goes_to_standard_output(feedback, tmp_path):
    _, out, _ = feedback("feedback", "export", "-")
    feedback("feedback", "export", "f.jsonl")
    assert out == (tmp_path / "f.jsonl").read_text(encoding="utf-8")


def test_a_link_is_followed(feedback, tmp_path):
    (tmp_path / "link.jsonl").symlink_to(tmp_path / "real.jsonl")
    assert feedback("feedback", "export", "link.jsonl")[0] == 0
    assert (tmp_path / "link.jsonl").is_symlink()
    assert len(load_feedback(tmp_path / "real.jsonl")) == 3


@pytest.mark.parametrize("name", ["data", "no/such/folder.jsonl", "data/feedback.sqlite3/f"])
def test_a_file_that_cannot_be_written_is_named(feedback, name, tmp_path):
    code, out, err = feedback("feedback", "export", name)
    assert (code, out) == (1, "")
    assert f"{name}' cannot be written" in err
    assert [it.name for it in tmp_path.iterdir()] == ["data"]


def test_no_feedback_is_said(tmp_path, capsys):
    folder = ["--data-dir", str(tmp_path / "empty")]
    assert run([*folder, "feedback", "list"]) == 0
    assert capsys.readouterr().out == "There is no feedback yet.\n"
    assert run([*folder, "feedback", "list", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []
    assert run([*folder, "feedback", "export", "f.jsonl"]) == 1
    assert "no feedback to export" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_store_is_named(tmp_path, capsys):
    (tmp_path / "feedback.sqlite3").write_text("notes")
    assert run(["--data-dir", str(tmp_path), "feedback", "list"]) == 1
    assert "Move it away" in capsys.readouterr().err


def test_cases_are_made_of_what_needs_no_person(feedback, tmp_path):
    feedback("feedback", "export", "f.jsonl")
    cases = tmp_path / "cases.jsonl"
    code, out, _ = feedback(
        "eval", "add-case", "--cases", str(cases), "--feedback", "f.jsonl", "--yes"
    )
    lines = cases.read_text(encoding="utf-8").strip().split("\n")
    added = [json.loads(line) for line in lines]
    assert code == 1
    assert out.count("Left:") == 1
    assert [it["question"] for it in added] == [RIGHT.question, REFUSE.question]
    assert [it["answerable"] for it in added] == [True, False]
    assert added[0]["passages"] == ["p11"]


def test_a_verdict_that_was_taken_back_makes_no_case(tmp_path, capsys):
    store = FeedbackStore(tmp_path / "data" / "feedback.sqlite3")
    store.add(RIGHT, "answer 1")
    store.add(RIGHT.model_copy(update={"verdict": "wrong", "reason": "wrong_passage"}), "answer 1")
    assert run(["--data-dir", str(tmp_path / "data"), "feedback", "export", "f.jsonl"]) == 0
    cases = tmp_path / "cases.jsonl"
    run(["eval", "add-case", "--cases", str(cases), "--feedback", "f.jsonl", "--yes"])
    assert "Left:" in capsys.readouterr().out
    assert not cases.exists()
