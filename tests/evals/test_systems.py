"""The systems that come with the evaluations, and those of others."""

import sys

import pytest

from assistant import Stages
from evals import (
    System,
    SystemAnswer,
    SystemAnswerError,
    SystemCitation,
    UnknownSystemError,
    make_system,
)
from evals.system import checked_answer
from evals.systems import ABLATIONS, BASELINES, GENERATIVE, GROUPS, OURS, SYSTEMS, expand_names
from evals.systems.tutorial_chain import overlapping_passages

PLUG_IN = """
from evals import SystemAnswer

class Parrot:
    name = "parrot"
    description = "says the question again"
    def answer(self, question, history):
        return {"text": question, "ranking": ["p1"], "refused": False}
    def provenance(self):
        return {}

def make(context):
    return Parrot()

def broken(context):
    raise RuntimeError("no voice")

def incomplete(context):
    return object()
"""


@pytest.fixture
def plug_in(tmp_path, monkeypatch):
    (tmp_path / "parrot_system.py").write_text(PLUG_IN)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [*sys.path])
    yield "parrot_system"
    sys.modules.pop("parrot_system", None)


@pytest.mark.parametrize("name", [OURS, *BASELINES, ABLATIONS[0]])
def test_every_system_answers_and_says_what_it_rests_on(context, name):
    system = make_system(name, context)
    answer = system.answer("Which countries were case studies?", ())
    assert system.name == name
    assert isinstance(system, System)
    assert isinstance(answer, SystemAnswer)
    assert answer.text
    assert answer.ranking
    assert answer.cited[0] in answer.ranking
    assert system.provenance()
    assert answer == system.answer("Which countries were case studies?", ())


def test_there_is_an_ablation_for_every_stage():
    assert len(ABLATIONS) == len(Stages.names())
    assert set(SYSTEMS) == {OURS, GENERATIVE, *BASELINES, *ABLATIONS}


def test_an_ablation_switches_its_stage_off(context):
    name = "assistant-without-references"
    assert make_system(name, context).provenance()["stages_off"] == "references"
    assert make_system(OURS, context).provenance()["stages_off"] == "none"


def test_groups_are_written_out_once():
    assert expand_names(["baselines", "bm25", "run.json"]) == (*GROUPS["baselines"], "run.json")


def test_the_product_quotes_word_for_word_and_refuses_with_a_reason(context, report):
    system = make_system(OURS, context)
    answer = system.answer("How many units were merged?", ())
    assert answer.citations
    for citation in answer.citations:
        assert citation.quote in report.passage(citation.passage_id).text
    refused = system.answer("recommendation 15", ())
    assert (refused.refused, refused.reason) == (True, "no_such_reference")
    assert system.answer("?!", ()).reason == "invalid_question"


def test_the_product_is_told_the_conversation(context):
    system = make_system(OURS, context)
    history = ("Which units were merged?", "When?")
    answer = system.answer("Why?", history)
    assert answer == system.answer("Why?", history)


def test_bm25_without_a_known_word_finds_nothing(context):
    assert make_system("bm25", context).answer("xyzzy", ()).refused


def test_a_chunk_is_mapped_to_the_passages_it_overlaps(report):
    spans = report.passage("p6").source_spans
    start, end = spans[0].start, spans[-1].end
    assert overlapping_passages(report, start, end)[0] == "p6"
    both = overlapping_passages(report, start, report.passage("p7").source_spans[-1].end)
    assert {"p6", "p7"} <= set(both)
    assert overlapping_passages(report, 0, 0) == []


def test_another_system_is_named_by_module_and_function(context, plug_in):
    system = make_system(f"{plug_in}:make", context)
    assert checked_answer(system.answer("Hello?", ()), "parrot").text == "Hello?"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("gpt", "There is no system 'gpt'. The systems are: assistant, generative, bm25"),
        ("assistant-without-luck", "There is no system"),
        ("no_such_module:make", "cannot be loaded: ModuleNotFoundError"),
        ("parrot_system:fly", "cannot be loaded: AttributeError"),
        ("parrot_system:broken", "cannot be made: RuntimeError: no voice"),
        ("parrot_system:incomplete", "lacks one of: name, description"),
    ],
)
def test_a_system_that_cannot_be_had(context, plug_in, name, message):
    with pytest.raises(UnknownSystemError, match=message):
        make_system(name, context)


@pytest.mark.parametrize(
    "rubbish",
    [
        "an answer",
        None,
        42,
        {"words": "?"},
        {"text": None},
        {"ranking": "p1"},
        {"confidence": float("nan")},
        {"citations": [{"passage_id": "p1"}]},
    ],
)
def test_rubbish_is_no_answer(rubbish):
    with pytest.raises(SystemAnswerError, match=r"docs/evals\.md"):
        checked_answer(rubbish, "parrot")


def test_a_mapping_is_an_answer():
    answer = checked_answer(
        {"text": "x", "ranking": ["p1"], "citations": [{"passage_id": "p1", "quote": "x"}]}, "s"
    )
    assert answer.citations == (SystemCitation(passage_id="p1", quote="x"),)
