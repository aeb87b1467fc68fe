"""Conversations that the browser keeps: they come back whole, and nothing false with them."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import check_citation
from corpus import Passage, Report
from ui.chat.kept import keep, restore, title_of
from ui.chat.session import ChatSession
from ui.errors import KeptConversationError


@pytest.fixture(scope="module")
def session(assistant):
    asked = ChatSession()
    for question in ("How many case studies were there?", "And which countries?", "para 999"):
        asked = asked.answered(question, assistant.ask(question, asked.conversation))
    return asked.failed("", "The question is empty.")


def without_search(turn):
    """The turn without how its answer was found, which is not kept."""
    if turn.answer is None:
        return turn
    return replace(turn, answer=replace(turn.answer, candidates=()))


def test_a_conversation_comes_back_as_it_was(session, assistant):
    restored, left_out = restore(keep(session, assistant.report), assistant.report)

    assert left_out == 0
    assert restored.id == session.id
    assert restored.turns == tuple(map(without_search, session.turns))
    assert restored.open_turn == len(session.turns) - 1


def test_a_question_can_follow_on_a_conversation_that_came_back(session, assistant):
    restored, _ = restore(keep(session, assistant.report), assistant.report)

    again = assistant.ask("And who paid for them?", restored.conversation)

    assert again.question == assistant.ask("And who paid for them?", session.conversation).question


def test_a_quote_that_was_changed_is_left_out(session, assistant):
    kept = json.loads(keep(session, assistant.report))
    kept["turns"][0]["answer"]["citations"][0]["quote"] = "The budget was doubled."

    restored, left_out = restore(json.dumps(kept), assistant.report)

    assert left_out == 1
    for turn in restored.turns:
        assert all(check_citation(it, assistant.report) == "valid" for it in turn.citations)


@pytest.mark.parametrize("name", ["start", "end"])
@given(number=st.integers(-10_000, 10_000))
def test_whatever_place_the_browser_names_only_true_quotes_are_shown(
    session, assistant, name, number
):
    kept = json.loads(keep(session, assistant.report))
    for citation in kept["turns"][0]["answer"]["citations"]:
        citation[name] = number

    restored, _ = restore(json.dumps(kept), assistant.report)

    for citation in restored.turns[0].citations:
        assert check_citation(citation, assistant.report) == "valid"


def test_a_passage_that_is_gone_is_left_out(session, assistant):
    kept = json.loads(keep(session, assistant.report))
    kept["turns"][0]["answer"]["citations"][0]["passage_id"] = "p999"

    assert restore(json.dumps(kept), assistant.report)[1] == 1


@pytest.mark.parametrize("text", ["", "{}", "[]", "nonsense", "\ud800", '{"id": 1}'])
def test_what_is_no_conversation_is_refused_in_plain_words(text, assistant):
    with pytest.raises(KeptConversationError, match=r"cannot be read.*Delete it"):
        restore(text, assistant.report)


@given(st.text() | st.recursive(st.none() | st.integers(), st.lists).map(json.dumps))
def test_any_text_is_opened_or_refused(text):
    with pytest.raises(KeptConversationError):
        restore(text, Report("X/1", "Fish", ()))


def test_a_conversation_about_another_report_is_refused(session, assistant):
    other = Report("X/1", "Fish", (Passage("p1", "paragraph", "1", "¶ 1", "Trout.", "X/1"),))

    with pytest.raises(KeptConversationError, match=r"about GB\.309/PFA/5/4.*now serves X/1"):
        restore(keep(session, assistant.report), other)


def test_a_conversation_that_is_too_long_is_refused(assistant):
    with pytest.raises(KeptConversationError, match="1,000,000 characters"):
        restore("x" * 1_000_000, assistant.report)


def test_a_conversation_is_called_by_its_first_question_or_its_title(session):
    assert title_of(session) == "How many case studies were there?"
    assert title_of(replace(session, title="Case studies")) == "Case studies"
    assert title_of(ChatSession()) == ""
    assert len(title_of(ChatSession().failed("x " * 500, "Too long."))) <= 120
