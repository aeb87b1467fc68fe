"""A conversation with the real assistant, to export."""

from dataclasses import replace

import pytest

from ui.chat.session import ChatSession

QUESTIONS = (
    "How did the Office respond to Recommendation 7?",
    "And to Recommendation 8?",
    "Who won the football match yesterday?",
    "What does Recommendation 7 say?",
    "How did the Office respond to Recommendation 7?",
)


@pytest.fixture(scope="session")
def turns(assistant):
    """Return answers, a follow-up, a refusal, a repeated quote and a problem."""
    session = ChatSession()
    for question in QUESTIONS:
        answer = assistant.ask(question, session.conversation)
        session = session.answered(question, answer)
    answers = [turn.answer for turn in session.turns]
    assert answers[1].question != answers[1].asked
    assert answers[2].refusal is not None
    assert answers[0].citations[0] in answers[4].citations
    # The nearest passages of a refusal are cited as those of an answer are.
    nearest = replace(answers[2].refusal, nearest=answers[0].citations, choices=("This one?",))
    refused = replace(session.turns[2], answer=replace(answers[2], refusal=nearest))
    return (*session.changed_turn(2, refused).failed("Why?", "The index is damaged.").turns,)
