"""The retrieval chain: question and history in, answer out, as a LangChain Runnable.

    resolve ─► retrieve ─► answer ─► verify ─► generate

Every step takes its parts as arguments of `build_chain`, so that a better resolver, reranker
or answerer takes the place of today's without a change here. The last step hands on the answer in
the report's words, or has a chat model word it and checks every sentence.
"""

from dataclasses import dataclass
from typing import TypedDict

from langchain_core.runnables import Runnable, RunnableConfig, RunnableLambda

from assistant.answer import Answer, Refusal
from assistant.conversation import Conversation
from assistant.drafting import draft_answer
from assistant.errors import ModelError
from assistant.extractive import Draft
from assistant.generated import Answerer
from assistant.generation.answering import Asked, GenerativeAnswerer
from assistant.generation.step import Checked, WordingStep
from assistant.look_up import describe_missing
from assistant.resolution import ResolvedQuestion
from assistant.retrieval import ChainParts, Retrieved, retrieve
from assistant.trail import Route, Stopwatch
from assistant.verification import verify

_WORDED: tuple[Route, ...] = ("search", "reference")


class Turn(TypedDict, total=False):
    """What the chain takes.

    Attributes:
        question: As typed.
        conversation: The turns before it; none when left out.
        within: Keys of the passages to search among; all when left out.
        answerer: Who words the answer; a chat model where one is set up, when left out.
    """

    question: str
    conversation: Conversation
    within: frozenset[str] | None
    answerer: Answerer | None


@dataclass(frozen=True, slots=True)
class _Shared:
    """What every step of one question shares."""

    conversation: Conversation
    within: frozenset[str] | None
    answerer: GenerativeAnswerer | None
    watch: Stopwatch


@dataclass(frozen=True, slots=True)
class _Resolved:
    shared: _Shared
    question: ResolvedQuestion


@dataclass(frozen=True, slots=True)
class _Retrieved:
    shared: _Shared
    found: Retrieved


@dataclass(frozen=True, slots=True)
class _Drafted:
    shared: _Shared
    found: Retrieved
    route: Route
    draft: Draft | Refusal


def build_chain(parts: ChainParts) -> Runnable[Turn, Answer]:
    """Return the chain. It is invoked, awaited, batched and streamed like any Runnable.

    Args:
        parts: What it is made of.
    """

    def resolve(turn: Turn) -> _Resolved:
        shared = _Shared(
            conversation=turn.get("conversation", Conversation()),
            within=turn.get("within"),
            answerer=_answerer(turn.get("answerer"), parts),
            watch=Stopwatch(parts.tracing.stage),
        )
        with shared.watch.stage("resolve"):
            resolved = parts.resolver.resolve(turn["question"], shared.conversation)
        return _Resolved(shared, resolved)

    def find(resolved: _Resolved, config: RunnableConfig) -> _Retrieved:
        shared = resolved.shared

        def search(question: ResolvedQuestion) -> Retrieved:
            return retrieve(question, shared.within, parts, shared.watch)

        found = search(resolved.question)
        if parts.rewriter is not None and shared.answerer is not None:
            with shared.watch.stage("rewrite"):
                found = parts.rewriter.better(found, shared.conversation, search, config)
        return _Retrieved(shared, found)

    def answer(retrieved: _Retrieved) -> _Drafted:
        with retrieved.shared.watch.stage("answer"):
            route, draft = draft_answer(retrieved.found, parts)
        return _Drafted(retrieved.shared, retrieved.found, route, draft)

    def check(drafted: _Drafted) -> Checked:
        shared, named = drafted.shared, drafted.found.named
        with shared.watch.stage("verify"):
            checked = verify(drafted.found, drafted.route, drafted.draft, parts.report)
        lead = describe_missing(named.missing, parts.report)
        answerer = shared.answerer if _is_worded(drafted, checked) else None
        return Checked(Asked(checked, lead, shared.watch), answerer)

    return (
        RunnableLambda(resolve, name="resolve")
        | RunnableLambda(find, name="retrieve")
        | RunnableLambda(answer, name="answer")
        | RunnableLambda(check, name="verify")
        | WordingStep()
    ).with_config(run_name="report_assistant")


def _answerer(wanted: Answerer | None, parts: ChainParts) -> GenerativeAnswerer | None:
    if wanted == "generative" and parts.generator is None:
        raise ModelError(
            "No chat model is set up that could word an answer. Name one in "
            "REPORT_ASSISTANT_MODEL, such as openai:gpt-5-mini, or ask the extractive answerer."
        )
    return None if wanted == "extractive" else parts.generator


def _is_worded(drafted: _Drafted, answer: Answer) -> bool:
    """Tell whether a chat model is asked to word an answer.

    It is not asked where the evidence is below the gate, nor where code knows the answer: a
    passage asked for by its number, the outline, a value of a figure, a greeting.
    """
    by_number = drafted.found.named.nothing_else
    return answer.refusal is None and drafted.route in _WORDED and not by_number
