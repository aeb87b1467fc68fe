"""How an answer was found, as data."""

import json
from dataclasses import asdict

import pytest

STAGES = ["resolve", "look up", "search", "read", "answer", "verify"]


@pytest.mark.parametrize(
    ("question", "route", "stages"),
    [
        ("What is in paragraph 6?", "reference", ["resolve", "look up", "answer", "verify"]),
        ("What is in paragraph 99?", "reference", ["resolve", "look up", "answer", "verify"]),
        ("How many recommendations are there?", "outline",
         ["resolve", "look up", "answer", "verify"]),
        ("Which region got the most extra-budgetary money?", "values", STAGES),
        ("When was the Global Campaign launched?", "search", STAGES),
        ("Thank you!", "conversation", ["resolve", "answer", "verify"]),
        ("zzzzqx vvvvw", "none", ["resolve", "look up", "search", "answer", "verify"]),
    ],
)  # fmt: skip
def test_the_route_and_its_stages(assistant, question, route, stages):
    trail = assistant.ask(question).trail
    assert trail.route == route
    taken = [it.stage for it in trail.times]
    assert [it for it in taken if it != "read" or "read" in stages] == stages
    assert all(it.milliseconds >= 0 for it in trail.times)


def test_what_was_searched_and_what_spoke_for_it(assistant):
    answer = assistant.ask("When was the Global Campaign launched?")
    trail = answer.trail
    assert trail.searched == ("When was the Global Campaign launched?",)
    assert [it.passage_id for it in trail.candidates] == [it.passage.id for it in answer.candidates]
    assert [it.score for it in trail.candidates] == sorted(
        (it.score for it in trail.candidates), reverse=True
    )
    cited = {it.passage_id for it in answer.citations}
    assert {it.passage_id for it in trail.candidates if it.cited} == cited
    assert all(it.signals is not None for it in trail.candidates)
    assert answer.confidence == pytest.approx(trail.signals.probability)
    assert answer.confidence >= trail.threshold


def test_each_part_of_a_question_is_searched(assistant):
    trail = assistant.ask("Who launched the Global Campaign, and what did Jordan change?").trail
    assert len(trail.searched) == 3


def test_a_trail_can_be_written_down(assistant):
    trail = assistant.ask("When was the Global Campaign launched?").trail
    assert json.loads(json.dumps(asdict(trail)))["route"] == "search"


def test_times_do_not_make_answers_differ(assistant):
    question = "When was the Global Campaign launched?"
    assert assistant.ask(question) == assistant.ask(question)
