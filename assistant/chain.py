"""The retrieval chain: question and history in, answer out, as a LangChain Runnable.

    resolve ─► retrieve ─► answer ─► verify

Every step takes its parts as arguments of `build_chain`, so that a better resolver, reranker
or answerer takes the place of today's without a change here.
"""

from dataclasses import dataclass, field, replace
from typing import Protocol, TypedDict

from langchain_core.runnables import Runnable, RunnableLambda

from assistant.answer import Answer, Refusal
from assistant.citation_check import check_citation, cite
from assistant.conversation import Conversation
from assistant.extractive import (
    BY_RANKS,
    BY_READING,
    Draft,
    answer_by_look_up,
    answer_from_results,
)
from assistant.look_up import NOTHING_NAMED, LookUp, describe_missing, linked_passages, look_up
from assistant.outline import answer_from_outline
from assistant.question import without_frame
from assistant.rerank import rerank
from assistant.resolution import QuestionResolver, ResolvedQuestion
from assistant.stages import Stages
from corpus import Passage, Report
from index import Evidence, Reader, SearchOptions, SearchResult

MIN_CONFIDENCE = 0.018
"""Below this confidence the question is refused: chosen on the ``dev`` questions so that at
most 3% of those with an answer are. See docs/overview.md."""

_NEAREST = 3


class Search(Protocol):
    """Finds passages for a query."""

    def search(self, query: str, k: int, options: SearchOptions) -> tuple[SearchResult, ...]:
        """Return at most ``k`` passages, best first."""
        ...


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
class ChainParts:
    """What the chain is made of.

    Attributes:
        report: The report.
        search: The search over it.
        resolver: Makes the stand-alone question.
        depth: How many passages are searched.
        max_quotes: How many passages are quoted at most.
        stages: Which stages are at work.
        reader: Orders what was found by reading it; None leaves it as the search has it.
    """

    report: Report
    search: Search
    resolver: QuestionResolver
    depth: int
    max_quotes: int
    stages: Stages = field(default_factory=Stages)
    reader: Reader | None = None


@dataclass(frozen=True, slots=True)
class _Resolved:
    question: ResolvedQuestion
    within: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class _Retrieved:
    resolved: ResolvedQuestion
    named: LookUp
    results: tuple[SearchResult, ...]
    outline: Draft | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class _Drafted:
    retrieved: _Retrieved
    draft: Draft | Refusal


def build_chain(parts: ChainParts) -> Runnable[Turn, Answer]:
    """Return the chain. It is invoked, awaited, batched and streamed like any Runnable.

    Args:
        parts: What it is made of.
    """

    def resolve(turn: Turn) -> _Resolved:
        conversation = turn.get("conversation", Conversation())
        resolved = parts.resolver.resolve(turn["question"], conversation)
        return _Resolved(resolved, turn.get("within"))

    def retrieve(resolved: _Resolved) -> _Retrieved:
        return _retrieve(resolved.question, resolved.within, parts)

    def answer(retrieved: _Retrieved) -> _Drafted:
        return _Drafted(retrieved, _draft(retrieved, parts))

    def verify(drafted: _Drafted) -> Answer:
        return _verify(drafted, parts.report)

    return (
        RunnableLambda(resolve)
        | RunnableLambda(retrieve)
        | RunnableLambda(answer)
        | RunnableLambda(verify)
    ).with_config(run_name="report_assistant")


def _retrieve(
    resolved: ResolvedQuestion, within: frozenset[str] | None, parts: ChainParts
) -> _Retrieved:
    named = look_up(resolved, parts.report) if parts.stages.references else NOTHING_NAMED
    if named.missing and not named.found:
        return _Retrieved(resolved, named, ())
    outline = None
    if parts.stages.outline:
        outline = answer_from_outline(resolved, named.found, parts.report)
    if named.nothing_else or outline is not None:
        return _Retrieved(resolved, named, (), outline)
    query = without_frame(resolved.question) if parts.stages.frame else resolved.question
    options = parts.stages.search_options(within)
    results = parts.search.search(query, parts.depth, options)
    confidence = None
    if parts.reader is not None and parts.stages.reader:
        reading = rerank(query, results, parts.reader)
        results, confidence = reading.results, reading.confidence
    first = _named_first(results, named.found, parts.report)
    return _Retrieved(resolved, named, first, confidence=confidence)


