"""Numbers in words: "twelve", "thirty-six", "two thirds", "the second"."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_CARDINALS = {word: value for value, word in enumerate(_UNITS)} | {
    word: 10 * value for value, word in enumerate(_TENS, start=2)
}
_ORDINALS = {
    word: value
    for value, word in enumerate(
        "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
        "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth "
        "twentieth".split(),
        start=2,
    )
} | {"thirtieth": 30, "hundredth": 100}
_PARTS = {"half": 2, "halves": 2, "quarter": 4, "quarters": 4} | {
    f"{word}{ending}": value
    for word, value in _ORDINALS.items()
    if 3 <= value <= 10
    for ending in ("", "s")
}
_OTHERS = {
    "dozen": "12",
    "dozens": "dozens",
    "hundred": "100",
    "hundreds": "hundreds",
    "thousand": "1000",
    "thousands": "thousands",
    "million": "1000000",
    "millions": "millions",
    "billion": "1000000000",
    "billions": "billions",
    "trillion": "1000000000000",
    "trillions": "trillions",
    "twice": "2x",
    "double": "2x",
    "doubled": "2x",
    "doubling": "2x",
    "triple": "3x",
    "tripled": "3x",
    "tripling": "3x",
    "quadrupled": "4x",
    "halved": "1/2",
}
_SCALES = frozenset("hundred thousand million billion trillion".split())
_ALL = {*_CARDINALS, *_ORDINALS, *_PARTS, *_OTHERS, "first"}
_WORD = re.compile(
    r"(?<![\w])(?:" + "|".join(sorted(_ALL, key=len, reverse=True)) + r")(?![\w])", re.IGNORECASE
)
_AFTER_DIGITS = re.compile(r"\d[\s-]?$")
# "one" is more often a pronoun than a number: it counts where a noun may follow.
_PRONOUN_AFTER = re.compile(
    r"\s*(?:$|[.,;:!?)”\"]|(?:of|or|and|another|can|could|may|might|must|should|would|will|who|"
    r"which|that|is|was|has|by|to|in|on|at|for|with|as|from|where|when|area|aspect|hand|side)\b)",
    re.IGNORECASE,
)
_DISCOURSE = re.compile(
    r"\s+(?:\w+\s+)?(?:aim|challenge|concern|element|example|finding|goal|idea|issue|lesson|option|"
    r"part|point|proposal|question|reason|recommendation|result|step|suggestion|way)\b"
)
_PRONOUN_BEFORE = re.compile(
    r"\b(?:this|that|the|each|every|any|no|another|which|other|only|such|same|first|second|last|"
    r"next|previous)\s+$",
    re.IGNORECASE,
)
# "Second, the Office …" orders what is said.
_ORDERS = re.compile(r"\s*,")
_A_BEFORE = re.compile(r"\b(?:a|an|one)\s+$", re.IGNORECASE)


class WordNumber(NamedTuple):
    """A number in words.

    Attributes:
        value: Its digits; a fraction as ``2/3``, an ordinal with a dot.
        start: Where it begins.
        end: Where it ends.
    """

    value: str
    start: int
    end: int


def words_as_numbers(text: str) -> Iterator[WordNumber]:
    """Yield the numbers that a text writes in words, in order; a scale after one is left out.

    Args:
        text: Any text.
    """
    words = [_Word(it[0].casefold(), it.start(), it.end()) for it in _WORD.finditer(text)]
    place, last = 0, -1
    while place < len(words):
        count, value = _read(text, words[place:], last)
        last = words[place + count - 1].end
        if value:
            yield WordNumber(value, words[place].start, last)
        place += count


class _Word(NamedTuple):
    text: str
    start: int
    end: int


def _read(text: str, words: Sequence[_Word], last: int) -> tuple[int, str]:
    """Return how many words the first number takes, and its value; empty where it is none."""
    word, start, end = words[0]
    if word in _SCALES and (
        _AFTER_DIGITS.search(text[max(start - 2, 0) : start]) or start == last + 1
    ):
        return 1, ""
    if word in _CARDINALS:
        return _cardinal(text, words)
    if word in _PARTS and (
        word not in _ORDINALS or _A_BEFORE.search(text[max(start - 9, 0) : start])
    ):
        return 1, f"1/{_PARTS[word]}"
    if word in _ORDINALS:
        return 1, "" if start == 0 and _ORDERS.match(text, end) else f"{_ORDINALS[word]}."
    return 1, _OTHERS.get(word, "")


def _cardinal(text: str, words: Sequence[_Word]) -> tuple[int, str]:
    value, count = _below_hundred(text, words)
    if _next(text, words, count) == "hundred":
        value, count = 100 * value, count + 1
        rest = words[count:]
        if rest and rest[0].text in _CARDINALS and _joins(text, words[count - 1], rest[0], "and"):
            more, further = _below_hundred(text, rest)
            value, count = value + more, count + further
    following = _next(text, words, count) or ""
    if following in _PARTS and value < 20:
        return count + 1, f"{value}/{_PARTS[following]}"
    if (following == "first" or following in _ORDINALS) and value >= 20:
        return count + 1, f"{value + _ORDINALS.get(following, 1)}."
    is_pronoun = count == 1 and words[0].text == "one" and following not in _SCALES
    if is_pronoun and not _counts(text, words[0].start, words[0].end):
        return 1, ""
    return count, str(value)


def _below_hundred(text: str, words: Sequence[_Word]) -> tuple[int, int]:
    """Return the value of a number below a hundred, and how many words it takes."""
    value = _CARDINALS[words[0].text]
    unit = _CARDINALS.get(_next(text, words, 1) or "", 0)
    return (value + unit, 2) if value >= 20 and 1 <= unit <= 9 else (value, 1)


def _next(text: str, words: Sequence[_Word], count: int) -> str | None:
    """Return the number word right after the first ones, or None."""
    if count >= len(words) or not _joins(text, words[count - 1], words[count]):
        return None
    return words[count].text


def _joins(text: str, one: _Word, other: _Word, *joints: str) -> bool:
    return text[one.end : other.start].strip(" \u00a0-‑") in {"", *joints}


def _counts(text: str, start: int, end: int) -> bool:
    """Tell whether "one" is a number here: "one unit", not "one of them" or "this one"."""
    before = text[max(start - 20, 0) : start]
    if start == 0 and _DISCOURSE.match(text, end) is not None:
        return False
    return _PRONOUN_AFTER.match(text, end) is None and not _PRONOUN_BEFORE.search(before)
