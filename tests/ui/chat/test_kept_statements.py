"""Answers of a chat model that the browser keeps: nothing false comes back with them."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import check_citation
from tests.scripted_model import QUESTION
from ui.chat.kept import keep, restore
from ui.chat.session import ChatSession


@pytest.fixture(scope="module")
def session(with_model):
    answer = with_model.ask(QUESTION)
    assert answer.answerer == "generative"
    return ChatSession().answered(QUESTION, answer)


@pytest.fixture
def kept(session, with_model):
    return json.loads(keep(session, with_model.report))


@pytest.fixture
def restored(with_model):
    return lambda kept: restore(json.dumps(kept), with_model.report)


def test_a_worded_answer_comes_back_without_what_was_removed(session, kept, restored):
    came_back, left_out = restored(kept)
    before, after = session.turns[0].answer, came_back.turns[0].answer

    assert left_out == 0
    assert (after.answerer, after.usage.model) == ("generative", "scripted")
    assert after.sentences == after.statements
    assert [it.text for it in after.statements] == [it.text for it in before.statements]
    assert after.citations == before.citations
    assert "Seven" not in json.dumps(kept)
    assert "Atlantis" not in json.dumps(kept)


def statement_of(kept):
    return kept["turns"][0]["answer"]["statements"][0]


@pytest.mark.parametrize(
    "text",
    [
        "888 units were merged in 2006.",
        "It cost 7 dollars.",
        "The ILO merged ٣ units.",
        "See https://example.org for more.",
        "See [this](javascript:alert(1)).",
        "<img src=x onerror=alert(1)>",
        "www.example.org says so.",
        "   ",
    ],
)
def test_a_sentence_that_was_changed_is_left_out(kept, restored, text):
    statement_of(kept)["text"] = text

    came_back, left_out = restored(kept)
    answer = came_back.turns[0].answer

    assert left_out == 1
    assert (answer.answerer, answer.statements, answer.usage) == ("extractive", (), None)
    assert answer.citations


@pytest.mark.parametrize(
    ("name", "value"),
    [("quote", "The budget was doubled."), ("passage_id", "p999"), ("start", 5), ("end", -1)],
)
def test_a_sentence_whose_quote_does_not_stand_is_left_out(kept, restored, name, value):
    statement_of(kept)["citations"][0][name] = value

    assert restored(kept)[0].turns[0].answer.statements == ()


def test_a_sentence_without_a_quote_is_left_out(kept, restored):
    statement_of(kept)["citations"] = []

    assert restored(kept)[0].turns[0].answer.statements == ()


def test_sentences_of_an_answer_that_no_model_worded_are_left_out(kept, restored):
    kept["turns"][0]["answer"]["answerer"] = "extractive"

    came_back, left_out = restored(kept)

    assert (came_back.turns[0].answer.statements, left_out) == ((), 1)


def test_what_older_versions_kept_comes_back(kept, restored):
    for name in ("answerer", "model", "statements"):
        del kept["turns"][0]["answer"][name]

    came_back, left_out = restored(kept)

    assert (came_back.turns[0].answer.answerer, left_out) == ("extractive", 0)


@given(text=st.text() | st.from_regex(r"[\w ]{0,20}\d{1,4}[\w ]{0,20}"))
def test_whatever_the_browser_sends_no_number_is_shown_that_is_not_in_the_passages(
    session, with_model, text
):
    kept = json.loads(keep(session, with_model.report))
    statement_of(kept)["text"] = text

    came_back, _ = restore(json.dumps(kept), with_model.report)

    for statement in came_back.turns[0].answer.statements:
        passages = [with_model.report.passage(it.passage_id).text for it in statement.citations]
        numbers = {it for passage in passages for it in re.findall(r"\d+", passage)}
        assert set(re.findall(r"\d+", statement.text)) <= numbers
        assert all(check_citation(it, with_model.report) == "valid" for it in statement.citations)