def _named_first(
    results: tuple[SearchResult, ...], named: tuple[Passage, ...], report: Report
) -> tuple[SearchResult, ...]:
    """Keep to the passages that a question names, and those that name them, where it names any.

    What was found of them comes first, in the order of the search.
    """
    if not named:
        return results
    close = {passage.id: passage for passage in (*named, *linked_passages(named, report))}
    found = [result for result in results if result.passage.id in close]
    seen = {result.passage.id for result in found}
    lowest = min((result.score for result in found), default=0.0)
    unseen = [
        SearchResult(passage, lowest, None, (), {})
        for id_, passage in close.items()
        if id_ not in seen
    ]
    targets = {passage.id for passage in named}
    return tuple(_at_reference(result, targets) for result in (*found, *unseen))


def _at_reference(result: SearchResult, targets: set[str]) -> SearchResult:
    """Point at the list item that names one of the targets, where there is one."""
    places = [r.start for r in result.passage.references if r.target in targets]
    items = [
        Evidence(item.start, item.end, result.score)
        for item in result.passage.items
        if any(item.start <= place < item.end for place in places)
    ]
    return replace(result, evidence=tuple(items)) if items else result


def _draft(retrieved: _Retrieved, parts: ChainParts) -> Draft | Refusal:
    named = retrieved.named
    if named.missing and not named.found:
        return Refusal("no_such_reference", describe_missing(named.missing, parts.report))
    if retrieved.outline is not None:
        draft = retrieved.outline
    elif named.nothing_else:
        draft = answer_by_look_up(named.found)
    elif _is_doubtful(retrieved, parts.stages):
        return _refuse_doubtful(retrieved, parts.report)
    elif retrieved.results:
        shares = BY_RANKS if retrieved.confidence is None else BY_READING
        draft = answer_from_results(retrieved.results, parts.max_quotes, shares)
    else:
        return Refusal(
            "not_in_report",
            f"Nothing in {parts.report.symbol} matches this question. "
            "Try the words that the report would use, or ask for a paragraph by its number.",
        )
    if named.missing:
        return replace(draft, lead=f"{describe_missing(named.missing, parts.report)} {draft.lead}")
    return draft


def _is_doubtful(retrieved: _Retrieved, stages: Stages) -> bool:
    """Tell whether the reader is all but sure that nothing it read answers."""
    if retrieved.confidence is None or retrieved.named.found or not stages.abstention:
        return False
    return bool(retrieved.results) and retrieved.confidence < MIN_CONFIDENCE


def _refuse_doubtful(retrieved: _Retrieved, report: Report) -> Refusal:
    nearest = answer_from_results(retrieved.results, _NEAREST, BY_READING).citations
    return Refusal(
        "not_in_report",
        f"{report.symbol} does not seem to answer this question. "
        "The passages nearest to it are shown for you to judge.",
        nearest,
    )


def _verify(drafted: _Drafted, report: Report) -> Answer:
    retrieved = drafted.retrieved
    base = Answer(
        asked=retrieved.resolved.asked,
        question=retrieved.resolved.question,
        candidates=retrieved.results,
        confidence=_confidence(retrieved),
    )
    if isinstance(drafted.draft, Refusal):
        return replace(base, refusal=drafted.draft)
    citations = drafted.draft.citations
    valid = tuple(c for c in citations if check_citation(c, report) == "valid")
    if valid:
        return replace(
            base,
            short_answer=drafted.draft.short_answer,
            lead=drafted.draft.lead,
            citations=valid,
        )
    nearest = tuple(cite(r.passage, 0, len(r.passage.text)) for r in retrieved.results[:_NEAREST])
    return replace(
        base,
        refusal=Refusal(
            "unverified",
            "No quote could be verified in the report, so none is shown. "
            "Read the nearest passages instead.",
            nearest,
        ),
    )


def _confidence(retrieved: _Retrieved) -> float | None:
    """Return how sure the answer is: 1 where it was looked up, None where nothing was read."""
    looked_up = retrieved.outline is not None or retrieved.named.nothing_else
    return 1.0 if looked_up else retrieved.confidence
