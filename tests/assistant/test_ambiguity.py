"""Follow-ups that may mean several things."""

import pytest

from assistant import Conversation


@pytest.fixture
def converse(assistant):
    """Ask questions in turn; return the last answer."""

    def call(*questions):
        conversation = Conversation()
        for question in questions:
            answer = assistant.ask(question, conversation)
            conversation = conversation.add(answer)
        return answer

    return call


TWO = "How do recommendations 3 and 5 differ?"


def test_it_may_be_one_of_two_units(converse):
    refusal = converse(TWO, "What does it want?").refusal
    assert refusal.reason == "ambiguous_follow_up"
    assert refusal.message == "Do you mean recommendation 3 or recommendation 5?"
    assert refusal.choices == (
        "What does recommendation 3 want?",
        "What does recommendation 5 want?",
    )


@pytest.mark.parametrize("reply", ["the second", "2", "recommendation 5", "the last one"])
def test_a_choice_is_taken_in_any_way(converse, reply):
    answer = converse(TWO, "What does it want?", reply)
    assert answer.question == "What does recommendation 5 want?"
    assert answer.citations[0].passage_id == "r5"


def test_they_are_both(converse):
    assert converse(TWO, "What do they have to do with women?").refusal is None or (
        converse(TWO, "What do they have to do with women?").refusal.reason != "ambiguous_follow_up"
    )


def test_there_may_be_one_of_two_places(converse):
    refusal = converse("What was done in Jordan and Nepal?", "What happened there?").refusal
    assert refusal.choices == ("What happened in Jordan?", "What happened in Nepal?")


def test_an_item_that_a_list_does_not_have(converse):
    refusal = converse(
        "Which recommendations come under Effectiveness?", "What is the ninth of these?"
    ).refusal
    assert refusal.reason == "ambiguous_follow_up"
    assert "has 3 items" in refusal.message
    assert refusal.choices[0] == "What does recommendation 4 say?"


@pytest.mark.parametrize("question", ["and the next one?", "Why is that?", "the last of these"])
def test_a_first_question_that_points_nowhere(assistant, question):
    refusal = assistant.ask(question).refusal
    assert refusal.reason == "ambiguous_follow_up"
    assert "not asked before" in refusal.message


@pytest.mark.parametrize("question", ["Is there staff in Africa?", "What is the first tier?"])
def test_a_first_question_that_stands_alone(assistant, question):
    refusal = assistant.ask(question).refusal
    assert refusal is None or refusal.reason != "ambiguous_follow_up"
