"""Answers made of the report's own words."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import Citation
from assistant.citation_check import cite
from assistant.look_up import join_words
from corpus import Passage, Span
from index import SearchResult

_SUPPORT_SHARE = 0.6
"""A further passage is quoted when its score is at least this share of the best one's."""
_SENTENCE_SHARE = 0.8
"""A further sentence of a passage is quoted when its score is at least this share of the best."""


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


def answer_from_results(results: Sequence[SearchResult], max_quotes: int) -> Draft:
    """Quote the sentences that match best, from one to ``max_quotes`` passages.

    Args:
        results: What the search found, best first; at least one.
        max_quotes: How many passages to quote at most.
    """
    floor = results[0].score * _SUPPORT_SHARE
    quoted = [result for result in results[:max_quotes] if result.score >= floor]
    citations = tuple(cite(result.passage, *_best_part(result)) for result in quoted)
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


def _best_part(result: SearchResult) -> tuple[int, int]:
    """Return where the best sentence stands, with neighbours on its line that match as well."""
    if not result.evidence:
        return 0, len(result.passage.text)
    best = result.evidence[0]
    part = _with_list(Span(best.start, best.end), result.passage)
    for other in result.evidence[1:]:
        between = result.passage.text[min(part.end, other.end) : max(part.start, other.start)]
        touches = not between.strip() and "\n" not in between
        if touches and other.score >= best.score * _SENTENCE_SHARE:
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
