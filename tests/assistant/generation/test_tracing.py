"""OpenTelemetry spans: off by default, without content unless it is asked for."""

import asyncio
import json

import pytest
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind, StatusCode

from assistant import InvalidQuestionError, open_assistant
from tests.scripted_model import QUESTION, REPLY, ScriptedModel


class Traced:
    """An assistant, its model and the spans that it made."""

    def __init__(self, opened, model, exporter):
        self.opened, self.model, self.exporter = opened, model, exporter

    def spans(self):
        """Return the spans since the last time, by name."""
        spans = {it.name: it for it in self.exporter.get_finished_spans()}
        self.exporter.clear()
        return spans


@pytest.fixture(scope="module")
def trace(settings, assistant):
    """Return a function that opens the assistant with tracing."""
    opened = []

    def call(**chosen):
        exporter, provider, model = InMemorySpanExporter(), TracerProvider(), ScriptedModel()
        provider.add_span_processor(SimpleSpanProcessor(exporter))
        given = settings.model_copy(update={"tracing": True, **chosen})
        opened.append(open_assistant(given, model=model, tracer_provider=provider))
        return Traced(opened[-1], model, exporter)

    yield call
    for it in opened:
        it.close()


@pytest.fixture(scope="module")
def traced(trace):
    return trace()


def all_attributes(spans):
    return json.dumps([dict(it.attributes) for it in spans.values()])


def test_nothing_is_traced_unless_the_settings_say_so(trace):
    off = trace(tracing=False)
    off.opened.ask(QUESTION)
    assert off.spans() == {}


def test_every_stage_has_a_span_below_that_of_the_question(traced):
    traced.opened.ask(QUESTION)
    spans = traced.spans()
    whole = spans["report_assistant.ask"]
    stages = {"resolve", "look_up", "retrieve", "rerank", "answer", "verify", "check"}
    assert {f"report_assistant.{it}" for it in stages} <= spans.keys()
    assert "chat scripted" in spans
    for name, span in spans.items():
        assert span.instrumentation_scope.name == "report_assistant"
        assert name == "report_assistant.ask" or span.parent.span_id == whole.context.span_id


def test_the_call_follows_the_conventions(traced):
    traced.opened.ask(QUESTION)
    span = traced.spans()["chat scripted"]
    assert span.kind is SpanKind.CLIENT
    given = dict(span.attributes)
    assert given["gen_ai.operation.name"] == "chat"
    assert given["gen_ai.request.model"] == "scripted"
    assert given["gen_ai.usage.input_tokens"] > 0
    assert given["gen_ai.usage.output_tokens"] > 0


def test_the_outcome_is_told_in_numbers(traced):
    traced.opened.ask(QUESTION)
    told = dict(traced.spans()["report_assistant.ask"].attributes)
    assert told["report_assistant.answerer"] == "generative"
    assert told["report_assistant.route"] == "search"
    assert told["report_assistant.sentences.supported"] == 1
    assert told["report_assistant.sentences.wrong_figure"] == 1


def test_a_fault_is_an_error_of_the_call(traced):
    traced.model.reply = ""
    traced.opened.ask(QUESTION)
    traced.model.reply = REPLY
    spans = traced.spans()
    assert spans["chat scripted"].status.status_code is StatusCode.ERROR
    assert spans["chat scripted"].attributes["error.type"] == "empty"
    assert spans["report_assistant.ask"].attributes["report_assistant.fault"] == "empty"


def test_a_refusal_is_told(traced):
    traced.opened.ask("recommendation 15")
    spans = traced.spans()
    assert (
        spans["report_assistant.ask"].attributes["report_assistant.refusal"] == "no_such_reference"
    )
    assert "chat scripted" not in spans


def test_a_question_that_cannot_be_asked_ends_its_span(traced):
    with pytest.raises(InvalidQuestionError):
        traced.opened.ask(" ")
    assert "report_assistant.ask" in traced.spans()


def test_streams_and_awaited_answers_have_the_same_spans(traced):
    traced.opened.ask(QUESTION)
    names = traced.spans().keys()
    list(traced.opened.stream(QUESTION))
    streamed = traced.spans()
    assert streamed.keys() == names

    async def others():
        await traced.opened.aask(QUESTION)
        awaited = traced.spans()
        [it async for it in traced.opened.astream(QUESTION)]
        return awaited, traced.spans()

    for spans in (streamed, *asyncio.run(others())):
        assert spans.keys() == names
        whole = spans["report_assistant.ask"].context.span_id
        assert spans["chat scripted"].parent.span_id == whole
        assert spans["report_assistant.retrieve"].parent.span_id == whole


def test_a_stream_that_is_left_ends_its_spans(traced):
    answers = traced.opened.stream(QUESTION)
    next(answers)
    answers.close()
    assert {"chat scripted", "report_assistant.ask"} <= traced.spans().keys()


def test_spans_hold_no_content_unless_that_is_asked_for(traced, trace):
    traced.opened.ask(QUESTION)
    without = all_attributes(traced.spans())
    for words in ("units", "consolidated", "Atlantis", "PASSAGE"):
        assert words not in without
    open_hearted = trace(tracing_content=True)
    open_hearted.opened.ask(QUESTION)
    spans = open_hearted.spans()
    assert spans["report_assistant.ask"].attributes["report_assistant.question"] == QUESTION
    assert "¶ 11" in spans["report_assistant.ask"].attributes["report_assistant.answer"]
    chat = spans["chat scripted"].attributes
    assert "PASSAGE p11" in json.loads(chat["gen_ai.input.messages"])[0]["parts"][0]["content"]
    assert "Atlantis" in chat["gen_ai.output.messages"]
    assert "data" in chat["gen_ai.system_instructions"]
