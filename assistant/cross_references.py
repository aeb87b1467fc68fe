"""Questions about numbered units: the unit itself, or what is linked with it by a reference.

"What does recommendation 3 want done?" is answered by the recommendation; "How does the Office
reply to recommendation 3?" by the passage that names it. The words known here are those of
reports with recommendations and of pointing at places, not those of any subject.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.citation_check import cite
from assistant.extractive import Draft, Shares, answer_from_results, best_part
from assistant.look_up import ASKING_WORDS, join_words
from assistant.reactions import REACTION, RESPONDER
from assistant.resolution import ResolvedQuestion
from corpus import UNIT_WORDS, Passage, PassageKind, Report, Span
from index import Evidence, SearchResult, split_sentences, words_of

_OBLIGED = re.compile(r"\b(?:should|must|ought|asked|recommended|supposed)\b", re.IGNORECASE)
_POINTS = re.compile(
    r"\b(?:where\b(?!.*\bfrom\b)|mention(?:s|ed)?|discuss(?:es|ed)?|refer(?:s|red)?|"
    r"cite[sd]?|quote[sd]|appears?|occurs?|(?:talk|speak)(?:s|ed)?\s+(?:about|of)|belongs?|attached|explain(?:s|ed)?)\b",
    re.IGNORECASE,
)
_KIND_ASKED = tuple(
    (kind, re.compile(rf"\b(?:which|what)\s+(?:other\s+)?(?:{words})(?![\w])", re.IGNORECASE))
    for words, kind in UNIT_WORDS
)
_ASKS = frozenset("which where what who is are does do".split())
_SHORT = 130


@dataclass(frozen=True, slots=True)
class Focus:
    """What a question that names units is about.

    Attributes:
        passages: The passages that answer, best first.
        whole: Whether they are the units themselves, and not what is linked with them.
    """

    passages: tuple[Passage, ...]
    whole: bool


def focus_of(resolved: ResolvedQuestion, named: Sequence[Passage], report: Report) -> Focus:
    """Return what a question that names units is about.

    Args:
        resolved: The question.
        named: The passages that it names; at least one.
        report: The report.
    """
    linked = linked_passages(named, report)
    asked = _kind_asked(resolved, named)
    if asked is not None:
        of_kind = tuple(it for it in linked if it.kind == asked)
        if of_kind:
            return Focus(of_kind, whole=False)
    if linked and (_is_reaction(resolved) or _is_pointing(resolved)):
        ids = {it.id for it in named}
        return Focus(tuple(it for it in linked if _names(it, ids)) or linked, whole=False)
    return Focus(tuple(named), whole=True)


def focused(
    results: Sequence[SearchResult], focus: Focus, named: Sequence[Passage], report: Report
) -> tuple[SearchResult, ...]:
    """Return what is close to the units that a question names: first what it is about.

    Args:
        results: What was found, best first.
        focus: What the question is about.
        named: The passages that it names.
        report: The report.
    """
    close = {it.id: it for it in (*focus.passages, *named, *linked_passages(named, report))}
    found = {it.passage.id: it for it in results if it.passage.id in close}
    lowest = min((it.score for it in found.values()), default=0.0)
    every = [
        found.get(id_) or SearchResult(passage, lowest, None, (), {})
        for id_, passage in close.items()
    ]
    first = {it.id for it in focus.passages}
    targets = {it.id for it in named}
    order = sorted(every, key=lambda it: (it.passage.id not in first, -it.score))
    return tuple(_at_reference(it, targets) for it in order)


def answer_about_units(
    results: Sequence[SearchResult], focus: Focus, unnamed: str, max_quotes: int, shares: Shares
) -> Draft:
    """Quote the units that a question names, or what is linked with them.

    Args:
        results: As `focused` returns them.
        focus: What the question is about.
        unnamed: The question without the units that it names.
        max_quotes: How many quotes at most; as many as there are units if those are more.
        shares: What a further quote needs.
    """
    first = {it.id for it in focus.passages}
    about = [it for it in results if it.passage.id in first]
    if not focus.whole and len(about) <= max_quotes:
        return answer_from_results(about, max_quotes, shares)
    if not focus.whole:
        return _listed(about, focus, max_quotes)
    order = {it.id: place for place, it in enumerate(focus.passages)}
    about.sort(key=lambda it: order[it.passage.id])
    citations = tuple(
        cite(it.passage, *_asked_part(it, unnamed, shares))
        for it in about[: max(max_quotes, len(order))]
    )
    return Draft(f"This is in {join_words([it.label for it in citations])}:", citations)


def _listed(about: Sequence[SearchResult], focus: Focus, max_quotes: int) -> Draft:
    """Name all of many units, and quote the first of them."""
    labels = join_words([it.label for it in focus.passages])
    read = {it.passage.id: it for it in about}
    shown = [read[it.id].passage for it in focus.passages[:max_quotes]]
    citations = tuple(cite(it, 0, len(it.text)) for it in shown)
    return Draft(f"The first {len(citations)} of them read:", citations, f"{labels}.")


def linked_passages(passages: Iterable[Passage], report: Report) -> tuple[Passage, ...]:
    """Return the passages that name one of these or are named by one, in reading order.

    Args:
        passages: Some passages.
        report: The report.
    """
    some = tuple(passages)
    ids = {it.id for it in some}
    named = {target for it in some for target, _ in _links(it)}
    return tuple(
        it for it in report.passages if it.id not in ids and (it.id in named or _names(it, ids))
    )


def _links(passage: Passage) -> tuple[tuple[str, int], ...]:
    """Return the ids of the passages that one names, and where it names them."""
    references = ((it.target, it.start) for it in passage.references)
    return (*references, *((it.footnote, max(it.offset - 1, 0)) for it in passage.marks))


def _names(passage: Passage, ids: Collection[str]) -> bool:
    return any(target in ids for target, _ in _links(passage))


def _kind_asked(resolved: ResolvedQuestion, named: Sequence[Passage]) -> PassageKind | None:
    """Return the kind of unit that a question asks for, if it is another than it names."""
    kinds = {it.kind for it in named}
    text = resolved.unnamed
    return next(
        (kind for kind, asked in _KIND_ASKED if kind not in kinds and asked.search(text)), None
    )


def _is_reaction(resolved: ResolvedQuestion) -> bool:
    """Tell whether a question asks what somebody said to a unit."""
    if not any(it.kind == "recommendation" for it in resolved.named):
        return False
    before = resolved.wording[: resolved.named[0].start]
    if _OBLIGED.search(resolved.wording):
        return False
    return bool(REACTION.search(resolved.unnamed) or RESPONDER.search(before))


def _is_pointing(resolved: ResolvedQuestion) -> bool:
    """Tell whether a question asks for the place where a unit is spoken of."""
    words = re.findall(r"[^\W\d_]+", resolved.unnamed.casefold())
    # "Cite paragraph 6" asks for the paragraph, "which paragraph cites it" for another one.
    asks = not _ASKS.isdisjoint(words)
    return asks and bool(_POINTS.search(resolved.unnamed)) and not _content_left(words)


def _content_left(words: Iterable[str]) -> bool:
    return any(
        it not in ASKING_WORDS and not _POINTS.fullmatch(it) and it not in ("or", "be", "by", "to")
        for it in words
    )


def _asked_part(result: SearchResult, unnamed: str, shares: Shares) -> tuple[int, int]:
    """Return the part of a unit that has words of the question; all of it where none has."""
    text = result.passage.text
    words = re.findall(r"[^\W\d_]+", unnamed.casefold())
    content = words_of(" ".join(it for it in words if it not in ASKING_WORDS))
    if set(content) & set(words_of(text)) or len(text.split()) > _SHORT:
        return best_part(result, shares)
    return 0, len(text)


def _at_reference(result: SearchResult, targets: Collection[str]) -> SearchResult:
    """Point at the list items, or else the sentences, that name one of the targets."""
    passage = result.passage
    places = [place for target, place in _links(passage) if target in targets]
    parts: Sequence[Span] = [Span(it.start, it.end) for it in passage.items]
    holders = _holders(parts, places) or _holders(split_sentences(passage.text), places)
    if not holders:
        return result
    evidence = tuple(Evidence(it.start, it.end, result.score) for it in holders)
    return replace(result, evidence=evidence)


def _holders(parts: Sequence[Span], places: Sequence[int]) -> list[Span]:
    return [it for it in parts if any(it.start <= place < it.end for place in places)]
