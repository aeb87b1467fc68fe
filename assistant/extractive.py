"""Answers made of the report's own words."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import Citation
from assistant.citation_check import cite
from assistant.look_up import join_words
from corpus import Passage, Span
from index import SearchResult


@dataclass(frozen=True, slots=True)
class Shares:
    """How much of the best score a further quote needs. Chosen on the ``dev`` questions.

    Attributes:
        passage: Share of the best passage's score that another passage needs.
        sentence: Share of a passage's best sentence that its neighbour needs.
    """

    passage: float
    sentence: float


BY_RANKS = Shares(passage=0.6, sentence=0.8)
"""For the fused ranks of the search, which lie close together."""

BY_READING = Shares(passage=0.12, sentence=0.4)
"""For the reader's scores, which lie far apart."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer before its citations are checked.

    Attributes:
        lead: One short sentence in our words.
        citations: The quotes, best first.
        short_answer: The answer itself, where it can be said in a few words; may be empty.
    """

    lead: str
    citations: tuple[Citation, ...]
    short_answer: str = ""


def answer_from_results(results: Sequence[SearchResult], max_quotes: int, shares: Shares) -> Draft:
    """Quote the sentences that match best, from one to ``max_quotes`` passages.

    Args:
        results: What the search found, best first; at least one.
        max_quotes: How many passages to quote at most.
        shares: What a further quote needs.
    """
    floor = results[0].score * shares.passage
    quoted = [result for result in results[:max_quotes] if result.score >= floor]
    citations = tuple(cite(result.passage, *_best_part(result, shares)) for result in quoted)
    return Draft(_lead([result.passage for result in quoted]), citations)


def answer_by_look_up(passages: Sequence[Passage]) -> Draft:
    """Quote whole passages that were asked for by their numbers."""
    labels = join_words([passage.label for passage in passages])
    verb = "reads" if len(passages) == 1 else "read"
    whole = tuple(cite(passage, 0, len(passage.text)) for passage in passages)
    return Draft(f"{labels} {verb}:", whole)


def _lead(passages: Sequence[Passage]) -> str:
    first, *others = passages
    place = f"{first.label} ({first.section[-1]})" if first.section else first.label
    if not others:
        return f"The report speaks of this in {place}:"
    more = join_words([passage.label for passage in others])
    return f"The report speaks of this in {place}; see also {more}:"


def _best_part(result: SearchResult, shares: Shares) -> tuple[int, int]:
    """Return where the best sentence stands, with neighbours on its line that match as well."""
    if not result.evidence:
        return 0, len(result.passage.text)
    best = result.evidence[0]
    part = _with_list(Span(best.start, best.end), result.passage)
    for other in result.evidence[1:]:
        between = result.passage.text[min(part.end, other.end) : max(part.start, other.start)]
        touches = not between.strip() and "\n" not in between
        if touches and other.score >= best.score * shares.sentence:
            part = Span(min(part.start, other.start), max(part.end, other.end))
    return _without_marker(part, result.passage)


def _without_marker(part: Span, passage: Passage) -> tuple[int, int]:
    """Return where a quote of one list item stands, without the item's mark."""
    for item in passage.items:
        before = passage.text[part.start : item.start].strip()
        if part.end <= item.end and before == item.marker:
            return item.start, part.end
    return part.start, part.end


def _with_list(part: Span, passage: Passage) -> Span:
    """Return a list whole where its introduction was found."""
    words = passage.text[part.start : part.end]
    announces = words.endswith(":") or ":\n" in words
    following = [item for item in passage.items if item.end > part.end]
    return Span(part.start, following[-1].end) if announces and following else part
