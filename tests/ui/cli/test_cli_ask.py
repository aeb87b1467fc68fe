"""``ask`` and ``search``: answers, refusals, wrong input."""

import json
import sys

import pytest

from assistant import MAX_QUESTION_LENGTH
from corpus import bundled_report
from tests.scripted_model import QUESTION
from ui.cli.answers import answer_in_words

REPORT = bundled_report()
NUMBERED = [passage for passage in REPORT.passages if passage.number]


def assert_valid(citation):
    """Every quote stands word for word in the passage it names."""
    passage = REPORT.passage(citation["passage_id"])
    assert citation["quote"] == passage.text[citation["start"] : citation["end"]] != ""
    assert (citation["kind"], citation["number"]) == (passage.kind, passage.number)
    assert (citation["label"], citation["report"]) == (passage.label, REPORT.symbol)
    assert tuple(citation["section"]) == passage.section


def test_an_answer_has_a_lead_quotes_with_labels_and_section_paths(cli):
    fields = json.loads(cli("ask", "--json", "What does Recommendation 7 say?").out)
    outcome = cli("ask", "What does Recommendation 7 say?")
    words = " ".join(outcome.out.split())
    assert (outcome.code, outcome.err) == (0, "")
    assert words.startswith(fields["lead"])
    for citation in fields["citations"]:
        assert f"“{' '.join(citation['quote'].split())}” [{citation['label']}]" in words
        assert " › ".join(citation["section"]) in words


def test_json_has_the_fields_of_the_python_api(cli):
    outcome = cli("ask", "--json", "How is social security financed?")
    fields = json.loads(outcome.out)
    assert (outcome.code, outcome.err) == (0, "")
    assert list(fields) == [
        "question",
        "asked",
        "text",
        "short_answer",
        "lead",
        "citations",
        "refusal",
        "confidence",
        "answerer",
        "sentences",
        "notice",
        "fault",
        "usage",
        "trail",
    ]
    assert fields["trail"]["route"] == "search"
    assert fields["asked"] == "How is social security financed?"
    assert fields["refusal"] is None
    assert fields["citations"]
    for citation in fields["citations"]:
        assert_valid(citation)


@pytest.mark.parametrize("passage", NUMBERED, ids=lambda it: it.id)
def test_every_printed_number_can_be_asked_for(cli, passage):
    fields = json.loads(cli("ask", "--json", f"What does {passage.label} say?").out)
    assert passage.id in {it["passage_id"] for it in fields["citations"]}


def test_a_refusal_is_an_answer(cli):
    outcome = cli("ask", "What does paragraph 99 say?")
    assert (outcome.code, outcome.err) == (0, "")
    assert "no paragraph 99" in outcome.out
    fields = json.loads(cli("ask", "--json", "What does paragraph 99 say?").out)
    assert fields["refusal"]["reason"] == "no_such_reference"
    assert fields["citations"] == []
    assert fields["text"] == fields["refusal"]["message"]


@pytest.mark.parametrize("command", ["ask", "search"])
@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("", "is empty"),
        (" \t\n ", "is empty"),
        ("\x00\x1b\u202e\ud800", "is empty"),
        ("?!", "no words"),
        ("a" * (MAX_QUESTION_LENGTH + 1), "2,001 characters"),
    ],
    ids=["empty", "blank", "invisible", "wordless", "long"],
)
def test_a_question_that_cannot_be_searched_is_wrong_input(cli, command, question, expected):
    outcome = cli(command, question)
    assert (outcome.code, outcome.out) == (2, "")
    assert expected in outcome.err
    assert outcome.err.count("\n") == 1


@pytest.mark.parametrize(
    "question",
    [
        "What does \x1b[31mparagraph\x07 8 say?",
        "What does paragraph 8 \ud800say\udfff?",
        "What does \u202eparagraph 8 say?",
        "<script>alert(1)</script> What does paragraph 8 say?",
        "![x](http://127.0.0.1:9/x.png) **What** does paragraph 8 say?",
        "What does paragraph 8 say?" + " please" * 200,
    ],
    ids=["controls", "surrogates", "override", "html", "markdown", "long"],
)
def test_odd_questions_are_answered_and_written_safely(cli, question):
    words = cli("ask", question)
    assert (words.code, words.err) == (0, "")
    assert not set("\x1b\x07\u202e") & set(words.out)
    fields = json.loads(cli("ask", "--json", question).out)
    assert fields["asked"] == question
    for citation in fields["citations"]:
        assert_valid(citation)


def test_a_question_may_come_from_standard_input(cli, monkeypatch):
    class Input:
        def read(self, _size):
            return "What does paragraph 8 say?\n"

    monkeypatch.setattr(sys, "stdin", Input())
    fields = json.loads(cli("ask", "--json", "-").out)
    assert fields["question"] == "What does paragraph 8 say?"


def test_a_closed_standard_input_is_an_empty_question(cli, monkeypatch):
    monkeypatch.setattr(sys, "stdin", None)
    assert cli("ask", "-").code == 2


def test_ctrl_c_ends_quietly(cli, monkeypatch):
    class Interrupted:
        def read(self, _size):
            raise KeyboardInterrupt

    monkeypatch.setattr(sys, "stdin", Interrupted())
    outcome = cli("ask", "-")
    assert (outcome.code, outcome.out, outcome.err) == (130, "", "")


def test_search_prints_as_many_passages_as_are_wanted(cli):
    fields = json.loads(cli("search", "--json", "-k", "3", "social protection floor").out)
    assert fields["query"] == "social protection floor"
    assert len(fields["results"]) == 3
    scores = [it["score"] for it in fields["results"]]
    assert scores == sorted(scores, reverse=True)
    for result in fields["results"]:
        assert result["text"] == REPORT.passage(result["passage_id"]).text
        for evidence in result["evidence"]:
            assert evidence["text"] == result["text"][evidence["start"] : evidence["end"]]


def test_search_prints_labels_and_sections(cli):
    fields = json.loads(cli("search", "--json", "-k", "2", "field offices").out)
    outcome = cli("search", "-k", "2", "field offices")
    words = " ".join(outcome.out.split())
    assert (outcome.code, outcome.err) == (0, "")
    for place, result in enumerate(fields["results"], 1):
        assert f"{place}. {result['label']}" in words
        assert f"({result['passage_id']})" in words


def test_a_chat_model_that_is_not_there_is_told_in_one_sentence(cli):
    outcome = cli("ask", "--answerer", "generative", "How is social security financed?")

    assert (outcome.code, outcome.out) == (1, "")
    assert "No chat model is set up" in outcome.err
    assert "REPORT_ASSISTANT_MODEL" in outcome.err


def test_a_worded_answer_is_printed_with_labels_and_removed_sentences_when_wanted(with_model):
    answer = with_model.ask(QUESTION)

    printed = " ".join(answer_in_words(answer, show_removed=False).split())
    marked = " ".join(answer_in_words(answer, show_removed=True).split())

    assert "merging three units. [¶ 11]" in printed
    assert "Worded by scripted" in printed
    assert "Seven" not in printed
    assert "Not supported by the report: a number or date in it is not in the passages." in marked
    assert "(removed) Seven units were merged in 2006." in marked


def test_doctor_calls_the_model_only_when_asked(cli):
    named = [it["name"] for it in json.loads(cli("doctor", "--json").out)]
    outcome = cli("doctor", "--model", "--json")

    assert outcome.code == 1
    assert [it["name"] for it in json.loads(outcome.out)] == [*named, "Call of the chat model"]
