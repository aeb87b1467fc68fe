"""Records of feedback: made from a turn, and read by the evaluations."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import get_args

import pytest

from assistant import Conversation
from evals import feedback as contract
from ui.chat.session import ChatSession, Turn
from ui.errors import FeedbackError
from ui.feedback import Reason, StoredFeedback, answer_key, as_jsonl, feedback_on

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
QUESTION = "How did the Office respond to Recommendation 7?"
EXPORTED = set(contract.FeedbackRecord.model_fields)


def turn_for(assistant, question, conversation=None) -> Turn:
    return Turn(question, assistant.ask(question, conversation or Conversation()))


def judged(turn, verdict="right", reason="", comment="", before=()):
    return feedback_on(before, turn, verdict, reason, comment, "abc", NOW, "ana")


@pytest.fixture(scope="module")
def turn(assistant) -> Turn:
    return turn_for(assistant, QUESTION)


def test_a_record_holds_what_was_shown(turn):
    record = judged(turn, "wrong", "incomplete", "  Half of it is missing. ")
    assert record.question == QUESTION
    assert record.answer == turn.answer.text
    assert [(it.passage_id, it.quote) for it in record.citations] == [
        (it.passage_id, it.quote) for it in turn.answer.citations
    ]
    assert (record.index, record.time, record.user) == ("abc", NOW, "ana")
    assert (record.verdict, record.reason) == ("wrong", "incomplete")
    assert record.comment == "Half of it is missing."


def test_a_follow_up_keeps_the_questions_before_it(assistant, turn):
    follow_up = turn_for(assistant, "And to Recommendation 8?", Conversation((turn.answer,)))
    failed = Turn("What?", problem="The index is damaged.")
    record = judged(follow_up, before=(turn, failed))
    assert record.history == (QUESTION,)
    assert record.stand_alone == follow_up.answer.question
    assert "Recommendation 8" in record.stand_alone


def test_a_refusal_cites_nothing(assistant):
    record = judged(turn_for(assistant, "Who won the football match yesterday?"))
    assert record.citations == ()
    assert record.answer


def test_the_reason_of_a_right_answer_is_not_kept(turn):
    assert judged(turn, "right", "incomplete").reason == ""


@pytest.mark.parametrize(
    ("verdict", "reason", "comment", "expected"),
    [
        ("wrong", "", "", "choose a reason"),
        ("wrong", "other", " \n ", "in a comment"),
        ("wrong", "incomplete", "x" * 2001, "2,001 characters"),
        ("right", "", "x" * 2001, "2,000 are possible"),
    ],
)
def test_what_is_missing_is_said(turn, verdict, reason, comment, expected):
    with pytest.raises(FeedbackError, match=expected):
        judged(turn, verdict, reason, comment)


def test_the_longest_comment_is_kept(turn):
    assert len(judged(turn, comment="😀" * 2000).comment) == 2000


def test_a_question_without_an_answer_is_not_judged():
    with pytest.raises(FeedbackError, match="no answer to judge"):
        judged(Turn("Why?", problem="The index is damaged."))


def test_the_reasons_are_those_of_the_evaluations():
    assert get_args(Reason) == get_args(contract.Reason)


def test_the_export_is_read_by_the_evaluations(turn, tmp_path):
    hostile = "\u2028\x85\x00\ud800</script>\r\n\"'é😀"
    records = [
        judged(turn),
        judged(turn, "wrong", "other", hostile),
        judged(Turn(hostile, turn.answer), "wrong", "should_have_refused"),
    ]
    path = tmp_path / "feedback.jsonl"
    path.write_text(as_jsonl(records), encoding="utf-8", newline="")
    loaded = contract.load_feedback(path)
    assert [it.model_dump() for it in loaded] == [it.model_dump(include=EXPORTED) for it in records]
    assert loaded[2].question == hostile.replace("\ud800", "\ufffd")


def test_who_said_it_and_when_is_not_exported(turn):
    record = feedback_on((), turn, "right", "", "", "abc", NOW, "ana", "fr")
    stored = StoredFeedback(**record.model_dump(), id=7)
    assert (stored.user, stored.language) == ("ana", "fr")
    (exported,) = [json.loads(line) for line in as_jsonl([stored]).splitlines()]
    assert set(exported) == EXPORTED
    assert "ana" not in exported.values()


def test_each_shown_answer_has_a_key_of_its_own(assistant, turn):
    other = turn_for(assistant, "How is the strategy funded?")
    shown = [("a", 0, turn), ("a", 1, turn), ("b", 0, turn), ("a", 0, other)]
    assert len({answer_key(*it) for it in shown}) == len(shown)
    assert answer_key("a", 0, turn) == answer_key("a", 0, replace(turn, verdict="right"))
    with pytest.raises(FeedbackError, match="no answer"):
        answer_key("a", 0, Turn("Why?", problem="The index is damaged."))


def test_an_answer_of_the_session_is_judged(turn):
    session = ChatSession().answered(turn.question, turn.answer)
    assert judged(session.current_turn).question == QUESTION
