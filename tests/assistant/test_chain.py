"""The chain is a LangChain Runnable in every way."""

import pytest

from assistant import Answer, Assistant, Conversation, InvalidQuestionError
from assistant.chain import Turn

TURN: Turn = {"question": "When was the Global Campaign launched?", "conversation": Conversation()}


def test_invoke_takes_a_question_alone(assistant: Assistant):
    assert assistant.chain.invoke({"question": TURN["question"]}) == assistant.chain.invoke(TURN)


async def test_sync_async_batch_and_stream_agree(assistant: Assistant):
    answer = assistant.chain.invoke(TURN)
    assert isinstance(answer, Answer)
    assert await assistant.chain.ainvoke(TURN) == answer
    assert assistant.chain.batch([TURN, TURN]) == [answer, answer]
    assert list(assistant.chain.stream(TURN)) == [answer]
    assert [part async for part in assistant.chain.astream(TURN)] == [answer]
    assert await assistant.chain.abatch([TURN]) == [answer]


def test_ask_is_the_chain(assistant: Assistant):
    assert assistant.ask(TURN["question"]) == assistant.chain.invoke(TURN)


def test_an_invalid_question_is_an_error_of_our_own(assistant: Assistant):
    with pytest.raises(InvalidQuestionError, match="is empty"):
        assistant.chain.invoke({"question": " "})


def test_in_a_batch_one_bad_question_does_not_lose_the_others(assistant: Assistant):
    good, bad = assistant.chain.batch([TURN, {"question": ""}], return_exceptions=True)
    assert isinstance(good, Answer)
    assert isinstance(bad, InvalidQuestionError)


async def test_the_steps_can_be_followed(assistant: Assistant):
    events = [event["event"] async for event in assistant.chain.astream_events(TURN)]
    assert "on_chain_start" in events
    assert "on_chain_end" in events
