"""A chat model's opinion of answers: by openevals, beside the measures, never a bound."""

import builtins
import json
import re

import pytest
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage
from langchain_core.outputs import ChatGeneration, ChatResult
from pydantic import Field

from assistant import Settings
from evals import JudgeError, SystemAnswer, SystemCitation, UnknownMetricError, run_system
from evals.case import Case
from evals.gate import failures, parse_bounds
from evals.judge import _settings_of, open_judge
from evals.scoring import METRICS
from tests.model_servers.behaviours import says
from tests.model_servers.scripted_server import ScriptedServer

CASE = Case(
    id="units", kind="number", question="How many units?", answerable=True, passages=("p11",)
)
ANSWER = SystemAnswer(
    text="Three {units}.", citations=(SystemCitation(passage_id="p11", quote="three units"),)
)
JUDGED = {metric.name for metric in METRICS if metric.is_judged}


class FakeJudge(BaseChatModel):
    """Gives the scores it was told to, in fields, and keeps what it was asked."""

    scores: list[object]
    asked: list[str] = Field(default_factory=list)

    @property
    def _llm_type(self):
        return "judge"

    def bind_tools(self, tools, **kwargs):
        return self

    def _generate(self, messages, stop=None, run_manager=None, **kwargs):
        self.asked.append(str(messages[-1].content))
        score = self.scores.pop(0)
        if isinstance(score, Exception):
            raise score
        call = {"name": "score", "args": {"reasoning": "so", "score": score}, "id": "1"}
        message = AIMessage("", tool_calls=[call])
        return ChatResult(generations=[ChatGeneration(message=message)])


class Says:
    """A system that always says the same."""

    name = description = "says"

    def __init__(self, answer):
        self.said = answer

    def answer(self, question, history):
        return self.said

    def provenance(self):
        return {}


def judge_with(context, *scores, retries=0):
    model = FakeJudge(scores=list(scores))
    settings = context.settings.model_copy(update={"model_retries": retries})
    return model, open_judge("openai:judge", settings, model)


def test_answers_are_judged_by_their_passages_and_by_the_question(context, report):
    model, judge = judge_with(context, 0.5, 1)
    run = run_system(Says(ANSWER), [CASE], report, judge=judge)
    assert {name: run.figures[name].value for name in JUDGED} == {
        "faithfulness": 0.5, "answer_relevance": 1,
    }  # fmt: skip
    by_passage, by_question = model.asked
    assert report.passage("p11").text in by_passage
    assert CASE.question in by_question
    assert ANSWER.text in by_passage
    assert run.provenance.system["judge"].startswith("openai:judge, by openevals")


@pytest.mark.parametrize(
    "answer",
    [
        SystemAnswer(text="no", refused=True),
        SystemAnswer(text="words without a citation"),
        SystemAnswer(text="x", citations=(SystemCitation(passage_id="p999", quote="x"),)),
    ],
)
def test_what_cannot_be_judged_is_not(context, report, answer):
    model, judge = judge_with(context)
    run = run_system(Says(answer), [CASE], report, judge=judge)
    assert model.asked == []
    assert not JUDGED & run.figures.keys()
    assert run.results[0].unjudged is None


@pytest.mark.parametrize("score", [1.5, -1, "good", None, RuntimeError("sk-secret")])
def test_a_judge_that_fails_is_told_of_and_gives_no_score(context, report, score):
    _, judge = judge_with(context, score)
    run = run_system(Says(ANSWER), [CASE], report, judge=judge)
    assert "gave no score" in run.results[0].unjudged
    assert "secret" not in run.results[0].unjudged
    assert not JUDGED & run.figures.keys()
    assert run.errors == ()


def test_a_judge_is_asked_again_as_often_as_the_settings_say(context, report):
    _, judge = judge_with(context, RuntimeError("busy"), 1, 1, retries=1)
    run = run_system(Says(ANSWER), [CASE], report, judge=judge)
    assert run.figures["faithfulness"].value == 1


@pytest.mark.parametrize("name", sorted(JUDGED))
def test_no_bound_rests_on_an_opinion(context, report, name):
    with pytest.raises(UnknownMetricError, match="no bound may rest on it"):
        parse_bounds([f"{name}=0.9"])
    run = run_system(Says(ANSWER), [CASE], report)
    with pytest.raises(UnknownMetricError, match="no bound may rest on it"):
        failures(run, {name: 0.9})


def test_a_missing_package_is_named_with_its_extra(context, monkeypatch):
    real = builtins.__import__

    def without(name, *rest, **named):
        if name.startswith("openevals"):
            raise ImportError(name)
        return real(name, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(JudgeError, match=r"\.\[judge\]"):
        open_judge("openai:judge", context.settings)


def test_a_judge_has_the_name_of_a_model(context):
    with pytest.raises(JudgeError, match="'gpt', but the name of a provider"):
        open_judge("gpt", context.settings)


def test_another_provider_gets_neither_key_nor_address():
    settings = Settings(
        model="openai:x", model_api_key="sk-secret", model_base_url="http://localhost:1/v1"
    )
    other, same = _settings_of("anthropic:x", settings), _settings_of("openai:y", settings)
    assert (other.model_api_key, other.model_base_url) == (None, None)
    assert same.model_api_key == settings.model_api_key
    assert same.model_base_url == settings.model_base_url


def test_the_command_lets_a_model_judge(evaluate, write_lines, monkeypatch):
    with ScriptedServer() as server:
        monkeypatch.setenv("REPORT_ASSISTANT_MODEL_BASE_URL", server.url)
        monkeypatch.setenv("REPORT_ASSISTANT_MODEL_API_KEY", "sk-x")
        server.play(says(json.dumps({"reasoning": "so", "score": 0.75})))
        cases = write_lines(CASE.model_dump(mode="json"))
        outcome = evaluate("--cases", cases, "--judge", "openai:judge")
        server.play(says("I would rather not."))
        mute = evaluate("--cases", cases, "--judge", "openai:judge")
    assert outcome.code == 0, outcome.err
    assert re.search(r"faithfulness +0\.750", outcome.out)
    assert "judge: openai:judge, by openevals" in outcome.out
    assert mute.code == 0
    assert "1 answers were not judged: The judge 'openai:judge' gave no score" in mute.out
