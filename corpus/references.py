"""Finding where a text names numbered units: "paragraphs 6 and 8", "Recommendation 3"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.model import PassageKind

UNIT_WORDS: tuple[tuple[str, PassageKind], ...] = (
    (r"paragraphs?|paras?\b\.?|pars?\b\.|¶¶?|§§?", "paragraph"),
    (r"recommendations?|recs?\b\.?|recomm?s?\b\.?", "recommendation"),
    (r"figures?|figs?\b\.?|charts?|graphs?", "figure"),
    (r"tables?|tabs?\b\.", "table"),
    (r"foot-?\s?notes?|fns?\b\.?", "footnote"),
    (r"annex(?:es)?|appendix|appendices", "annex"),
)
"""Patterns of the nouns that name printed units, in singular and plural, with abbreviations."""

_NAMES = "|".join(f"(?P<{kind}>{words})" for words, kind in UNIT_WORDS)
_NUMBER = r"\d{1,4}(?![\d.,]*\d)"
_SEPARATOR = r"\s*(?:,\s*and|,\s*or|,|;|&|\+|/|\band\b|\bor\b)\s*"
_RANGE = r"\s*(?:[-–—]|\bto\b|\bthrough\b)\s*"
_PREFIX = r"(?:\s*(?:no\.?|nos\.?|number|numbers|#|n°|nº))?\s*"
_LIST = rf"{_NUMBER}(?:(?:{_RANGE}|{_SEPARATOR}){_NUMBER})*"
_REFERENCE = re.compile(
    rf"(?<![\w-])(?:{_NAMES}){_PREFIX}(?P<numbers>{_LIST})(?!\w)", re.IGNORECASE
)
_PART = re.compile(rf"(?P<range>{_RANGE})?(?P<number>\d{{1,4}})")
_MAX_RANGE = 200


@dataclass(frozen=True, slots=True)
class NamedUnit:
    """A numbered unit that a text names, whether it exists or not.

    Attributes:
        kind: Kind of unit.
        number: Its number.
        start: Where the naming words begin in the text.
        end: Where they end.
    """

    kind: PassageKind
    number: int
    start: int
    end: int


def find_named_units(text: str) -> tuple[NamedUnit, ...]:
    """Return the numbered units that a text names, in order; ranges are written out.

    Args:
        text: Any text. "Recommendations 6, 8 and 9", "paras 3–5", "¶ 12", "fig. 1" and the
            like are understood; a number that a decimal or thousands part follows is not.
    """
    return tuple(unit for match in _REFERENCE.finditer(text) for unit in _units(match))


def _units(match: re.Match[str]) -> Iterator[NamedUnit]:
    kind: PassageKind = next(kind for _, kind in UNIT_WORDS if match.group(kind))
    offset = match.start("numbers")
    start = match.start()
    previous: int | None = None
    for part in _PART.finditer(match.group("numbers")):
        number = int(part.group("number"))
        end = offset + part.end()
        if part.group("range") and previous is not None and 0 < number - previous <= _MAX_RANGE:
            for between in range(previous + 1, number):
                yield NamedUnit(kind, between, start, end)
        yield NamedUnit(
            kind, number, start if previous is None else offset + part.start("number"), end
        )
        previous = number
