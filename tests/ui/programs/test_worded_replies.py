"""The function `ask` where the server has a chat model."""

import json

import pytest
from mcp import Client

from assistant import ModelError
from tests.scripted_model import QUESTION, ScriptedModel
from ui.desk import QuestionDesk
from ui.errors import ArgumentError
from ui.json_fields import answer_fields
from ui.programs import ReportFunctions, build_server
from ui.programs.arguments import AskArguments, checked


@pytest.fixture(scope="module")
def worded(with_model):
    return ReportFunctions(QuestionDesk(with_model, 2, 8))


def test_the_statements_come_with_their_labels_and_quotes(worded):
    reply = worded.ask(QUESTION)

    (statement,) = reply.statements
    assert (reply.answerer, reply.model, reply.removed, reply.notice) == (
        "generative", "scripted", 2, "",
    )  # fmt: skip
    assert statement.labels == ("¶ 11",)
    assert statement.citations == reply.citations
    assert "Seven" not in reply.model_dump_json()


def test_the_reports_own_words_can_be_asked_for(worded):
    reply = worded.ask(QUESTION, answerer="extractive")

    assert (reply.answerer, reply.statements, reply.model) == ("extractive", (), None)


def test_a_model_that_is_not_there_is_told_in_plain_words(functions):
    with pytest.raises(ModelError, match="No chat model is set up"):
        functions.ask(QUESTION, answerer="generative")


def test_earlier_questions_are_not_asked_of_the_model(open_with):
    model = ScriptedModel()
    functions = ReportFunctions(QuestionDesk(open_with(model), 2, 8))

    functions.ask("And in which year?", [QUESTION, "Which department was it?"])

    assert len(model.asked) <= 1


def test_another_answerer_is_refused():
    with pytest.raises(ArgumentError, match="'answerer' cannot be used"):
        checked(AskArguments, {"question": "What?", "answerer": "both"})


async def test_the_mcp_tool_gives_the_same(worded):
    async with Client(build_server(worded)) as client:
        result = await client.call_tool("ask", {"question": QUESTION})

    assert result.structured_content == worded.ask(QUESTION).model_dump(mode="json")


def test_json_has_every_sentence_with_its_verdict(with_model):
    fields = json.loads(json.dumps(answer_fields(with_model.ask(QUESTION))))

    assert [it["verdict"] for it in fields["sentences"]] == [
        "supported", "wrong_figure", "fabricated",
    ]  # fmt: skip
    assert fields["usage"]["model"] == "scripted"
    assert fields["fault"] is None
