"""What a question demands of its evidence: names, numbers, and the kind of answer asked for.

The rules are about the form of words, never about a subject.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal

from assistant.reactions import REACTION
from corpus import UNIT_WORDS, PassageKind
from index import words_of

AnswerKind = Literal["percentage", "money", "number", "time", "name"]
"""What a question asks for: what share, how much money, how many, when, who or where."""

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
WORD = re.compile(r"[^\W\d_][\w’'-]*")
_SENTENCE_START = re.compile(r"(?:^|[.?!:;“\"(]\s*)$")
_PRONOUN = re.compile(r"I(?:['’]\w+)?")
_KINDS: tuple[tuple[AnswerKind, re.Pattern[str]], ...] = (
    (
        "time",
        re.compile(
            r"\bwhen\b|\b(?:what|which)\s+(?:year|date|month|day|period|biennium)\b|"
            r"\bhow\s+(?:long|soon|often)\b|\bsince\s+what\b",
            re.IGNORECASE,
        ),
    ),
    (
        "percentage",
        re.compile(r"\b(?:percentage|per\s?cent|what\s+(?:share|proportion))\b", re.IGNORECASE),
    ),
    (
        "money",
        re.compile(
            r"\bhow\s+(?:much|many)\s+(?:money|funds|funding|dollars|euros|francs|pounds|yen)\b|"
            r"\b(?:what|how\s+(?:much|high|large|big))\b.*\b(?:costs?|budget|price|amount|sum)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "number",
        re.compile(
            r"\bhow\s+(?:many|much|high|large|big)\b|\bwhat\s+(?:is\s+the\s+)?number\b",
            re.IGNORECASE,
        ),
    ),
    # In capitals, WHO is a name itself.
    ("name", re.compile(r"\b(?:[Ww]ho|[Ww]hom|[Ww]hose|[Ww]here|[Ww]hich\s+countr\w+)\b")),
)
_UNIT_ASKED: tuple[tuple[PassageKind, re.Pattern[str]], ...] = tuple(
    (
        kind,
        re.compile(
            rf"\b(?:which|what)\s+(?:other\s+)?(?:{words})(?!\w)|"
            rf"\b(?:{words})\s+(?:(?:is|are)\s+)?(?:about|on|that|which|concern\w*|regarding|"
            r"deal\w*|address\w*|cover\w*|mention\w*|speak\w*|talk\w*)\b",
            re.IGNORECASE,
        ),
    )
    for words, kind in UNIT_WORDS
    # A figure is also a number.
    if kind != "figure"
)


_NO_PLURAL = r"(?!(?:was|is|does|has|this|its|his|always|perhaps)\b)"
_LIST_ASKED = re.compile(
    r"\b(?:list|lists|enumerate|(?:what|which)\s+(?:are|were)|"
    r"(?:what|which|name|all|both)\s+(?:(?:the|of|kinds?|types?)\s+){0,3}"
    rf"(?:{_NO_PLURAL}\w+\s+)?{_NO_PLURAL}\w+[^s\W]s)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Demands:
    """What a question demands.

    Attributes:
        names: Words with a capital letter that do not begin a sentence, and abbreviations.
        numbers: Its numbers, those of printed units left out.
        kind: The kind of answer asked for, where its form tells.
        words: Its words with a meaning, as the lexical index has them.
        units: The kinds of printed unit that it asks for: "which recommendation …".
        whole_list: Whether it asks for several things: "what are the …".
    """

    names: tuple[str, ...]
    numbers: tuple[str, ...]
    kind: AnswerKind | None
    words: tuple[str, ...]
    units: frozenset[PassageKind] = frozenset()
    whole_list: bool = False


def demands_of(question: str, plain: Collection[str]) -> Demands:
    """Return what a question demands.

    Args:
        question: The stand-alone question, without the units that it names by number.
        plain: Words that are no names: those that the report writes in small letters.
    """
    return Demands(
        names=tuple(dict.fromkeys(names_in(question, plain))),
        numbers=tuple(dict.fromkeys(digits(it) for it in NUMBER.findall(question))),
        kind=next((kind for kind, form in _KINDS if form.search(question)), None),
        words=tuple(dict.fromkeys(words_of(question))),
        units=frozenset(_units(question)),
        whole_list=_LIST_ASKED.search(question) is not None,
    )


def names_in(text: str, plain: Collection[str]) -> Iterator[str]:
    """Yield the names in a text, word by word: those with a capital, and abbreviations.

    Args:
        text: The text.
        plain: Words that are no names.
    """
    shouted = text.isupper()
    for match in WORD.finditer(text):
        word = match[0].removesuffix("’s").removesuffix("'s")
        if not word[0].isupper() or shouted or _PRONOUN.fullmatch(word):
            continue
        abbreviation = len(word) > 1 and word[:2].isupper()
        begins = _SENTENCE_START.search(text[: match.start()]) is not None
        if abbreviation or (not begins and word.casefold() not in plain):
            yield word


def digits(number: str) -> str:
    """Return a number as it is compared: without the commas of thousands."""
    return number.replace(",", "")


def _units(question: str) -> Iterator[PassageKind]:
    """Yield the kinds of unit that a question asks for; none where it asks for a reaction."""
    if REACTION.search(question) is None:
        for kind, asked in _UNIT_ASKED:
            if asked.search(question):
                yield kind
