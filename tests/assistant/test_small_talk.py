"""What is said around questions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import Conversation
from assistant.small_talk import reply_to_small_talk, without_pleasantries
from corpus import bundled_report

REPORT = bundled_report()


@pytest.mark.parametrize(
    ("said", "reply"),
    [
        ("Thanks!", "You are welcome"),
        ("Great, thank you so much for your help!", "You are welcome"),
        ("thanks, that was very useful", "You are welcome"),
        ("Hello there", "Hello"),
        ("Good morning!", "Hello"),
        ("What can you do?", "in the report’s own words"),
        ("Who are you?", "in the report’s own words"),
        ("that's all for now, bye", "Goodbye"),
        ("ok, I see", "anything else"),
    ],
)
def test_small_talk_gets_a_reply(said, reply):
    refusal = reply_to_small_talk(said, REPORT)
    assert refusal.reason == "small_talk"
    assert reply in refusal.message


@pytest.mark.parametrize(
    "question",
    [
        "history of the campaign",
        "Good practice in Jordan?",
        "Who are the partners?",
        "Help me understand figure 3",
        "Thanks to whom did coverage grow?",
        "no, I meant the horizontal one",
        "What is good about it?",
        "ok and 4?",
    ],
)
def test_a_question_is_none(question):
    assert reply_to_small_talk(question, REPORT) is None
    assert without_pleasantries(question) == question


@pytest.mark.parametrize(
    ("said", "question"),
    [
        ("Hi, what does paragraph 3 say?", "what does paragraph 3 say?"),
        ("Thank you. What about Jordan then", "What about Jordan then"),
        ("Great, thanks! And recommendation 4?", "And recommendation 4?"),
    ],
)
def test_a_question_is_freed_of_what_it_opens_with(said, question):
    assert without_pleasantries(said) == question


@given(st.text(max_size=80))
def test_something_is_always_left(text):
    assert without_pleasantries(text) or not text


def test_thanks_do_not_change_the_topic(assistant):
    conversation = Conversation()
    for question in ("What does recommendation 3 say?", "Thank you!"):
        conversation = conversation.add(assistant.ask(question, conversation))
    assert conversation.answers[-1].trail.route == "conversation"
    assert not conversation.answers[-1].citations
    assert assistant.ask("and 4?", conversation).citations[0].passage_id == "r4"
