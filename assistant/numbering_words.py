"""Numbers in the ways people write them: "paragraph twenty", "the 2nd recommendation"."""

import re

from corpus import UNIT_WORDS, PassageKind, Report

_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}
_UNIT = "|".join(words for words, _ in UNIT_WORDS)
_ORDINAL = re.compile(
    rf"\b(?:the\s+)?(?P<number>\d{{1,3}})(?:st|nd|rd|th)\s+(?P<unit>{_UNIT})\b"
    r"(?!\s+(?:of|in|under|on)\s+(?!full\b|detail\b|the\s+(?:report|document|paper|text)\b))",
    re.IGNORECASE,
)
_LAST = re.compile(
    rf"\b(?:the\s+)?(?:last|final)\s+(?P<unit>{_UNIT})\b"
    r"(?!\s+(?:of|in|under|on)\s+(?!full\b|detail\b|the\s+(?:report|document|paper|text)\b))",
    re.IGNORECASE,
)
_BY_LETTER = re.compile(r"^(?P<letter>[pr])\s?(?P<number>\d{1,3})\W*$", re.IGNORECASE)
_ROMAN_NUMBER = re.compile(rf"\b(?P<unit>(?i:{_UNIT}))\s+(?P<number>[IVXL]{{1,6}})\b")


def with_digits(question: str, report: Report) -> str:
    """Return a question in which the numbers of printed units are digits after their noun.

    "paragraph twenty" becomes "paragraph 20", "the 2nd recommendation" and "the second
    recommendation" become "recommendation 2", "the last figure" names the last one that the
    report has, "Annex II" becomes "Annex 2",
    "r5" becomes "recommendation 5". "The first figure of the section" stays: it
    counts within the section.

    Args:
        question: A cleaned question.
        report: The report.
    """
    from text_to_num import alpha2digit

    by_letter = _BY_LETTER.match(question)
    if by_letter is not None:
        unit = "paragraph" if by_letter["letter"].casefold() == "p" else "recommendation"
        return f"{unit} {by_letter['number']}"
    digits: str = alpha2digit(question, "en", 0)
    digits = _ROMAN_NUMBER.sub(lambda it: f"{it['unit']} {_value(it['number'])}", digits)
    digits = _ORDINAL.sub(lambda it: f"{it['unit']} {it['number']}", digits)
    return _LAST.sub(lambda it: _last(it, report), digits)


def unit_kind(word: str) -> PassageKind | None:
    """Return the kind of printed unit that a noun names, in singular or plural, or None."""
    for words, kind in UNIT_WORDS:
        if re.fullmatch(words, word, re.IGNORECASE):
            return kind
    return None


def _last(match: re.Match[str], report: Report) -> str:
    kind = unit_kind(match["unit"])
    units = report.of_kind(kind) if kind is not None else ()
    return f"{match['unit']} {units[-1].number}" if units else match[0]


def _value(roman: str) -> int:
    values = [_ROMAN[letter] for letter in roman]
    return sum(
        -value if value < max(values[place:]) else value for place, value in enumerate(values)
    )
