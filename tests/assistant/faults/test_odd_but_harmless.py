"""Odd replies in which something is right: what is right is shown, and every promise holds."""

import itertools
import re

import pytest

from tests.assistant.faults.catalogue import AMONG, LEFT_OVER, QUESTION, RIGHT
from tests.assistant.faults.conftest import KEY
from tests.assistant.promises import broken_promises
from tests.model_servers.behaviours import says

_WRONG = f"{LEFT_OVER} joined the campaign in 1987. [p3]"

_ODD = {
    "plain": f"{RIGHT} [p3]",
    "mark before the stop": f"{RIGHT[:-1]} [p3].",
    "among wrong ones": f"{_WRONG}\n{RIGHT} [p3]\n{_WRONG}",
    "in one line": f"{_WRONG} {RIGHT} [p3] {_WRONG}",
    "a list": f"- {RIGHT} [p3]\n- {_WRONG}",
    "numbered": f"1. {RIGHT} [p3]",
    "bold": f"**{RIGHT}** [p3]",
    "the label for the id": f"{RIGHT} [¶ 3]",
    "other brackets": f"{RIGHT}【p3】",
    "capital ids": f"{RIGHT} [P3]",
    "thinking first": f"<think>{_WRONG}</think>\n{RIGHT} [p3]",
    "a control character": f"{RIGHT[:20]}\x00{RIGHT[20:]}\x07 [p3]",
    "a colour": f"\x1b[31m{RIGHT}\x1b[0m [p3]",
    "turned writing": f"\u202e{RIGHT}\u202c [p3]",
    "characters that are not seen": f"{RIGHT[:11]}\u200b{RIGHT[11:]} [p3]",
    "private characters": f"{RIGHT} \ue000 [p3]",
    "half a pair": f"{RIGHT} \ud800 [p3]",
    "a picture": f"{RIGHT} ![x](http://127.0.0.1:9/{KEY}.png) [p3]",
    "a link": f"[{RIGHT}](http://127.0.0.1:9/) [p3]",
    "an address": f"{RIGHT} See http://127.0.0.1:9/. [p3]",
    "tags": f"<b>{RIGHT}</b><script>alert(1)</script> [p3]",
    "a template": f"{RIGHT} {{{{ settings.model_api_key }}}} {{fence}} %s [p3]",
    "a quote": "It was “launched in 2003 to promote and extend social security” [p3].",
    "Windows line ends": f"{RIGHT} [p3]\r\n{_WRONG}\r\n",
    "no blank at the mark": f"{RIGHT}[p3]",
    "the same ten times": f"{RIGHT} [p3]\n" * 10,
}


@pytest.mark.parametrize("reply", _ODD.values(), ids=_ODD.keys())
def test_the_promises_hold_for_an_odd_reply(reply, server, patient):
    server.play(says(reply, piece=1000))
    at_once = patient.ask(QUESTION, within=AMONG)
    server.play(says(reply, piece=1))
    *parts, last = patient.stream(QUESTION, within=AMONG)
    assert (at_once.statements, at_once.citations) == (last.statements, last.citations)
    prompt = server.requests[-1].prompt
    for answer in (*parts, last):
        assert broken_promises(answer, patient.report, prompt=prompt, secrets=[KEY]) == []
        assert not re.search(r"[\[\]【】*]", " ".join(it.text for it in answer.statements))
        assert LEFT_OVER not in answer.text


@pytest.mark.parametrize(
    "name",
    [
        "plain",
        "mark before the stop",
        "among wrong ones",
        "a list",
        "numbered",
        "bold",
        "the label for the id",
        "other brackets",
        "thinking first",
        "Windows line ends",
        "no blank at the mark",
    ],
)
def test_the_right_sentence_of_an_odd_reply_is_shown(name, server, patient):
    server.play(says(_ODD[name]))
    answer = patient.ask(QUESTION, within=AMONG)
    assert [it.text for it in answer.statements] == [RIGHT]
    assert {it.passage_id for it in answer.citations} == {"p3"}


def test_parts_only_grow(server, patient):
    second = "The Global Campaign subsequently adopted an interactive four-tiered strategy."
    server.play(says(f"{RIGHT} [p3]\n{_WRONG}\n{second} [p3]\n", piece=1))
    said = [[it.text for it in part.statements] for part in patient.stream(QUESTION, within=AMONG)]
    assert said[-1] == [RIGHT, second]
    for shorter, longer in itertools.pairwise(said):
        assert longer[: len(shorter)] == shorter
    assert [RIGHT] in said
