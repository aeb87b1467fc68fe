"""What a chat model is asked."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.generation.prompt import NO_ANSWER, build_prompt, estimated_tokens, with_first
from corpus import bundled_report
from index import Evidence, SearchResult

REPORT = bundled_report()


def result(passage_id, evidence=()):
    return SearchResult(REPORT.passage(passage_id), 1.0, None, evidence=evidence, ranks={})


def fences(prompt):
    return re.findall(r"^(\w{16}) (?:PASSAGE|QUESTION|END)", prompt.request, re.MULTILINE)


def test_passages_and_question_stand_between_delimiters_with_ids():
    prompt = build_prompt("Which units?", [result("p11"), result("r4")], 4000)
    assert prompt.given == ("p11", "r4")
    assert REPORT.passage("p11").text in prompt.request
    assert "PASSAGE r4 (Recommendation 4" in prompt.request
    (fence,) = set(fences(prompt))
    assert fence in prompt.marks
    assert f"{fence} QUESTION\nWhich units?\n{fence} END" in prompt.request


def test_delimiters_are_never_the_same():
    prompts = [build_prompt("Which units?", [result("p11")], 4000) for _ in range(20)]
    assert len({fences(it)[0] for it in prompts}) == 20


def test_both_forms_are_told_how_to_cite_and_to_decline():
    prompt = build_prompt("Which units?", [result("p11")], 4000)
    assert "[p11]" in prompt.marks
    assert NO_ANSWER in prompt.marks
    assert "[p11]" not in prompt.fields
    assert "no sentences" in prompt.fields
    system, human = prompt.messages(structured=True)
    assert (system.content, human.content) == (prompt.fields, prompt.request)


def test_what_does_not_fit_is_left_out_and_what_is_smaller_is_taken():
    every = [result(it.id) for it in REPORT.of_kind("paragraph")]
    small = build_prompt("Which units?", every, 1200)
    large = build_prompt("Which units?", every, 8000)
    assert 0 < len(small.given) < len(large.given) <= 8
    assert small.tokens <= 1200


def test_of_a_passage_that_is_too_long_the_part_around_what_was_found_is_given():
    text = REPORT.passage("p19").text
    found = text.index("Recommendations 2, 7 and 10")
    evidence = (Evidence(found, found + 20, 1.0),)
    prompt = build_prompt("Which?", [result("p19", evidence)], 700)
    assert "Recommendations 2, 7 and 10" in prompt.request
    assert text not in prompt.request
    assert prompt.given == ("p19",)


def test_at_least_one_sentence_is_given():
    prompt = build_prompt("Which units?", [result("p11")], 10)
    assert prompt.given == ("p11",)
    assert REPORT.passage("p11").text[:20] in prompt.request


def test_passages_that_were_not_found_can_be_put_first():
    ordered = with_first([result("p11"), result("p12")], ["p12", "r4", "p12"], REPORT)
    assert [it.passage.id for it in ordered] == ["p12", "r4", "p11"]


@pytest.mark.parametrize(("text", "tokens"), [("", 0), ("abcdefg", 2), ("年" * 7, 6)])
def test_tokens_are_estimated_by_bytes(text, tokens):
    assert estimated_tokens(text) == tokens


@given(st.text(max_size=200), st.integers(0, 9000))
def test_a_question_can_hold_anything(question, budget):
    prompt = build_prompt(question, [result("p11"), result("p19")], budget)
    assert question in prompt.request
    assert prompt.given[0] == "p11"
