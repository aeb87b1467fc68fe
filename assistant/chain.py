"""The retrieval chain: question and history in, answer out, as a LangChain Runnable.

    resolve ─► retrieve ─► answer ─► verify

Every step takes its parts as arguments of `build_chain`, so that a better resolver, reranker
or answerer takes the place of today's without a change here.
"""

from dataclasses import dataclass, field, replace
from typing import TypedDict

from langchain_core.runnables import Runnable, RunnableLambda

from assistant.answer import Answer, Refusal
from assistant.conversation import Conversation
from assistant.drafting import draft_answer
from assistant.extractive import Draft
from assistant.resolution import ResolvedQuestion
from assistant.retrieval import ChainParts, Retrieved, retrieve
from assistant.trail import Route, Stopwatch
from assistant.verification import verify


class Turn(TypedDict, total=False):
    """What the chain takes.

    Attributes:
        question: As typed.
        conversation: The turns before it; none when left out.
        within: Keys of the passages to search among; all when left out.
    """

    question: str
    conversation: Conversation
    within: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class _Resolved:
    question: ResolvedQuestion
    within: frozenset[str] | None
    watch: Stopwatch = field(default_factory=Stopwatch)


@dataclass(frozen=True, slots=True)
class _Retrieved:
    found: Retrieved
    watch: Stopwatch


@dataclass(frozen=True, slots=True)
class _Drafted:
    found: Retrieved
    route: Route
    draft: Draft | Refusal
    watch: Stopwatch


def build_chain(parts: ChainParts) -> Runnable[Turn, Answer]:
    """Return the chain. It is invoked, awaited, batched and streamed like any Runnable.

    Args:
        parts: What it is made of.
    """

    def resolve(turn: Turn) -> _Resolved:
        watch = Stopwatch()
        with watch.stage("resolve"):
            conversation = turn.get("conversation", Conversation())
            resolved = parts.resolver.resolve(turn["question"], conversation)
        return _Resolved(resolved, turn.get("within"), watch)

    def find(resolved: _Resolved) -> _Retrieved:
        found = retrieve(resolved.question, resolved.within, parts, resolved.watch)
        return _Retrieved(found, resolved.watch)

    def answer(retrieved: _Retrieved) -> _Drafted:
        with retrieved.watch.stage("answer"):
            route, draft = draft_answer(retrieved.found, parts)
        return _Drafted(retrieved.found, route, draft, retrieved.watch)

    def check(drafted: _Drafted) -> Answer:
        with drafted.watch.stage("verify"):
            answer = verify(drafted.found, drafted.route, drafted.draft, parts.report)
        return replace(answer, trail=replace(answer.trail, times=drafted.watch.times))

    return (
        RunnableLambda(resolve, name="resolve")
        | RunnableLambda(find, name="retrieve")
        | RunnableLambda(answer, name="answer")
        | RunnableLambda(check, name="verify")
    ).with_config(run_name="report_assistant")
