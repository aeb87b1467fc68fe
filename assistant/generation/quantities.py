"""Numbers as a text writes them, with what they measure: "US$36 million", "12 per cent"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from assistant.generation.number_words import words_as_numbers

_CURRENCIES = tuple(
    (name, re.compile(rf"(?:{form})$", re.IGNORECASE), re.compile(rf"\s*(?:{form})", re.IGNORECASE))
    for name, form in (
        ("dollar", r"US\$|\$|\bUSD\b|\b(?:US\s+)?dollars?\b"),
        ("euro", r"€|\bEUR\b|\beuros?\b"),
        ("pound", r"£|\bGBP\b|\bpounds?\b"),
        ("franc", r"\bCHF\b|\b(?:Swiss\s+)?francs?\b"),
        ("yen", r"¥|\bJPY\b|\byen\b"),
    )
)
_SCALES = {"m": "million", "mn": "million", "bn": "billion", "k": "thousand"}
_BLANK = "[ \u00a0\u2009\u202f]"
_DIGITS = re.compile(rf"(?<!\d)\d{{1,3}}(?:{_BLANK}\d{{3}})+(?!\d)|\d+(?:[.,]\d+)*")
_SCALE = re.compile(
    r"[\s-]?(?P<scale>hundred|thousand|million|billion|trillion|mn?|bn|k)\b", re.IGNORECASE
)
_PERCENT = re.compile(r"\s?(?:%|per\s?cent\b|percentage\s+points?\b)", re.IGNORECASE)
_PER_CENT = re.compile(r"%|\bper\s?cent", re.IGNORECASE)
_THOUSANDS = re.compile(rf"(?:,|{_BLANK})(?=\d{{3}}(?!\d))")
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b", re.IGNORECASE)
_MINUS = re.compile(r"(?:^|[\s($€£])[-−]$")
_PLUS = re.compile(r"\s?(?:\+|or\s+more\b|and\s+more\b)", re.IGNORECASE)
_AT_LEAST = re.compile(
    r"\b(?:over|more\s+than|above|at\s+least|exceed\w*|upwards\s+of|not?\s+(?:less|fewer)\s+than|"
    r"a\s+minimum\s+of|beyond)\s+\W{0,2}(?:US)?[$€£]?$",
    re.IGNORECASE,
)
_AT_MOST = re.compile(
    r"\b(?:under|(?:fewer|less)\s+than|below|at\s+most|up\s+to|no\s+more\s+than|"
    r"a\s+maximum\s+of)\s+\W{0,2}(?:US)?[$€£]?$",
    re.IGNORECASE,
)
_NEAR = 40


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and what it measures.

    Attributes:
        value: Its digits, without the marks of thousands; a number in words has the digits
            that it stands for. An ordinal ends in ".", a number below zero begins with "-".
        scale: ``million`` and the like, where one follows; else empty.
        unit: ``percent`` or a currency; empty where neither is written.
        start: Where it begins in the text.
        end: Where it ends, without scale and unit.
        in_words: Whether it is written in words.
        bound: ``>`` for "over 70", ``<`` for "fewer than 70", else empty.
    """

    value: str
    scale: str
    unit: str
    start: int
    end: int
    in_words: bool = False
    bound: str = ""


@lru_cache(maxsize=4096)
def quantities_in(text: str) -> tuple[Quantity, ...]:
    """Return the numbers of a text, in order.

    Args:
        text: Any text.
    """
    found = [*_in_digits(text), *_in_words(text)]
    return tuple(sorted(found, key=lambda it: it.start))


@lru_cache(maxsize=2048)
def measures_in(text: str) -> frozenset[str]:
    """Return the scales and units that a text writes, whether a number stands by them or not.

    The values of a chart are bare numbers below "in million US$".

    Args:
        text: Any text.
    """
    scales = re.findall(r"\b(thousand|million|billion|trillion)s?\b", text.casefold())
    units = {name for name, _, form in _CURRENCIES if form.search(text)}
    percent = {"percent"} if _PER_CENT.search(text) else set()
    return frozenset({*scales, *units, *percent})


def _in_digits(text: str) -> Iterator[Quantity]:
    for match in _DIGITS.finditer(text):
        value = _THOUSANDS.sub("", match[0])
        if _ORDINAL.match(text, match.end()):
            value += "."
        elif _MINUS.search(text[max(match.start() - 2, 0) : match.start()]):
            value = f"-{value}"
        yield _measured(text, value, match.start(), match.end(), in_words=False)


def _in_words(text: str) -> Iterator[Quantity]:
    for number in words_as_numbers(text):
        yield _measured(text, number.value, number.start, number.end, in_words=True)


def _measured(text: str, value: str, start: int, end: int, *, in_words: bool) -> Quantity:
    scaled = _SCALE.match(text, end)
    scale = "" if scaled is None else scaled["scale"].casefold()
    after = end if scaled is None else scaled.end()
    unit = "percent" if _PERCENT.match(text, after) else _currency(text, start, after)
    bound = _bound(text, start, after)
    return Quantity(value, _SCALES.get(scale, scale), unit, start, end, in_words, bound)


def _bound(text: str, start: int, after: int) -> str:
    before = text[max(start - _NEAR, 0) : start]
    if _AT_LEAST.search(before) or _PLUS.match(text, after):
        return ">"
    return "<" if _AT_MOST.search(before) else ""


def _currency(text: str, start: int, after: int) -> str:
    before = text[max(start - _NEAR, 0) : start].rstrip()
    for name, ends, begins in _CURRENCIES:
        if ends.search(before) or begins.match(text, after):
            return name
    return ""
