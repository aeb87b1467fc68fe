"""Finding key facts in a text, without regard to case, spacing and dashes."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

_DASHES = "‐‑‒–—―−-"
_SAME = str.maketrans(dict.fromkeys("‘’‚‛′`´", "'") | dict.fromkeys("“”„‟″«»", '"'))
_ACCENTS = "\u0300-\u036f"
_GAP = rf"[\s{_DASHES}]*"

FactGroup = tuple[str, ...]
"""Accepted variants of one fact; any of them will do."""


def occurs(variant: str, text: str) -> bool:
    """Tell whether a text holds a variant of a fact, as whole words.

    Case, spaces, line ends, dashes and the kinds of quote marks make no difference: "US$ 36
    million" is "US$36million", "South-South" is "south south". "12" is neither in "2012" nor in
    "12.5" or "12,000".

    Args:
        variant: Such as ``US$36 million``.
        text: The text to look in.
    """
    pattern = _pattern(variant)
    return pattern is not None and pattern.search(_folded(text)) is not None


def any_occurs(group: Sequence[str], text: str) -> bool:
    """Tell whether a text holds at least one variant."""
    return any(occurs(variant, text) for variant in group)


def spans(variant: str, text: str) -> list[tuple[int, int]]:
    """Return where a variant stands in a text, for marking it.

    Args:
        variant: Such as ``US$36 million``.
        text: The text to look in.

    Returns:
        Starts and ends, in code points of the text as it is.
    """
    pattern = _pattern(variant)
    if pattern is None:
        return []
    places = [place for place, it in enumerate(text) for _ in _folded_character(it)]
    return [
        (places[match.start()], places[match.end() - 1] + 1)
        for match in pattern.finditer(_folded(text))
    ]


def has_words(variant: str) -> bool:
    """Tell whether a variant holds anything that can be looked for."""
    return _pattern(variant) is not None


@lru_cache(maxsize=10_000)
def _pattern(variant: str) -> re.Pattern[str] | None:
    characters = [c for c in _folded(variant) if not c.isspace() and c not in _DASHES]
    if not any(character.isalnum() for character in characters):
        return None
    before = r"(?<!\w)" if characters[0].isalnum() else ""
    after = rf"(?![\w{_ACCENTS}])" if characters[-1].isalnum() else ""
    if characters[0].isdigit():
        before += r"(?<!\d[.,])"
    if characters[-1].isdigit():
        after += r"(?![.,]\d)"
    return re.compile(before + _GAP.join(map(re.escape, characters)) + after)


def _folded(text: str) -> str:
    return "".join(map(_folded_character, text))


@lru_cache(maxsize=10_000)
def _folded_character(character: str) -> str:
    """Return a character as it is compared; some, such as ligatures, become several."""
    return unicodedata.normalize("NFKD", character).translate(_SAME).casefold()
