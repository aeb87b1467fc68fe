"""Whatever a chat model's server does wrong, the report's own words come with one plain notice."""

import json
import re
import socket
from dataclasses import replace
from functools import cache

import pytest

from assistant import Answer, Assistant, Conversation
from tests.assistant.faults.catalogue import AMONG, FAULTS, LEFT_OVER, QUESTION, RIGHT, Fault
from tests.assistant.faults.conftest import KEY, Opener
from tests.assistant.promises import broken_promises
from tests.model_servers.behaviours import answers, fails, redirects_to, says
from tests.model_servers.scripted_server import ScriptedServer

_NEXT = "How many technical specialist positions were there at headquarters?"
_NEXT_RIGHT = (
    "During the 2008–09 biennium, the ILO strategy was supported by 14 technical specialist "
    "positions at headquarters and 12 in the five regions."
)
_TECHNICAL = re.compile(r"Traceback|Error\b|Exception|[a-z]_[a-z]|https?:|\b\d{3}\b|[{}<>\\]|None")

pytestmark = pytest.mark.timeout(120)

every_fault = pytest.mark.parametrize("fault", FAULTS, ids=lambda it: it.name)
some_faults = pytest.mark.parametrize("fault", FAULTS[::4], ids=lambda it: it.name)
"""For the ways of asking that share most of their code with one that is tried with every fault."""


@every_fault
def test_a_fault_gives_the_extractive_answer_and_one_notice(fault, server, hasty, patient, caplog):
    asked = hasty if fault.is_slow else patient
    caplog.set_level("DEBUG")
    server.play(*fault.script)
    answer = asked.ask(QUESTION, within=AMONG)
    _holds(answer, fault, asked, server)
    assert KEY not in f"{answer!r}{caplog.text}"
    _next_turn_is_right(answer, asked, server)


@some_faults
async def test_a_fault_of_an_awaited_answer(fault, server, hasty, patient):
    asked = hasty if fault.is_slow else patient
    server.play(*fault.script)
    _holds(await asked.aask(QUESTION, within=AMONG), fault, asked, server)


@some_faults
def test_a_fault_within_a_stream(fault, server, hasty, patient):
    asked = hasty if fault.is_slow else patient
    server.play(*fault.script)
    *parts, last = asked.stream(QUESTION, within=AMONG)
    _parts_hold(parts, asked, server)
    _holds(last, fault, asked, server)


@every_fault
async def test_a_fault_within_an_awaited_stream(fault, server, hasty, patient):
    asked = hasty if fault.is_slow else patient
    server.play(*fault.script)
    *parts, last = [it async for it in asked.astream(QUESTION, within=AMONG)]
    _parts_hold(parts, asked, server)
    _holds(last, fault, asked, server)


def test_nobody_listens(opened: Opener):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    asked = opened(model_base_url=f"http://127.0.0.1:{port}/v1")
    answer = asked.ask(QUESTION, within=AMONG)
    assert answer.fault == "not_reachable"
    _is_extractive_with_notice(answer, asked)


def test_fields_that_end_at_the_length_are_told_as_too_long(server, opened: Opener):
    asked = opened(model_output="structured")
    server.play(
        says(json.dumps({"sentences": [{"text": RIGHT, "passages": ["p3"]}]})[:-9], finish="length")
    )
    answer = asked.ask(QUESTION, within=AMONG)
    assert answer.fault == "too_long"
    assert len(server.requests) == 1
    _is_extractive_with_notice(answer, asked)


@pytest.mark.parametrize(
    "first",
    [fails(500), fails(503), fails(429), fails(429, {"retry-after": "1"})],
    ids=["500", "503", "429", "429 for a second"],
)
def test_what_fails_for_a_moment_is_tried_again(first, server, patient):
    server.play(first, answers([(RIGHT, ["p3"])]))
    answer = patient.ask(QUESTION, within=AMONG)
    assert _said(answer) == [RIGHT]
    assert len(server.requests) == 2
    assert answer.usage is not None
    assert answer.usage.calls == 2


@pytest.mark.parametrize("status", [400, 401, 403, 404])
def test_what_will_not_get_better_is_not_tried_again(status, server, patient):
    server.play(fails(status))
    patient.ask(QUESTION, within=AMONG)
    assert len(server.requests) == 1


def test_a_redirect_does_not_take_the_key_along(server, patient):
    with ScriptedServer() as other:
        other.play(answers([(RIGHT, ["p3"])]))
        server.play(redirects_to(f"{other.url}/chat/completions"))
        answer = patient.ask(QUESTION, within=AMONG)
        assert not [it for it in other.requests if KEY in str(it)]
    assert broken_promises(answer, patient.report, secrets=[KEY]) == []


def test_a_redirect_in_circles_ends(server, patient):
    server.play(redirects_to(f"{server.url}/chat/completions"))
    answer = patient.ask(QUESTION, within=AMONG)
    assert answer.fault is not None
    _is_extractive_with_notice(answer, patient)


def _holds(answer: Answer, fault: Fault, asked: Assistant, server: ScriptedServer) -> None:
    assert answer.fault in fault.kinds
    _is_extractive_with_notice(answer, asked)
    assert LEFT_OVER not in answer.text
    assert _broken(answer, asked, server) == []


def _is_extractive_with_notice(answer: Answer, asked: Assistant) -> None:
    without = replace(answer, sentences=(), notice="", fault=None)
    assert without == _extractive(asked)
    assert 10 < len(answer.notice) < 200
    assert len(re.findall(r"[.!?](?:\s|$)", answer.notice)) <= 2
    assert not _TECHNICAL.search(answer.notice.replace("openai:test", ""))
    assert answer.statements == ()


@cache
def _extractive(asked: Assistant) -> Answer:
    return asked.ask(QUESTION, answerer="extractive", within=AMONG)


def _parts_hold(parts: list[Answer], asked: Assistant, server: ScriptedServer) -> None:
    for part in parts:
        assert part.partial
        assert not re.search(r"[\[\]【】]", " ".join(_said(part)))
        assert LEFT_OVER not in part.text
        assert _broken(part, asked, server) == []


def _broken(answer: Answer, asked: Assistant, server: ScriptedServer) -> list[str]:
    prompt = server.requests[-1].prompt
    return broken_promises(answer, asked.report, prompt=prompt, secrets=[KEY])


def _next_turn_is_right(answer: Answer, asked: Assistant, server: ScriptedServer) -> None:
    server.play(answers([(_NEXT_RIGHT, ["p6"])]))
    following = asked.ask(_NEXT, Conversation().add(answer), within=AMONG)
    assert _said(following) == [_NEXT_RIGHT]
    assert (following.fault, following.notice) == (None, "")
    assert LEFT_OVER not in server.requests[0].prompt


def _said(answer: Answer) -> list[str]:
    return [it.text for it in answer.statements]
