"""While a chat model hangs, everybody else is answered."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from assistant import Answer, Assistant
from tests.assistant.faults.catalogue import AMONG, QUESTION, RIGHT
from tests.assistant.faults.conftest import Opener
from tests.model_servers.behaviours import answers, hangs, says
from tests.model_servers.scripted_server import ScriptedServer

_WAIT_S = 30

pytestmark = pytest.mark.timeout(120)


@pytest.fixture
def hanging(server: ScriptedServer, patient: Assistant) -> Iterator[Future[Answer]]:
    """An answer whose model says nothing until the test lets it go."""
    server.play(hangs)
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(patient.ask, QUESTION, within=AMONG)
        assert server.asked.wait(_WAIT_S)
        yield asked
        server.release()


def test_an_extractive_answer_does_not_wait_for_a_model(hanging, patient):
    extractive = patient.ask(QUESTION, within=AMONG, answerer="extractive")
    assert extractive.citations
    assert not hanging.done()


async def test_an_awaited_answer_does_not_wait_for_a_model(hanging, patient):
    extractive = await patient.aask(QUESTION, within=AMONG, answerer="extractive")
    assert extractive.citations
    assert not hanging.done()


async def test_an_event_loop_runs_on_while_a_model_hangs(server, patient):
    server.play(hangs)
    task = asyncio.create_task(patient.aask(QUESTION, within=AMONG))
    await asyncio.to_thread(server.asked.wait, _WAIT_S)
    ticks = [await asyncio.sleep(0, it) for it in range(100)]
    assert len(ticks) == 100
    assert not task.done()
    server.release()
    assert (await task).fault in {"cut_off", "not_reachable"}


def test_another_model_answers_while_one_hangs(hanging, opened: Opener):
    with ScriptedServer() as other:
        other.play(answers([(RIGHT, ["p3"])]))
        healthy = opened(model_base_url=other.url)
        assert [it.text for it in healthy.ask(QUESTION, within=AMONG).statements] == [RIGHT]
    assert not hanging.done()


def test_an_answer_too_many_is_not_waited_for(server, opened: Opener):
    asked = opened(model_calls_at_once=1, model_timeout_s=60, model_deadline_s=120)
    server.play(hangs)
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(asked.ask, QUESTION, within=AMONG)
        assert server.asked.wait(_WAIT_S)
        second = asked.ask(QUESTION, within=AMONG)
        assert (second.fault, second.answerer) == ("busy", "extractive")
        assert second.notice
        assert not first.done()
        server.release()
        assert first.result(_WAIT_S).fault in {"cut_off", "not_reachable"}
    server.play(answers([(RIGHT, ["p3"])]))
    assert asked.ask(QUESTION, within=AMONG).answerer == "generative"


def test_a_stream_that_is_left_gives_its_place_back(server, opened: Opener):
    asked = opened(model_calls_at_once=1, model_timeout_s=60, model_deadline_s=120)
    second = "The Global Campaign subsequently adopted an interactive four-tiered strategy."
    server.play(says(f"{RIGHT} [p3]\n{second} [p3]\n", piece=1))
    stream = asked.stream(QUESTION, within=AMONG)
    assert next(stream).partial
    stream.close()
    server.play(answers([(RIGHT, ["p3"])]))
    answer = asked.ask(QUESTION, within=AMONG)
    assert answer.fault in {None, "busy"}
    while answer.fault == "busy":  # the call that was left is being cancelled
        answer = asked.ask(QUESTION, within=AMONG)
    assert answer.answerer == "generative"


async def test_a_cancelled_answer_gives_its_place_back(server, opened: Opener):
    asked = opened(model_calls_at_once=1, model_timeout_s=60, model_deadline_s=120)
    server.play(hangs)
    task = asyncio.create_task(asked.aask(QUESTION, within=AMONG))
    await asyncio.to_thread(server.asked.wait, _WAIT_S)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    server.release()
    server.play(answers([(RIGHT, ["p3"])]))
    answer = await asked.aask(QUESTION, within=AMONG)
    while answer.fault == "busy":
        answer = await asked.aask(QUESTION, within=AMONG)
    assert answer.answerer == "generative"


def test_many_ask_at_once_and_each_gets_its_own_answer(server, patient):
    server.play(answers([(RIGHT, ["p3"])]))
    with ThreadPoolExecutor(8) as pool:
        generative = [pool.submit(patient.ask, QUESTION, within=AMONG) for _ in range(6)]
        extractive = [
            pool.submit(patient.ask, QUESTION, within=AMONG, answerer="extractive")
            for _ in range(6)
        ]
    assert {it.result().answerer for it in generative} == {"generative"}
    assert {it.result().answerer for it in extractive} == {"extractive"}
