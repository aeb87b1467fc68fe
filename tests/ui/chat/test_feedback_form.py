"""Thumbs and reasons without a browser: what is stored, and what a person is told."""

from types import SimpleNamespace

import pytest

from ui.chat.feedback_form import FeedbackForm
from ui.chat.session import ChatSession
from ui.feedback import FeedbackStore

REQUEST = SimpleNamespace(username="ana", session_hash="abc")


@pytest.fixture
def store(tmp_path):
    return FeedbackStore(tmp_path / "feedback.sqlite3")


@pytest.fixture
def form(chat_handlers, store, english):
    return FeedbackForm(chat_handlers, store, lambda: "index-1", english)


@pytest.fixture
def session(assistant):
    asked = ChatSession()
    for question in ("What does paragraph 8 say?", "And the next one?"):
        asked = asked.answered(question, assistant.ask(question, asked.conversation))
    return asked


def thumb(form, session, index, liked):
    return form.thumb(session, SimpleNamespace(index=index, liked=liked), REQUEST)[0]


def test_a_thumb_up_is_stored_with_who_and_what(form, session, store):
    after = thumb(form, session, 1, liked=True)

    (record,) = store.all()
    assert (record.verdict, record.question, record.user) == (
        "right", "What does paragraph 8 say?", "ana",
    )  # fmt: skip
    assert (record.index, record.language, record.history) == ("index-1", "en", ())
    assert after.turns[0].verdict == "right"


def test_a_thumb_down_asks_for_the_reason_first(form, session, store):
    opened, shown, _ = form.thumb(session, SimpleNamespace(index=3, liked=False), REQUEST)

    assert store.count() == 0
    assert shown.visible
    assert opened.open_turn == 1
    after, *_ = form.send("incomplete", "More.", opened, REQUEST)
    (record,) = store.all()
    assert (record.verdict, record.reason, record.comment) == ("wrong", "incomplete", "More.")
    assert record.history == ("What does paragraph 8 say?",)
    assert after.turns[1].verdict == "wrong"


def test_a_second_verdict_takes_the_place_of_the_first(form, session, store):
    after = thumb(form, session, 1, liked=True)
    opened = thumb(form, after, 1, liked=False)
    form.send("wrong_passage", "", opened, REQUEST)

    assert [record.verdict for record in store.all()] == ["wrong"]


def test_a_thumb_that_is_taken_back_is_withdrawn(form, session, store):
    after = thumb(form, session, 1, liked=True)

    assert thumb(form, after, 1, liked="").turns[0].verdict is None
    assert store.count() == 0


@pytest.mark.parametrize("index", [0, 2, 99, -1])
def test_what_is_no_answer_is_not_judged(form, session, store, index):
    assert thumb(form, session, index, liked=True) == session
    assert store.count() == 0


def test_what_could_not_be_stored_is_told_and_not_marked(chat_handlers, english, session, tmp_path):
    path = tmp_path / "feedback.sqlite3"
    path.write_text("no database, but something of value")
    broken = FeedbackForm(chat_handlers, FeedbackStore(path), lambda: "", english)

    # Without a browser Gradio gives its notices as warnings.
    with pytest.warns(UserWarning, match="This was not stored"):
        after = thumb(broken, session, 1, liked=True)

    assert after.turns[0].verdict is None
    assert path.read_text() == "no database, but something of value"
