"""A question about the outline, taken apart."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.look_up import ASKING_WORDS
from assistant.numbering_words import unit_kind
from assistant.resolution import ResolvedQuestion
from corpus import Passage, PassageKind, Report, Section

HEADING_NOUNS = frozenset("section sections heading headings chapter chapters part parts".split())
COUNTING = frozenset("how many number count total".split())
BEFORE = frozenset("before precedes precede preceding previous".split())
AFTER = frozenset("after follows follow following next".split())
_PLACING = frozenset(
    "above altogether an any at belong belongs begin begins can come comes contained contains "
    "divided end ends fall falls find found had has have here include includes into main major of "
    "on one part said stand stands structure structured total under where which whole "
    "within".split()
)
_FROM_THE_END = {"last": -1, "final": -1, "penultimate": -2}
_ORDINAL_WORDS = frozenset(("st", "nd", "rd", "th", *_FROM_THE_END))
_ORDINAL = re.compile(
    rf"\b(?:(?P<digits>\d{{1,2}})(?:st|nd|rd|th)|(?P<word>{'|'.join(_FROM_THE_END)}))\b",
    re.IGNORECASE,
)
_SHARE_OF_TITLE = 0.6


@dataclass(frozen=True, slots=True)
class OutlineQuestion:
    """A question, taken apart.

    Attributes:
        words: Its words in small letters, in order, named units left out.
        kinds: Kinds of unit that it names without a number.
        passages: The passages that it names by number.
        section: The section whose title it holds, or None.
        place: Which one it asks for: 2 for the second, -1 for the last; None for none.
        left: Words that belong to none of these, nor to asking.
    """

    words: tuple[str, ...]
    kinds: tuple[PassageKind, ...]
    passages: tuple[Passage, ...]
    section: Section | None
    place: int | None
    left: frozenset[str]


def take_apart(
    resolved: ResolvedQuestion, passages: tuple[Passage, ...], report: Report
) -> OutlineQuestion:
    """Take a question apart.

    Args:
        resolved: The question.
        passages: The passages that it names by number.
        report: The report.
    """
    text = re.sub(r"\b1\b", "one", resolved.unnamed.casefold())
    words = tuple(re.findall(r"[^\W\d_]+", text))
    section = _named_section(words, report)
    of_title = set(_content(section.title)) if section is not None else set()
    named = (unit_kind(word) for word in words if word not in of_title)
    kinds = tuple(dict.fromkeys(kind for kind in named if kind is not None))
    left = frozenset(
        word
        for word in words
        if word
        not in ASKING_WORDS | HEADING_NOUNS | COUNTING | _PLACING | _ORDINAL_WORDS | of_title
        and unit_kind(word) is None
    )
    return OutlineQuestion(words, kinds, passages, section, _place(resolved.unnamed), left)


def _place(text: str) -> int | None:
    match = _ORDINAL.search(text)
    if match is None:
        return None
    return int(match["digits"]) if match["digits"] else _FROM_THE_END[match["word"].casefold()]


def _named_section(words: Sequence[str], report: Report) -> Section | None:
    """Return the section whose title the question holds, for the most part."""
    best, best_share = None, 0.0
    for section in report.sections:
        title = _content(section.title)
        share = sum(word in words for word in title) / len(title) if title else 0.0
        if share >= _SHARE_OF_TITLE and share > best_share:
            best, best_share = section, share
    return best


def _content(title: str) -> list[str]:
    words = re.findall(r"[^\W\d_]+", title.casefold())
    return [word for word in words if word not in ASKING_WORDS or len(words) == 1]
