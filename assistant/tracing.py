"""OpenTelemetry spans: how long each stage of a question took, and what the model was asked for.

Off unless the settings say otherwise. Spans hold no question, passage or answer unless that is
asked for too; no key is ever in one. The call of a chat model follows the semantic conventions for
generative AI (operation ``chat``); all else is named ``report_assistant.*``.
"""

import json
import os
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from opentelemetry.trace import Span, Tracer, TracerProvider

    from assistant.answer import Answer
    from assistant.generation.wording import Wording
    from assistant.settings import Settings

SCOPE = "report_assistant"
"""Name of the instrumentation scope, and what the names of our own spans begin with."""

_STAGES = {"look up": "look_up", "search": "retrieve", "read": "rerank"}
_ENDPOINTS = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
_PROVIDERS = {
    "azure_openai": "azure.ai.openai",
    "google_genai": "gcp.gemini",
    "google_vertexai": "gcp.vertex_ai",
    "bedrock_converse": "aws.bedrock",
    "mistralai": "mistral_ai",
    "xai": "x_ai",
}
"""Where the conventions call a provider otherwise than LangChain does."""


class Tracing:
    """Makes spans, or none."""

    def __init__(self, tracer: "Tracer | None" = None, *, content: bool = False) -> None:
        """Say where spans go.

        Args:
            tracer: Makes spans; None makes none.
            content: Whether spans hold questions, passages and answers.
        """
        self._tracer = tracer
        self._content = content

    def stage(self, name: str) -> AbstractContextManager[object]:
        """Return the span of a stage, to be used in a ``with`` statement.

        Args:
            name: The stage, as the trail names it.
        """
        if self._tracer is None:
            return nullcontext()
        name = _STAGES.get(name, name)
        return self._tracer.start_as_current_span(f"{SCOPE}.{name}")

    def question(self, question: str) -> "QuestionSpan":
        """Return the span of a whole question.

        Args:
            question: The question.
        """
        if self._tracer is None:
            return QuestionSpan(None, content=False)
        span = self._tracer.start_span(f"{SCOPE}.ask")
        if self._content:
            span.set_attribute(f"{SCOPE}.question", question)
        return QuestionSpan(span, content=self._content)

    @contextmanager
    def chat(self, wording: "Wording") -> Iterator[None]:
        """Make the span of a model's answer, from the call to the last piece.

        It is not made the current one: others go on between the pieces.

        Args:
            wording: The answer that grows; read when the context ends.
        """
        if self._tracer is None:
            yield
            return
        from opentelemetry.trace import SpanKind

        chat = wording.call.chat
        span = self._tracer.start_span(f"chat {chat.model_id}", kind=SpanKind.CLIENT)
        span.set_attributes(_request_of(wording))
        if self._content:
            span.set_attributes(_messages_of(wording))
        try:
            yield
        finally:
            self._tell(span, wording)
            span.end()

    def _tell(self, span: "Span", wording: "Wording") -> None:
        from opentelemetry.trace import StatusCode

        used = wording.call.usage
        span.set_attribute("gen_ai.usage.input_tokens", used.input_tokens)
        span.set_attribute("gen_ai.usage.output_tokens", used.output_tokens)
        if wording.fault is not None:
            span.set_attribute("error.type", wording.fault)
            span.set_status(StatusCode.ERROR)
        if self._content:
            span.set_attribute("gen_ai.output.messages", _message("assistant", wording.text))


class QuestionSpan:
    """The span of one question, ended with the ``with`` statement that it is used in.

    Attributes:
        answer: What came of the question; set before the end, None where an error was raised.
    """

    def __init__(self, span: "Span | None", *, content: bool) -> None:
        """Take the span.

        Args:
            span: The span, or None.
            content: Whether it holds the answer.
        """
        self.answer: Answer | None = None
        self._span = span
        self._content = content

    def entered(self) -> AbstractContextManager[object]:
        """Return a context in which it is the current span; may be entered several times."""
        if self._span is None:
            return nullcontext()
        from opentelemetry.trace import use_span

        return use_span(self._span, end_on_exit=False)

    def __enter__(self) -> Self:
        """Use in a ``with`` statement."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Write down what came of the question."""
        if self._span is None:
            return
        if self.answer is not None:
            self._span.set_attributes(dict(_outcome_of(self.answer)))
            if self._content:
                self._span.set_attribute(f"{SCOPE}.answer", self.answer.text)
        self._span.end()


NO_TRACING = Tracing()
"""Makes no spans."""


def open_tracing(settings: "Settings", provider: "TracerProvider | None" = None) -> Tracing:
    """Return what makes spans as the settings say.

    Args:
        settings: Whether spans are made, and whether they hold content.
        provider: Where they go. When left out, to the provider that the program around this one
            has set up; else to the OTLP endpoint that the environment names.
    """
    if not settings.tracing:
        return NO_TRACING
    from opentelemetry import trace

    provider = provider or _own_provider() or trace.get_tracer_provider()
    return Tracing(provider.get_tracer(SCOPE), content=settings.tracing_content)


def _own_provider() -> "TracerProvider | None":
    """Return a provider that sends to the endpoint of the environment, where nobody made one."""
    from opentelemetry import trace

    is_set_up = not isinstance(trace.get_tracer_provider(), trace.ProxyTracerProvider)
    if is_set_up or not any(map(os.environ.get, _ENDPOINTS)):
        return None
    from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    provider = TracerProvider(resource=Resource.create({"service.name": "report-assistant"}))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    return provider


def _request_of(wording: "Wording") -> Mapping[str, str | int | float]:
    chat = wording.call.chat
    provider = _PROVIDERS.get(chat.provider, chat.provider) or "unknown"
    return {
        "gen_ai.operation.name": "chat",
        "gen_ai.provider.name": provider,
        "gen_ai.request.model": chat.model_id,
        "gen_ai.request.max_tokens": chat.limits.output_tokens,
        "gen_ai.output.type": "json" if chat.structured else "text",
        f"{SCOPE}.passages": len(wording.call.prompt.given),
    }


def _messages_of(wording: "Wording") -> Mapping[str, str]:
    prompt = wording.call.prompt
    system = prompt.fields if wording.call.chat.structured else prompt.marks
    return {
        "gen_ai.system_instructions": json.dumps([{"type": "text", "content": system}]),
        "gen_ai.input.messages": _message("user", prompt.request),
    }


def _message(role: str, text: str) -> str:
    return json.dumps([{"role": role, "parts": [{"type": "text", "content": text}]}])


def _outcome_of(answer: "Answer") -> Iterator[tuple[str, str | int]]:
    yield f"{SCOPE}.route", answer.trail.route
    yield f"{SCOPE}.answerer", answer.answerer
    yield f"{SCOPE}.citations", len(answer.citations)
    if answer.refusal is not None:
        yield f"{SCOPE}.refusal", answer.refusal.reason
    if answer.fault is not None:
        yield f"{SCOPE}.fault", answer.fault
    for verdict, count in Counter(it.verdict for it in answer.sentences).items():
        yield f"{SCOPE}.sentences.{verdict}", count
