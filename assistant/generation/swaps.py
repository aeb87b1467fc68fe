"""Whether a name or a number of a sentence stands where the report says something else.

"In Ghana, impacts were mostly vertical" has only words of its passage, which says it of Jordan.
So each name and number is looked up: where what the sentence says of it is said of another name
or number, it was put in the place of that one.
"""

import re
from collections.abc import Collection, Iterator, Sequence

from assistant.generation.clauses import clauses_of, statements_of
from index import words_of

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_PAIR = re.compile(
    r"([^\W\d_][\w-]+)\s+(?:and|or)\s+([^\W\d_][\w-]+)(?=\s*(?:$|[.,;:()!?]|(?:in|of|for|at|on|to|by|with|from|is|are|was|were|has|have|"
    r"which|that)\b))"
)
_MORE = 2
_BY = re.compile(r"\bby\b", re.IGNORECASE)
_SMALL_WORD = re.compile(r"\b[a-z]\w*")
_IN_LISTS = frozenset("and or the of as well s".split())


def swapped(
    sentence: str, text: str, names: Collection[str], others: Collection[str]
) -> str | None:
    """Return a name or number of a sentence that took the place of another one, or None.

    Args:
        sentence: The sentence.
        text: What it rests on: the text of the passages.
        names: The names of the sentence.
        others: The names of the text.
    """
    numbers = _NUMBER.findall(sentence)
    rivals = [it for it in _NUMBER.findall(text) if it not in numbers]
    return _displaced(
        sentence, text, names, [it for it in others if it not in names]
    ) or _displaced(sentence, text, numbers, rivals)


def _displaced(
    sentence: str, text: str, anchors: Collection[str], rivals: Collection[str]
) -> str | None:
    statements = statements_of(text)
    for anchor in anchors:
        said = set(_said_of(anchor, sentence, anchors))
        own = [_shared(said, it) for it in statements if _has(anchor, it)]
        its = [
            _shared(said, it)
            for it in statements
            if not _has(anchor, it) and any(_has(rival, it) for rival in rivals)
        ]
        if own and max(its, default=0) >= max(own) + _MORE:
            return anchor
    return None


def _said_of(anchor: str, sentence: str, anchors: Collection[str]) -> Iterator[str]:
    names = {stem for it in anchors for stem in words_of(it)}
    for clause in clauses_of(sentence):
        if _has(anchor, clause):
            yield from (stem for stem in words_of(clause) if stem not in names)


def _shared(said: Collection[str], statement: str) -> int:
    return len(set(words_of(statement)).intersection(said))


def _has(anchor: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(anchor)}(?!\w)", text) is not None


def opposite_displaced(sentence: str, text: str, pairs: Sequence[tuple[str, str]]) -> str | None:
    """Return a word of a sentence that took the place of its opposite, or None.

    Args:
        sentence: The sentence.
        text: What it rests on.
        pairs: Stems of words that are opposites.
    """
    said = set(words_of(sentence))
    given = set(words_of(text))
    for one, other in (*pairs, *((other, one) for one, other in pairs)):
        both = one in given and other in given
        if both and one in said and other not in said and _takes_place(sentence, text, one, other):
            return one
    return None


def _takes_place(sentence: str, text: str, one: str, other: str) -> bool:
    said: set[str] = set()
    for clause in clauses_of(sentence):
        stems = words_of(clause)
        said.update(stems if one in stems else ())
    said.discard(one)
    statements = [set(words_of(it)) for it in statements_of(text)]
    own = [len(said & it) for it in statements if one in it]
    its = [len(said & it) for it in statements if other in it and one not in it]
    return max(its, default=0) >= max(own, default=0) + _MORE


def other_partner(sentence: str, text: str) -> str | None:
    """Return a word that a sentence joins with one that the text joins with another, or None.

    "Capacity and corruption" where the text says "capacity and attrition", and nothing of
    corruption.

    Args:
        sentence: The sentence.
        text: What it rests on.
    """
    known = set(words_of(text))
    joined: dict[tuple[str, ...], set[str]] = {}
    for match in _PAIR.finditer(text):
        for one, other in ((match[1], match[2]), (match[2], match[1])):
            joined.setdefault(words_of(one), set()).add(other)
    for match in _PAIR.finditer(sentence):
        for one, other in ((match[1], match[2]), (match[2], match[1])):
            if words_of(one) in joined and known.isdisjoint(words_of(other)) and words_of(other):
                return other
    return None


def turned_round(sentence: str, evidence: str, names: Sequence[str]) -> bool:
    """Tell whether the names of a sentence stand the other way round in the evidence.

    Args:
        sentence: The sentence, in the active voice; nothing is said of one with "by".
        evidence: The sentence of the report that it rests on.
        names: Names of the sentence, in its order.
    """
    if _BY.search(sentence) is not None:
        return False
    known = [it for it in dict.fromkeys(names) if _has(it, sentence) and _has(it, evidence)]
    if len(known) < 2:
        return False
    first, last = known[0], known[-1]
    start, end = sorted((evidence.index(first), evidence.index(last)))
    between = _SMALL_WORD.findall(evidence[start:end])
    listed = all(word in _IN_LISTS for word in between)
    return evidence.index(first) > evidence.index(last) and not listed
