"""Follow-ups that may mean several things, or nothing: a question back instead of a guess."""

import re
from collections.abc import Sequence

from assistant.answer import Refusal
from assistant.look_up import join_words
from corpus import NamedUnit

_ONE_OF_THEM = re.compile(
    r"\b(?:it|(?:this|that|which|the\s+other)\s+one)\b(?!\s+(?:true|possible|clear|correct|right))",
    re.IGNORECASE,
)
_THERE = re.compile(r"\bthere\b(?!\s+(?:is|are|was|were|any|be))", re.IGNORECASE)
_BOTH = re.compile(r"\b(?:they|them|their|these|those|both|each|either)\b", re.IGNORECASE)
_POINTS_BACK = re.compile(
    r"\b(?:it|they|them|ones?|there|"
    r"(?:that|this|those|these)(?!\s+(?:report|document|paper|evaluation|text))|"
    r"(?:the\s+)?(?:first|second|third|last|next|previous|other|same)(?:\s+one)?)\b",
    re.IGNORECASE,
)
_MOST_CHOICES = 3


def which_unit(question: str, units: Sequence[NamedUnit]) -> Refusal | None:
    """Ask which of several units "it" is.

    Args:
        question: A follow-up that names no unit.
        units: The units that the question before names.

    Returns:
        The question back; None where nothing is unclear.
    """
    match = _ONE_OF_THEM.search(question)
    named = list(dict.fromkeys(f"{it.kind} {it.number}" for it in units))
    return _which(question, match, named)


def which_place(question: str, names: Sequence[str]) -> Refusal | None:
    """Ask which of several places "there" is.

    Args:
        question: A follow-up.
        names: The names in the question before.

    Returns:
        The question back; None where nothing is unclear.
    """
    match = None if _BOTH.search(question) else _THERE.search(question)
    places = [f"in {it}" for it in dict.fromkeys(names)]
    return _which(question, match, places) if match else None


def which_of_list(count: int, things: Sequence[str]) -> Refusal:
    """Say that a list has no such item, and offer those that it has.

    Args:
        count: The item asked for, counted from 1.
        things: The items of the list.
    """
    listed = len(things)
    offered = things if listed <= _MOST_CHOICES else (things[0], things[1], things[-1])
    return Refusal(
        "ambiguous_follow_up",
        f"The list before has {listed} items, so there is no number {count}. "
        "Which one do you mean?",
        choices=tuple(f"What does {it} say?" for it in offered),
    )


def points_nowhere(question: str, content: Sequence[str]) -> Refusal | None:
    """Tell a first question that cannot be understood without one before it.

    Args:
        question: The question.
        content: Its words with a meaning.
    """
    rest = [it for it in content if not _POINTS_BACK.fullmatch(it)]
    match = _POINTS_BACK.search(question)
    if rest or match is None:
        return None
    return Refusal(
        "ambiguous_follow_up",
        f"“{question.strip(' ?.!')}” refers to something that was not asked before. Say what you "
        "mean in a full question, or name a place: a paragraph, a recommendation, a figure.",
    )


def _which(question: str, match: re.Match[str] | None, things: Sequence[str]) -> Refusal | None:
    if match is None or len(things) < 2:
        return None
    chosen = things[:_MOST_CHOICES]
    return Refusal(
        "ambiguous_follow_up",
        f"Do you mean {join_words(chosen, 'or')}?",
        choices=tuple(question[: match.start()] + it + question[match.end() :] for it in chosen),
    )
