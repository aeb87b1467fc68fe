"""Stages switched off: the others go on."""

from dataclasses import replace

import pytest

from assistant import Stages, open_assistant
from index import RANKINGS


@pytest.fixture
def ask(settings, assistant):
    """Ask the assistant with some stages switched off; its index is built."""

    def call(question, *off):
        stages = replace(Stages(), **dict.fromkeys(off, False))
        with open_assistant(settings, stages=stages) as opened:
            return opened.ask(question)

    return call


def test_all_stages_are_on_by_default():
    assert all(getattr(Stages(), name) for name in Stages.names())
    assert Stages().search_options().rankings == RANKINGS


@pytest.mark.parametrize("name", Stages.names())
def test_any_one_stage_can_be_switched_off(ask, name):
    answer = ask("How many countries were case studies?", name)
    assert answer.citations
    assert answer.refusal is None


@pytest.mark.parametrize(
    ("off", "gone"),
    [
        ("by_meaning", "dense"),
        ("by_words", "lexical"),
        ("sentences", "sentence"),
        ("passages", "passage"),
    ],
)
def test_a_ranking_that_is_off_finds_nothing(ask, off, gone):
    answer = ask("training for constituents", off)
    assert answer.candidates
    assert not any(gone in rank.split("_") for found in answer.candidates for rank in found.ranks)


def test_without_references_a_number_is_a_word(ask):
    assert ask("recommendation 15").refusal.reason == "no_such_reference"
    assert ask("recommendation 15", "references").refusal is None


def test_without_abstention_nonsense_is_answered(ask):
    assert ask("xyzzy qwert").refusal.reason == "not_in_report"
    assert ask("xyzzy qwert", "abstention").citations
