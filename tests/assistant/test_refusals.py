"""Refusals that say why."""

import pytest


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("How long do I boil an egg?", "out_of_scope"),
        ("zzzzqx vvvvw", "not_in_report"),
        ("What is in paragraph 99?", "no_such_reference"),
        ("Hello!", "small_talk"),
    ],
)
def test_the_reason(assistant, question, reason):
    answer = assistant.ask(question)
    assert answer.refusal.reason == reason
    assert not answer.citations


def test_what_the_report_does_not_mention_is_named(assistant):
    refusal = assistant.ask("How high were extra-budgetary funds in Wellington in 1871?").refusal
    assert "does not mention “Wellington” or 1871" in refusal.message
    assert refusal.nearest


def test_the_nearest_passages_are_shown(assistant):
    refusal = assistant.ask("How high were extra-budgetary funds in Wellington in 1871?").refusal
    assert 1 <= len(refusal.nearest) <= 3
    for citation in refusal.nearest:
        passage = assistant.report.passage(citation.passage_id)
        assert passage.text[citation.start : citation.end] == citation.quote
