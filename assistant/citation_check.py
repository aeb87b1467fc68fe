"""Checking that a quote stands, word for word, in the passage it names.

Whitespace, dashes and quote marks may differ in kind, since keyboards and chat models change
them; nothing else may. A quote that passes is replaced by the passage's own characters.
"""

from dataclasses import dataclass
from typing import Literal

from assistant.citation import Citation
from corpus import Passage, Report, Span, UnknownPassageError

CitationVerdict = Literal["valid", "fabricated", "misattributed", "stitched"]
"""What a check finds: *fabricated* words stand nowhere in the report, *misattributed* ones at
another place than the one named, *stitched* ones in several places that the quote joins."""

_DASHES = "‐‑‒–—―−-"
_SINGLE_QUOTES = "‘’‚‛′`´'"
_DOUBLE_QUOTES = '“”„‟″«»"'
_SAME: dict[str, str] = {
    **dict.fromkeys(_DASHES, "-"),
    **dict.fromkeys(_SINGLE_QUOTES, "'"),
    # A quote within a quote changes its marks from double to single ones.
    **dict.fromkeys(_DOUBLE_QUOTES, "'"),
}
_MIN_STITCHED_WORDS = 2


@dataclass(frozen=True, slots=True)
class _Normalised:
    text: str
    offsets: tuple[int, ...]


def cite(passage: Passage, start: int, end: int) -> Citation:
    """Return the citation of a part of a passage, without blanks around it.

    Args:
        passage: The passage.
        start: Where the quote begins in its text.
        end: Where it ends.
    """
    part = passage.text[start:end]
    start += len(part) - len(part.lstrip())
    quote = part.strip()
    return Citation(
        report=passage.report,
        kind=passage.kind,
        number=passage.number,
        label=passage.label,
        passage_id=passage.id,
        section=passage.section,
        quote=quote,
        start=start,
        end=start + len(quote),
    )


def find_quote(quote: str, text: str, *, whole_words: bool = False) -> Span | None:
    """Return where a quote stands in a text, or None.

    Args:
        quote: The quote; whitespace, dashes and quote marks may differ in kind.
        text: The text of a passage.
        whole_words: Whether "effective" is not found in "ineffective".

    Returns:
        The place of its first occurrence, in the text's own characters.
    """
    wanted, given = _normalise(quote), _normalise(text)
    if not wanted.text:
        return None
    at = given.text.find(wanted.text)
    while whole_words and at >= 0 and _cuts_word(given.text, at, at + len(wanted.text)):
        at = given.text.find(wanted.text, at + 1)
    if at < 0:
        return None
    return Span(given.offsets[at], given.offsets[at + len(wanted.text) - 1] + 1)


def _cuts_word(text: str, start: int, end: int) -> bool:
    """Tell whether a part of a text begins or ends within a word."""
    return any(0 < at < len(text) and text[at - 1 : at + 1].isalnum() for at in (start, end))


def check_citation(citation: Citation, report: Report) -> CitationVerdict:
    """Check a citation against the report.

    Args:
        citation: What is to be shown.
        report: The report it cites.

    Returns:
        ``valid`` only where the quote is exactly ``text[start:end]`` of its passage.
    """
    try:
        passage = report.passage(citation.passage_id)
    except UnknownPassageError:
        return "misattributed" if _stands_anywhere(citation.quote, report) else "fabricated"
    if citation.quote and passage.text[citation.start : citation.end] == citation.quote:
        return "valid"
    return words_stand(citation.quote, report)


def words_stand(quote: str, report: Report) -> Literal["fabricated", "misattributed", "stitched"]:
    """Tell where the words of a quote stand that are not where they should be.

    Args:
        quote: The words.
        report: The report.
    """
    if _stands_anywhere(quote, report):
        return "misattributed"
    return "stitched" if _is_stitched(quote, report) else "fabricated"


def _stands_anywhere(quote: str, report: Report) -> bool:
    return any(find_quote(quote, passage.text) is not None for passage in report.passages)


def _is_stitched(quote: str, report: Report) -> bool:
    """Tell whether a quote is two or more runs of the report's words, put together."""
    texts = [_normalise(passage.text).text for passage in report.passages]
    words = _normalise(quote.replace("…", " ").replace("...", " ")).text.split(" ")
    if len(words) < 2 * _MIN_STITCHED_WORDS:
        return False
    start = 0
    while start < len(words):
        end = start
        while end < len(words) and any(" ".join(words[start : end + 1]) in text for text in texts):
            end += 1
        if end - start < _MIN_STITCHED_WORDS:
            return False
        start = end
    return True


def _normalise(text: str) -> _Normalised:
    characters: list[str] = []
    offsets: list[int] = []
    for offset, character in enumerate(text):
        same = " " if character.isspace() else _SAME.get(character, character)
        if same == " " and (not characters or characters[-1] == " "):
            continue
        characters.append(same)
        offsets.append(offset)
    if characters and characters[-1] == " ":
        characters.pop()
        offsets.pop()
    return _Normalised("".join(characters), tuple(offsets))
