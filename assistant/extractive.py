"""Answers made of the report's own words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.citation import Citation
from assistant.citation_check import cite
from assistant.look_up import join_words
from corpus import ListItem, Passage, Span
from index import SearchResult, split_sentences


@dataclass(frozen=True, slots=True)
class Shares:
    """How much of the best score a further quote needs. Chosen on the ``dev`` questions.

    Attributes:
        passage: Share of the best score that a further quote needs.
        sentence: Share of a passage's best sentence that its neighbour needs.
        again: Share of the best score that a second part of the same passage needs.
        whole_lists: Whether a list is quoted whole where one of its items matches.
    """

    passage: float
    sentence: float
    again: float
    whole_lists: bool = False


BY_RANKS = Shares(passage=0.6, sentence=0.8, again=1.0)
"""For the fused ranks of the search, which lie close together."""

BY_READING = Shares(passage=0.25, sentence=0.4, again=0.7)
"""For the reader's scores, which lie far apart."""


_MOST_PARTS = 3
_FURTHER = 2
_LONGEST_LIST = 200
_SHORT = 130
_FOLLOWING = re.compile(r"\b(?:the\s+following|as\s+follows)\b", re.IGNORECASE)
_ENDS = (".", ";", ":", "!", "?", "”", "’", '"')
_WITHOUT_SENTENCES = ("cover", "figure", "table")


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

    Returns:
        The quotes, in the order of the passages, each passage's best first.
    """
    best = results[0].score
    quoted = [it for it in results[:max_quotes] if it.score >= best * shares.passage]
    citations: list[Citation] = []
    for result in quoted:
        for part in _parts(result, best * shares.again, shares):
            _add(cite(result.passage, *part), citations)
    return Draft(_lead([result.passage for result in quoted]), tuple(citations))


def _parts(result: SearchResult, floor: float, shares: Shares) -> Iterator[tuple[int, int]]:
    """Yield the best part of a passage, and those that match as well as the floor."""
    yield _whole_or_best(result, shares)
    for place, evidence in enumerate(result.evidence[1:_MOST_PARTS], start=1):
        if evidence.score >= floor:
            others = (*result.evidence[:place], *result.evidence[place + 1 :])
            yield best_part(replace(result, evidence=(evidence, *others)), shares)


def answer_from_parts(
    whole: Draft,
    parts: Sequence[Sequence[SearchResult]],
    max_quotes: int,
    shares: Shares,
) -> Draft:
    """Quote what answers each part of a question, then what answers it as a whole.

    Args:
        whole: The answer to the whole question.
        parts: What was found for each part, best first.
        max_quotes: How many passages are quoted at most where the question asks one thing.
        shares: What a further quote needs.
    """
    citations: list[Citation] = []
    for results in parts:
        if results:
            _add(cite(results[0].passage, *_whole_or_best(results[0], shares)), citations)
    for citation in whole.citations:
        _add(citation, citations)
    quoted = tuple(citations[: max(max_quotes, len(parts)) + _FURTHER])
    labels = list(dict.fromkeys(it.label for it in quoted))
    return Draft(f"The report speaks of this in {join_words(labels)}:", quoted)


def answer_by_look_up(passages: Sequence[Passage], item: ListItem | None = None) -> Draft:
    """Quote whole passages that were asked for by their numbers, or one item of one.

    Args:
        passages: The passages.
        item: The item of the only passage, where one is asked for.
    """
    if item is not None:
        place = passages[0].items.index(item) + 1
        quote = cite(passages[0], item.start, item.end)
        return Draft(f"Item {place} of {passages[0].label} reads:", (quote,))
    labels = join_words([passage.label for passage in passages])
    verb = "reads" if len(passages) == 1 else "read"
    whole = tuple(cite(passage, 0, len(passage.text)) for passage in passages)
    return Draft(f"{labels} {verb}:", whole)


def _add(citation: Citation, citations: list[Citation]) -> None:
    """Add a quote, unless one of the same passage overlaps it."""
    overlaps = any(
        it.passage_id == citation.passage_id and it.start < citation.end and citation.start < it.end
        for it in citations
    )
    if not overlaps:
        citations.append(citation)


def _lead(passages: Sequence[Passage]) -> str:
    first, *others = passages
    place = f"{first.label} ({first.section[-1]})" if first.section else first.label
    if not others:
        return f"The report speaks of this in {place}:"
    more = join_words([passage.label for passage in others])
    return f"The report speaks of this in {place}; see also {more}:"


def best_part(result: SearchResult, shares: Shares) -> tuple[int, int]:
    """Return where the best sentence stands, with neighbours on its line that match as well.

    Args:
        result: What was found.
        shares: What a neighbour needs.
    """
    if not result.evidence:
        return 0, len(result.passage.text)
    best = result.evidence[0]
    part = _with_text(Span(best.start, best.end), result.passage)
    part = _with_list(part, result.passage)
    if shares.whole_lists:
        part = _list_of(part, result.passage)
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


def _announces_next(part: Span, passage: Passage) -> bool:
    """Tell whether "the following …" stands right before a list."""
    after = next((it.start for it in passage.items if it.start >= part.end), None)
    if after is None or not _FOLLOWING.search(passage.text[part.start : part.end]):
        return False
    return len(passage.text[part.end : after].split()) <= 1


def _with_text(part: Span, passage: Passage) -> Span:
    """Return a heading within a passage together with the sentence below it."""
    if passage.kind in _WITHOUT_SENTENCES or passage.text[part.start : part.end].endswith(_ENDS):
        return part
    below = next((it for it in split_sentences(passage.text) if it.start >= part.end), None)
    if below is None or passage.text[part.end : below.start] != "\n":
        return part
    return Span(part.start, below.end)


def _whole_or_best(result: SearchResult, shares: Shares) -> tuple[int, int]:
    """Return where a recommendation stands, which says one thing; of others the best part."""
    text = result.passage.text
    if result.passage.kind == "recommendation" and len(text.split()) <= _SHORT:
        return 0, len(text)
    return best_part(result, shares)


def _list_of(part: Span, passage: Passage) -> Span:
    """Return the list that a part is an item of, with its introduction, if it is not long."""
    items = passage.items
    if len(items) < 2 or not any(it.start < part.end and part.start < it.end for it in items):
        return part
    introduction = [it for it in split_sentences(passage.text) if it.end <= items[0].start]
    start = introduction[-1].start if introduction else 0
    words = len(passage.text[start : items[-1].end].split())
    return Span(start, items[-1].end) if words <= _LONGEST_LIST else part


def _with_list(part: Span, passage: Passage) -> Span:
    """Return a list whole where its introduction was found."""
    words = passage.text[part.start : part.end]
    announces = words.endswith(":") or ":\n" in words or _announces_next(part, passage)
    following = [item for item in passage.items if item.end > part.end]
    return Span(part.start, following[-1].end) if announces and following else part
