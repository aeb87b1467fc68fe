"""Putting a new phrase in the place of an old one in the question before."""

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.numbering_words import unit_kind
from corpus import Report, find_named_units

_CAPITALISED = re.compile(
    r"\b[A-Z][\w’'–-]*(?:\s+(?:and|of|the)\s+[A-Z][\w’'–-]*|\s+[A-Z][\w’'–-]*)*"
)
_PREPOSITION = re.compile(
    r"(about|on|for|in|under|of|with|to|from|by|regarding|concerning)\s+(\S.*)$", re.IGNORECASE
)
_WHERE = ("in", "at", "on")
_PLACE = re.compile(rf"\s(?:{'|'.join(_WHERE)})\s+(?:the\s+)?[\w-]+\W*$", re.IGNORECASE)
_MOST_TAIL = 6
_FEW = 2
_DETERMINER = re.compile(r"^(?:its|their|the|an?)\s+", re.IGNORECASE)
_ONE = re.compile(r"^(?:the|that|this)\s+(?P<adjective>[\w-]+)\s+ones?$", re.IGNORECASE)


def with_unit(before: str, number: int) -> str | None:
    """Return a question with the last numbered unit that it names replaced by another number.

    Args:
        before: The question before, with the numbers of units as digits.
        number: The new number.

    Returns:
        The question; None where it names no unit.
    """
    units = find_named_units(before)
    if not units:
        return None
    unit = units[-1]
    named = before[unit.start : unit.end]
    changed = re.sub(r"\d+(?!.*\d)", str(number), named)
    return before[: unit.start] + changed + before[unit.end :]


def with_phrase(before: str, phrase: str, report: Report) -> str | None:
    """Return a question with the phrase that a new one contrasts with replaced by it.

    "the horizontal one" takes the place of the word before a noun that the report also
    writes with "horizontal"; a name takes the place of the last name.

    Args:
        before: The question before.
        phrase: The new phrase, such as ``the horizontal one`` or ``Nepal``.
        report: The report.

    Returns:
        The question; None where nothing in it contrasts with the phrase.
    """
    one = _ONE.match(phrase)
    if one is not None:
        return _with_adjective(before, one["adjective"], report)
    names = _names(before)
    if not names or not _is_name(phrase):
        return None
    last = names[-1]
    return before[: last.start()] + re.sub(r"^the\s+", "", phrase) + before[last.end() :]


def with_kind(before: str, phrase: str) -> str | None:
    """Return a question with the kind of unit that it asks for replaced by another kind.

    Args:
        before: The question before.
        phrase: The other kind, such as ``figures``.

    Returns:
        The question; None where the phrase is no kind of unit, or none was asked for.
    """
    if unit_kind(phrase) is None:
        return None
    words = [it for it in re.finditer(r"[^\W\d_]+", before) if unit_kind(it[0]) is not None]
    if not words:
        return None
    return before[: words[-1].start()] + phrase + before[words[-1].end() :]


def with_preposition(before: str, phrase: str) -> str | None:
    """Return a question that ends as another phrase does, from their common preposition on.

    Args:
        before: The question before, such as ``What is said about gender?``.
        phrase: The new phrase, such as ``about child labour``.

    Returns:
        The question; None where they have no preposition in common.
    """
    match = _PREPOSITION.match(phrase)
    if match is None:
        return None
    preposition = match[1].casefold()
    head, found, tail = before.rpartition(f" {preposition} ")
    if found and len(tail.split()) <= _MOST_TAIL:
        return f"{head}{found}{match[2]}?"
    place = _PLACE.search(before)
    if place is None or preposition not in _WHERE:
        return None
    return f"{before[: place.start()]} {match[0]}?"


def with_content(before: str, content: Sequence[str], phrase: str) -> str | None:
    """Return a question about one thing as the same question about another.

    Args:
        before: The question before, such as ``What is pluralism?``.
        content: Its words with a meaning.
        phrase: The other thing.

    Returns:
        The question; None where the one before does not end with one or two such words.
    """
    phrase = _DETERMINER.sub("", phrase)
    if not 1 <= len(content) <= _FEW or not 1 <= len(phrase.split()) <= _FEW:
        return None
    match = re.search(rf"\b{re.escape(' '.join(content))}\W*$", before)
    return f"{before[: match.start()]}{phrase}?" if match is not None else None


def names_in(question: str) -> tuple[str, ...]:
    """Return the names in a question, those joined by "and" each for itself.

    Args:
        question: The question.
    """
    joined = (part for match in _names(question) for part in re.split(r"\s+and\s+", match[0]))
    return tuple(joined)


def _names(question: str) -> list[re.Match[str]]:
    return [match for match in _CAPITALISED.finditer(question) if match.start() > 0]


def _is_name(phrase: str) -> bool:
    words = [word for word in phrase.split() if word not in ("the", "and", "of", "in")]
    return bool(words) and all(word[0].isupper() for word in words)


def _with_adjective(before: str, adjective: str, report: Report) -> str | None:
    words = list(re.finditer(r"[\w-]+", before))
    text = "\n".join(passage.text for passage in report.passages).casefold()
    for old, noun in pairwise(words):
        if re.search(
            rf"\b{re.escape(adjective.casefold())}\s+{re.escape(noun[0].casefold())}\b", text
        ):
            return before[: old.start()] + adjective + before[old.end() :]
    return None
