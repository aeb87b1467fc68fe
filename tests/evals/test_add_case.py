"""Adding cases: checked first, and nothing lost."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals import CaseFileError, NoCasesError, load_cases
from evals.add_case import append_case, free_id, new_case
from evals.case_file import shipped_file
from evals.feedback import FeedbackRecord, load_feedback, needs_a_person, proposed_fields

FIELDS = {
    "id": "units",
    "kind": "number",
    "question": "How many units were merged?",
    "answerable": True,
    "passages": ["p11"],
    "facts": [["three", "3"]],
}


def test_a_case_is_added_to_a_new_file_and_to_an_old_one(report, tmp_path):
    path = tmp_path / "cases.jsonl"
    first = new_case(FIELDS, report)
    second = new_case(FIELDS | {"id": "units-2", "question": "Which year?", "facts": []}, report)
    append_case(first, path, report)
    append_case(second, path, report)
    assert load_cases(path, report) == (first, second)


def test_a_file_without_a_last_line_end_is_not_run_together(report, write_lines):
    path = write_lines(FIELDS)
    append_case(
        new_case(FIELDS | {"id": "b", "question": "And when?", "facts": []}, report), path, report
    )
    assert len(load_cases(path, report)) == 2


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"question": "Another one?"}, "'units' is used in line 1"),
        ({"id": "other"}, "asks this already, as 'units'"),
    ],
)
def test_what_is_there_already_is_not_added(report, write_lines, change, message):
    path = write_lines(FIELDS)
    before = path.read_bytes()
    with pytest.raises(CaseFileError, match=message):
        append_case(new_case(FIELDS | change, report), path, report)
    assert path.read_bytes() == before


def test_nothing_is_added_to_a_broken_file(report, write_lines):
    path = write_lines("{")
    with pytest.raises(CaseFileError, match=":1: "):
        append_case(new_case(FIELDS, report), path, report)
    assert path.read_text() == "{"


def test_what_makes_no_case_is_refused(report):
    with pytest.raises(CaseFileError, match="'p99' does not exist"):
        new_case(FIELDS | {"passages": ["p99"]}, report)


@given(st.text(max_size=80), st.sets(st.text(max_size=5)))
def test_a_free_id_is_a_slug_of_its_own(question, taken):
    import re

    name = free_id(question, taken)
    assert re.fullmatch(r"[a-z0-9][a-z0-9_.-]{0,79}", name)
    assert name not in taken
    assert free_id(question, {*taken, name}) != name


def test_the_shipped_file_is_the_default(report):
    from dataclasses import replace

    assert shipped_file(report).name == "GB.309-PFA-5-4.jsonl"
    with pytest.raises(NoCasesError, match="--cases"):
        shipped_file(replace(report, symbol="A/1"))


RECORD = {
    "question": "How many units were merged?",
    "stand_alone": "How many units were merged?",
    "answer": "“merging three units into one” [¶ 11]",
    "citations": [{"passage_id": "p11", "quote": "merging three units into one"}],
    "index": "abc",
    "verdict": "right",
}


def test_a_right_answer_makes_its_citations_gold(report, write_lines):
    (record,) = load_feedback(write_lines(RECORD))
    fields = proposed_fields(record)
    assert not needs_a_person(record)
    case = new_case(fields | {"id": "a", "kind": "feedback"}, report)
    assert (case.answerable, case.passages) == (True, ("p11",))
    assert case.note == "From feedback: right"


def test_a_refusal_that_was_right_makes_an_unanswerable_case(report):
    record = FeedbackRecord.model_validate(RECORD | {"citations": []})
    case = new_case(proposed_fields(record) | {"id": "a", "kind": "feedback"}, report)
    assert not case.answerable


def test_an_answer_that_should_have_been_a_refusal(report):
    record = FeedbackRecord.model_validate(
        RECORD | {"verdict": "wrong", "reason": "should_have_refused", "history": ["Hello?"]}
    )
    case = new_case(proposed_fields(record) | {"id": "a", "kind": "feedback"}, report)
    assert (case.answerable, case.gold, case.history) == (False, (), ("Hello?",))
    assert case.stand_alone == RECORD["stand_alone"]


@pytest.mark.parametrize("reason", ["wrong_passage", "incomplete", "should_have_answered", "other"])
def test_what_only_a_person_knows(reason):
    record = FeedbackRecord.model_validate(RECORD | {"verdict": "wrong", "reason": reason})
    assert needs_a_person(record)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "not JSON"),
        (RECORD | {"verdict": "meh"}, "verdict is 'meh'"),
        (RECORD | {"mood": 1}, "the key 'mood' is unknown"),
        ({}, "'question' is missing"),
    ],
)
def test_wrong_feedback_is_named(write_lines, line, message):
    path = write_lines(RECORD, line)
    with pytest.raises(CaseFileError) as error:
        load_feedback(path)
    assert f"{path}:2: " in str(error.value)
    assert message in str(error.value)


def test_no_feedback_at_all(write_lines):
    with pytest.raises(CaseFileError, match="holds no feedback"):
        load_feedback(write_lines(""))
    assert json.dumps(RECORD)
