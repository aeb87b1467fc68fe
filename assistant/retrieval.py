"""What is found for a stand-alone question, before it is answered."""

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from assistant.agreement import Vocabulary
from assistant.answer import Refusal
from assistant.cross_references import Focus, focus_of, focused
from assistant.demands import demands_of
from assistant.extractive import Draft
from assistant.look_up import NOTHING_NAMED, LookUp, look_up
from assistant.outline import answer_from_outline
from assistant.question import without_frame
from assistant.question_parts import split_question
from assistant.rerank import Reading, Reranker
from assistant.resolution import QuestionResolver, ResolvedQuestion
from assistant.stages import Stages
from assistant.tracing import NO_TRACING, Tracing
from assistant.trail import Rewriting, Stopwatch
from corpus import Report
from index import Reader, SearchOptions, SearchResult

if TYPE_CHECKING:
    from assistant.generation.answering import GenerativeAnswerer
    from assistant.generation.rewriting import FollowUpRewriter

_SHARE_OF_PART = 0.4
"""How much is read for each part of a question, beside what is read for the whole."""


class Search(Protocol):
    """Finds passages for a query."""

    def search(self, query: str, k: int, options: SearchOptions) -> tuple[SearchResult, ...]:
        """Return at most ``k`` passages, best first."""
        ...


@dataclass(frozen=True)
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
        generator: Words answers with a chat model; None where none is set up.
        rewriter: Has a chat model make follow-ups stand-alone questions; None does not.
        tracing: Makes spans of the stages.
    """

    report: Report
    search: Search
    resolver: QuestionResolver
    depth: int
    max_quotes: int
    stages: Stages = field(default_factory=Stages)
    reader: Reader | None = None
    generator: "GenerativeAnswerer | None" = None
    rewriter: "FollowUpRewriter | None" = None
    tracing: Tracing = NO_TRACING

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The report's words."""
        return Vocabulary(self.report)


@dataclass(frozen=True, slots=True)
class Found:
    """What was found for a query.

    Attributes:
        query: What was searched.
        results: The passages, best first.
        reading: What the reader made of them; None where none is at work.
    """

    query: str
    results: tuple[SearchResult, ...]
    reading: Reading | None


@dataclass(frozen=True, slots=True)
class Retrieved:
    """What is known before the answer.

    Attributes:
        resolved: The question.
        named: What it names by number.
        outline: The answer from the outline, where the question is about it.
        focus: What a question that names units is about; None where it names none.
        whole: What was found for the whole question; None where nothing was searched.
        parts: What was found for each part of a question that asks several things.
        rewriting: What a chat model made of a follow-up; None where it was not asked.
    """

    resolved: ResolvedQuestion
    named: LookUp = NOTHING_NAMED
    outline: Draft | Refusal | None = None
    focus: Focus | None = None
    whole: Found | None = None
    parts: tuple[Found, ...] = ()
    rewriting: Rewriting | None = None

    @property
    def results(self) -> tuple[SearchResult, ...]:
        """The passages found for the whole question."""
        return self.whole.results if self.whole is not None else ()

    @property
    def reading(self) -> Reading | None:
        """What the reader made of them."""
        return self.whole.reading if self.whole is not None else None


def retrieve(
    resolved: ResolvedQuestion,
    within: frozenset[str] | None,
    parts: ChainParts,
    watch: Stopwatch,
) -> Retrieved:
    """Look up what a question names, and search for the rest.

    Args:
        resolved: The question.
        within: Keys of the passages to search among, or None for all.
        parts: What the chain is made of.
        watch: Takes the times.
    """
    if resolved.reply is not None:
        return Retrieved(resolved)
    with watch.stage("look up"):
        named = look_up(resolved, parts.report) if parts.stages.references else NOTHING_NAMED
        if named.missing and not named.found:
            return Retrieved(resolved, named)
        outline = None
        if parts.stages.outline:
            outline = answer_from_outline(resolved, named.found, parts.report)
    if named.nothing_else or outline is not None:
        return Retrieved(resolved, named, outline)
    search = _Searching(parts, parts.stages.search_options(within), watch)
    whole = search.find(resolved.question, resolved.unnamed)
    if named.found:
        focus = focus_of(resolved, named.found, parts.report)
        results = focused(whole.results, focus, named.found, parts.report)
        return Retrieved(resolved, named, focus=focus, whole=replace(whole, results=results))
    asked = split_question(resolved.question) if parts.stages.parts else ()
    found = tuple(search.find(part, part, _SHARE_OF_PART) for part in asked)
    return Retrieved(resolved, named, whole=whole, parts=found)


@dataclass(frozen=True, slots=True)
class _Searching:
    parts: ChainParts
    options: SearchOptions
    watch: Stopwatch

    def find(self, question: str, demanding: str, share: float = 1.0) -> Found:
        query = without_frame(question) if self.parts.stages.frame else question
        with self.watch.stage("search"):
            results = self.parts.search.search(query, self.parts.depth, self.options)
        if self.parts.reader is None or not self.parts.stages.reader:
            return Found(query, results, None)
        vocabulary = self.parts.vocabulary
        with self.watch.stage("read"):
            demands = demands_of(demanding, vocabulary.plain)
            reranker = Reranker(self.parts.reader, vocabulary)
            reading = reranker.rerank(query, demands, results, share)
        return Found(query, reading.results, reading)
