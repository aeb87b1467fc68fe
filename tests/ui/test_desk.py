"""The desk: how many are let in, in which order, and what the access log says."""

import json
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from assistant import InvalidQuestionError
from ui.caller import Caller
from ui.desk import Admission, QuestionDesk
from ui.errors import BusyError

QUESTION = "What does paragraph 8 say?"


@pytest.fixture
def lines(caplog):
    caplog.set_level("INFO", logger="ui.access")
    return lambda: [json.loads(it.message) for it in caplog.records if it.name == "ui.access"]


def test_no_more_are_inside_than_may_be_and_all_get_their_turn():
    admission, lock = Admission(at_once=3, waiting=100), threading.Lock()
    inside, most = 0, 0

    def come(_number):
        nonlocal inside, most
        with admission.admitted():
            with lock:
                inside += 1
                most = max(most, inside)
            threading.Event().wait(0.002)
            with lock:
                inside -= 1

    with ThreadPoolExecutor(60) as pool:
        list(pool.map(come, range(100)))

    assert (inside, most) == (0, 3)


def test_who_comes_first_is_served_first():
    admission, served = Admission(at_once=1, waiting=10), []

    def come(number):
        with admission.admitted():
            served.append(number)

    with admission.admitted():
        threads = []
        for number in range(5):
            threads.append(threading.Thread(target=come, args=(number,)))
            threads[-1].start()
            _wait_until(lambda number=number: len(admission._queue) == number + 1)
    for thread in threads:
        thread.join()

    assert served == [0, 1, 2, 3, 4]


def test_beyond_those_who_may_wait_the_answer_is_busy_at_once_and_later_free_again():
    admission, leave = Admission(at_once=1, waiting=1), threading.Event()

    def stay():
        with admission.admitted():
            leave.wait()

    threads = [threading.Thread(target=stay) for _ in range(2)]
    for thread in threads:
        thread.start()
    _wait_until(lambda: admission._inside == 1 and len(admission._queue) == 1)
    with (
        pytest.raises(BusyError, match=r"^The assistant is busy .* Try again in a moment\.$"),
        admission.admitted(),
    ):
        pass
    leave.set()
    for thread in threads:
        thread.join()

    with admission.admitted() as waited:
        assert waited < 100


def test_an_error_gives_the_place_back():
    admission = Admission(at_once=1, waiting=0)
    for _ in range(3):
        with pytest.raises(ValueError, match="no"), admission.admitted():
            raise ValueError("no")


def test_the_desk_answers_as_the_assistant_does(assistant):
    desk = QuestionDesk(assistant, 2, 3)

    assert desk.report == assistant.report
    assert desk.capacity == 5
    assert desk.ask(QUESTION).text == assistant.ask(QUESTION).text
    assert desk.search("field offices", 3) == assistant.search("field offices", 3)


def test_each_question_gets_one_line_without_its_text(assistant, lines):
    desk = QuestionDesk(assistant, 1, 0)
    caller = Caller("api", user="ana", session="secret-session")
    answer = desk.ask(QUESTION, caller=caller)
    desk.search("field offices", 3, caller=caller)
    first, second = lines()

    assert (first["interface"], first["user"], first["kind"]) == ("api", "ana", "ask")
    assert first["outcome"] == "answered"
    assert first["citations"] == len(answer.citations)
    assert first["confidence"] == answer.confidence
    assert first["waited_ms"] >= 0
    assert first["worked_ms"] > 0
    assert first["time"].endswith("+00:00")
    assert (second["kind"], second["outcome"], second["passages"]) == ("search", "found", 3)
    assert first["session"] == second["session"] != ""
    assert "secret" not in json.dumps([first, second])
    assert "paragraph 8" not in json.dumps([first, second])


def test_a_refusal_and_an_error_are_named(assistant, lines):
    desk = QuestionDesk(assistant, 1, 0)
    answer = desk.ask("What is the recipe for onion soup?")
    with pytest.raises(InvalidQuestionError):
        desk.ask("   ")
    refused, wrong = lines()

    assert refused["outcome"] == answer.refusal.reason
    assert wrong["outcome"] == "InvalidQuestionError"


def test_a_question_that_is_not_taken_is_logged_as_busy(assistant, lines):
    desk = QuestionDesk(assistant, 1, 0)
    with desk._admission.admitted(), pytest.raises(BusyError):
        desk.ask(QUESTION)

    assert [line["outcome"] for line in lines()] == ["busy"]


def test_the_text_of_questions_is_logged_only_when_wanted_and_stays_on_one_line(
    assistant, lines, caplog
):
    desk = QuestionDesk(assistant, 1, 0, log_questions=True)
    desk.ask("What does\nparagraph 8 say?\u2028\x1b[2J")
    (line,) = lines()

    assert "paragraph 8 say?" in line["question"]
    assert caplog.records[-1].message.isascii()
    assert "\n" not in caplog.records[-1].message


def _wait_until(condition):
    for _ in range(2000):
        if condition():
            return
        threading.Event().wait(0.005)
    raise AssertionError("It never came to that.")
