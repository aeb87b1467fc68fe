"""Leaving a conversation while an answer to it is being written."""

import json
from types import SimpleNamespace

import gradio as gr
import pytest

from tests.scripted_model import QUESTION, held_by
from ui.chat.growing import GrowingAnswers
from ui.chat.handlers import Chat
from ui.chat.keeping import Keeping
from ui.chat.kept import keep
from ui.chat.session import ChatSession
from ui.chat.suggestions import Suggestions
from ui.desk import QuestionDesk

OTHER = "What does paragraph 8 say?"


def request_of(page):
    return SimpleNamespace(username=None, session_hash=page)


PAGE = request_of("one")


@pytest.fixture
def go(tmp_path):
    """The file that lets the model write its last sentence."""
    yield tmp_path / "go"
    (tmp_path / "go").touch()


@pytest.fixture
def chat(open_with, go, english):
    opened = open_with(held_by(str(go)))
    return Chat(QuestionDesk(opened, 1, 1, model_calls=0), Suggestions(opened), english)


@pytest.fixture
def keeping(chat, english):
    return Keeping(chat, english)


def growing(chat, session, page=PAGE):
    """Ask, and return the rest of the answer once the first sentence is there."""
    steps = chat.ask(QUESTION, session, None, page)
    next(steps)
    assert "More is being written" in next(steps)[1][-1]["content"][0]
    return steps


def assert_left(steps):
    rest = list(steps)
    assert len(rest) == 1
    assert all(part == gr.skip() for part in rest[0])


def begin(keeping, session, assistant):
    keeping.begin(session, PAGE)


def delete(keeping, session, assistant):
    keeping.delete(session.id, session, PAGE)


def delete_all(keeping, session, assistant):
    keeping.delete_all(session, PAGE)


def open_another(keeping, session, assistant):
    message = {"do": "opened", "conversation": keep(session, assistant.report)}
    keeping.heard(json.dumps(message), session, PAGE)


@pytest.mark.parametrize("leave", [begin, delete, delete_all, open_another])
def test_an_answer_ends_when_its_conversation_is_left(chat, keeping, session, assistant, leave):
    steps = growing(chat, session)

    leave(keeping, session, assistant)

    assert_left(steps)


def test_an_answer_that_was_left_gives_its_place_back(chat, keeping, session, go):
    steps = growing(chat, session)
    keeping.begin(session, PAGE)
    assert_left(steps)
    go.touch()

    *_, last = chat.ask(QUESTION, ChatSession(), None, PAGE)

    assert last[0].turns[-1].answer.answerer == "generative"


def test_an_answer_goes_on_when_another_page_or_conversation_is_left(chat, keeping, session, go):
    steps = growing(chat, session)

    keeping.begin(session, request_of("two"))
    keeping.delete("f" * 32, session, PAGE)
    keeping.heard(json.dumps({"do": "listed"}), session, PAGE)
    go.touch()

    *_, last = steps
    assert last[0].turns[-1].answer.question == QUESTION


def test_the_last_question_of_a_page_is_the_one_that_is_answered(chat, session):
    steps = growing(chat, session)

    *_, last = chat.ask(OTHER, session, "extractive", PAGE)

    assert last[0].turns[-1].question == OTHER
    assert_left(steps)


def test_pages_without_a_name_do_not_end_each_others_answers():
    answers = GrowingAnswers()
    first, second = (answers.until_left("", iter_of(it)) for it in ("first", "second"))
    shown = [next(first), next(second)]

    answers.leave("")

    assert [*shown, *first, *second] == [("first",), ("second",), ("first",), ("second",)]


def iter_of(text):
    yield (text,)
    yield (text,)


def test_what_goes_wrong_in_the_thread_is_raised_where_it_is_waited_for():
    def failing():
        yield ("one",)
        raise KeyError("two")

    steps = GrowingAnswers().until_left("page", failing())

    assert next(steps) == ("one",)
    with pytest.raises(KeyError, match="two"):
        next(steps)
