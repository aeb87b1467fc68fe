"""Kept conversations and exports without a browser: what the page's script hears and says."""

import base64
import html
import json
import re

import gradio as gr
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.chat.keeping import Keeping
from ui.chat.kept import keep
from ui.chat.screen import View
from ui.chat.session import ChatSession
from ui.chat.tasks import Message, read_message, tasks_html


@pytest.fixture(scope="module")
def keeping(chat_handlers, english):
    return Keeping(chat_handlers, english)


def sent(text):
    """The tasks that the script finds in the hidden element."""
    return json.loads(html.unescape(re.sub(r"<[^>]+>", "", text)))


LEFT_AS_IT_IS = View(*[gr.skip()] * len(View._fields))


def heard(keeping, session, **message):
    listed, *shown = keeping.heard(json.dumps(message), session)
    return listed, View(*shown)


@given(st.text() | st.dictionaries(st.text(), st.text()).map(json.dumps))
def test_any_text_is_a_message_or_none(text):
    message = read_message(text)

    assert message is None or isinstance(message.entries, tuple)


@pytest.mark.parametrize(
    "listing", ["", "{}", "[1]", "null", '[{"id": 1}]', '[{"id": "a"}]', "[[]]", "nonsense"]
)
def test_a_list_without_the_right_shape_is_empty(listing):
    assert Message(do="listed", listing=listing).entries == ()


@given(st.dictionaries(st.text(), st.text() | st.integers(), max_size=4))
def test_a_task_arrives_as_it_was_sent(task):
    assert sent(tasks_html(task))["tasks"] == [task]


def test_the_same_task_twice_is_two_messages():
    assert tasks_html({"do": "focus"}) != tasks_html({"do": "focus"})


def test_what_is_no_message_changes_nothing(keeping, session):
    assert keeping.heard("nonsense", session) == (gr.skip(), *LEFT_AS_IT_IS)


def test_an_answered_question_is_kept_in_the_browser(keeping, session, assistant):
    message = sent(keeping.keep(session))

    (task,) = message["tasks"]
    assert message["stored"]
    assert (task["do"], task["id"]) == ("keep", session.id)
    assert task["title"] == "What does paragraph 8 say?"
    assert task["conversation"] == keep(session, assistant.report)


def test_who_arrives_finds_the_conversation_of_the_tab(keeping, session, assistant):
    entry = {"id": session.id, "title": "Eight", "at": "2026-01-01"}

    listed, view = heard(
        keeping,
        ChatSession(),
        do="arrived",
        listing=json.dumps([entry]),
        conversation=keep(session, assistant.report),
    )

    assert listed.choices == [("Eight", session.id)]
    assert listed.value == session.id
    assert view.session.turns[0].question == "What does paragraph 8 say?"
    assert view.session.turns[0].suggestions


def test_who_arrives_with_an_address_finds_the_passage(keeping):
    _, view = heard(keeping, ChatSession(), do="arrived", address="?passage=p19&x=%00")
    assert view.session.open_passage == "p19"

    _, view = heard(keeping, ChatSession(), do="arrived", address="?about=p19")
    assert view.session.scope == "p19"


def test_where_a_conversation_is_not_there_the_one_on_the_page_stays(keeping, session):
    listing = json.dumps([{"id": session.id, "title": "Eight", "at": "2026-01-01"}])

    listed, view = heard(keeping, session, do="opened", listing=listing, conversation="")

    assert listed.value == session.id
    assert view.session is session


def test_a_page_that_arrives_with_nothing_leaves_what_is_shown_as_it_is(keeping):
    _, view = heard(keeping, ChatSession(), do="arrived", address="?utm=1")

    assert view == LEFT_AS_IT_IS


def test_who_asked_before_the_page_had_arrived_keeps_the_answer(keeping, session, assistant):
    other = keep(
        ChatSession().answered("What is rule 9?", assistant.ask("What is rule 9?")),
        assistant.report,
    )

    _, view = heard(keeping, session, do="arrived", address="?passage=p19", conversation=other)

    assert view == LEFT_AS_IT_IS


@pytest.mark.parametrize("whole", ["answer", "conversation"])
@pytest.mark.parametrize(("form", "start"), [("docx", b"PK"), ("html", b"<!"), ("markdown", b"# ")])
def test_a_file_goes_to_the_browser_and_nowhere_else(keeping, session, whole, form, start):
    (task,) = sent(keeping.export(whole, form, session))["tasks"]

    assert task["do"] == "download"
    assert base64.b64decode(task["content"]).startswith(start)


def test_a_new_name_is_kept_short_and_on_one_line(keeping, session):
    tasks, renamed, left = keeping.rename(f" Eight\n  <b> {'x' * 300}", session.id, session)

    (task,) = sent(tasks)["tasks"]
    assert task["title"].startswith("Eight <b> x")
    assert len(task["title"]) == 120
    assert renamed.title == task["title"]
    assert left == ""


def test_the_conversation_on_the_page_is_emptied_when_it_is_deleted(keeping, session):
    assert keeping.delete(session.id, session)[1].turns == ()
    assert keeping.delete("f" * 32, session)[1:] == LEFT_AS_IT_IS
