"""Dates and ranges of numbers in a text."""

import re
from functools import lru_cache

_MONTHS = (
    "January February March April May June July August September October November December"
).split()
_MONTH = "|".join([*_MONTHS, *(rf"{it[:3]}\b\.?" for it in _MONTHS), r"Sept\b\.?"])
_DATE = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?P<month>{_MONTH})"
    r"(?:\s+(?P<after>\d{1,2})(?:st|nd|rd|th)?(?!\d))?(?:,?\s+(?P<year>\d{4}))?(?!\w)",
    re.IGNORECASE,
)
_RANGE = re.compile(
    r"(?<![\d.,])(\d{1,4})\s*(?:[-‐‑‒–—−]|\b(?:to|until|till|through)\b)\s*(\d{1,4})(?![\d]|[.,]\d)"
)
_BETWEEN = re.compile(r"\b(?:between|from)\s+(\d{1,4})\s+(?:and|to)\s+(\d{1,4})(?!\d|[.,]\d)", re.I)


@lru_cache(maxsize=4096)
def dates_in(text: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """Return the dates of a text that have more parts than a month, each with its parts.

    Args:
        text: Any text. Days and years may stand on either side of the month.
    """
    dates = []
    for match in _DATE.finditer(text):
        day = match["day"] or match["after"]
        parts = [f"month {match['month'][:3].casefold()}"]
        parts += [f"day {int(day)}"] if day else []
        parts += [f"year {match['year']}"] if match["year"] else []
        if len(parts) > 1:
            dates.append((match[0], frozenset(parts)))
    return tuple(dates)


@lru_cache(maxsize=4096)
def ranges_in(text: str) -> tuple[tuple[str, tuple[int, int]], ...]:
    """Return the ranges of a text, "2008–09" and "from 2008 to 2009" alike, with their ends.

    Args:
        text: Any text.
    """
    found = (match for form in (_RANGE, _BETWEEN) for match in form.finditer(text))
    return tuple((match[0], _ends(match[1], match[2])) for match in found)


def _ends(first: str, last: str) -> tuple[int, int]:
    whole = first[: len(first) - len(last)] + last if len(last) < len(first) else last
    return int(first), int(whole)
