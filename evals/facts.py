"""Finding key facts in a text, without regard to case, spacing and dashes."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

_DASHES = "‐‑‒–—―−-"
_SAME = str.maketrans(dict.fromkeys("‘’‚‛′`´", "'") | dict.fromkeys("“”„‟″«»", '"'))
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
    folded = "".join(_folded_alone(character) for character in text)
    return [] if pattern is None else [match.span() for match in pattern.finditer(folded)]


def has_words(variant: str) -> bool:
    """Tell whether a variant holds anything that can be looked for."""
    return _pattern(variant) is not None


@lru_cache(maxsize=10_000)
def _pattern(variant: str) -> re.Pattern[str] | None:
    characters = [c for c in _folded(variant) if not c.isspace() and c not in _DASHES]
    if not any(character.isalnum() for character in characters):
        return None
    before = r"(?<!\w)" if characters[0].isalnum() else ""
    after = r"(?!\w)" if characters[-1].isalnum() else ""
    if characters[0].isdigit():
        before += r"(?<!\d[.,])"
    if characters[-1].isdigit():
        after += r"(?![.,]\d)"
    return re.compile(before + _GAP.join(map(re.escape, characters)) + after)


def _folded_alone(character: str) -> str:
    """Return a character as it is compared, or itself where that would be several."""
    folded = _folded(character)
    return folded if len(folded) == 1 else character


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).translate(_SAME).casefold()
