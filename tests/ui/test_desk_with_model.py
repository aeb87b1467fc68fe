"""The desk with a chat model: nobody waits for it who does not want it."""

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest

from assistant import ModelError
from tests.scripted_model import QUESTION, SUPPORTED, ScriptedModel
from ui.caller import Caller
from ui.desk import QuestionDesk


@pytest.fixture
def lines(caplog):
    caplog.set_level("INFO", logger="ui.access")
    return lambda: [json.loads(it.message) for it in caplog.records if it.name == "ui.access"]


class Gate:
    """Holds a scripted model at one of its pieces until it is opened."""

    def __init__(self, piece: int = 0) -> None:
        self.opened, self.reached = threading.Event(), threading.Event()
        self._piece = piece

    def __call__(self, number: int) -> None:
        if number == self._piece:
            self.reached.set()
            self.opened.wait(60)


@pytest.fixture
def gate():
    held = Gate()
    yield held
    held.opened.set()


def test_without_a_model_there_are_the_places_of_the_settings(assistant):
    desk = QuestionDesk(assistant, 2, 3)

    assert (desk.model_name, desk.capacity) == (None, 5)
    with pytest.raises(ModelError, match="No chat model is set up"):
        desk.ask(QUESTION, answerer="generative")


def test_the_places_with_a_model_come_on_top(open_with):
    desk = QuestionDesk(open_with(ScriptedModel()), 2, 3, model_calls=4)

    assert (desk.model_name, desk.capacity) == ("scripted", 5 + 9)


def test_a_model_that_hangs_keeps_nobody_waiting_who_wants_the_reports_words(open_with, gate):
    desk = QuestionDesk(open_with(ScriptedModel(before_piece=gate)), 1, 0, model_calls=1)
    with ThreadPoolExecutor(1) as pool:
        hanging = pool.submit(desk.ask, QUESTION)
        assert gate.reached.wait(60)

        answer = desk.ask(QUESTION, answerer="extractive")
        found = desk.search("units", 1)
        looked_up = desk.ask("What does paragraph 8 say?")
        assert not hanging.done()

        gate.opened.set()
        assert hanging.result().answerer == "generative"
    assert (answer.answerer, looked_up.answerer, len(found)) == ("extractive", "extractive", 1)


def test_an_answer_grows_and_ends_as_it_is_asked(open_with):
    desk = QuestionDesk(open_with(ScriptedModel()), 1, 0)

    *growing, last = desk.stream(QUESTION)

    assert growing
    assert all(answer.partial and answer.statements for answer in growing)
    assert last == desk.ask(QUESTION)
    assert last.statements[0].text in SUPPORTED.replace(" [p11]", "")
    for before, after in pairwise([*growing, last]):
        assert after.sentences[: len(before.sentences)] == before.sentences


def test_who_goes_away_leaves_the_place_to_others(open_with, lines):
    gate = Gate(20)
    desk = QuestionDesk(open_with(ScriptedModel(before_piece=gate)), 1, 0, model_calls=0)
    answers = desk.stream(QUESTION)
    assert next(answers).partial

    answers.close()
    gate.opened.set()

    assert desk.ask(QUESTION).answerer == "generative"
    assert [line["outcome"] for line in lines()] == ["left", "answered"]


def test_a_stream_that_nobody_began_takes_no_place(open_with):
    desk = QuestionDesk(open_with(ScriptedModel()), 1, 0, model_calls=0)
    waiting = desk.stream(QUESTION)

    assert desk.ask(QUESTION).answerer == "generative"
    waiting.close()


def test_the_line_in_the_log_tells_what_the_model_did_and_nothing_that_it_said(open_with, lines):
    desk = QuestionDesk(open_with(ScriptedModel()), 1, 0)
    caller = Caller("chat", user="ana")

    list(desk.stream(QUESTION, caller=caller))
    desk.ask(QUESTION, answerer="extractive", caller=caller)
    streamed, extractive = lines()

    assert (streamed["answerer"], streamed["fault"], streamed["removed"]) == ("generative", None, 2)
    assert streamed["model_calls"] == 1
    assert streamed["input_tokens"] > streamed["output_tokens"] > 0
    assert (extractive["answerer"], "removed" in extractive) == ("extractive", False)
    assert not [word for word in ("units", "Atlantis", "ILO") if word in json.dumps(lines())]


def test_a_fault_of_the_model_is_in_the_log(open_with, lines):
    desk = QuestionDesk(open_with(ScriptedModel(reply="")), 1, 0)

    answer = desk.ask(QUESTION)

    assert (answer.answerer, answer.fault) == ("extractive", "empty")
    assert [line["fault"] for line in lines()] == ["empty"]
