"""Finding words in a text as a reader means them."""

import unicodedata

from corpus import Span

_DASHES = "−"
_QUOTE_MARKS = "'\"`´′″‚„"
_FOLDED = tuple[str, tuple[int, ...]]


def find_words(words: str, text: str) -> tuple[Span, ...]:
    """Return every place where words stand in a text, one after the other.

    Capitals and small letters are the same; so are all dashes, all quote marks, and any run
    of blanks and line ends.

    Args:
        words: What is looked for.
        text: The text of a passage.

    Returns:
        Places in the text's own characters, in order, none inside another.
    """
    wanted, _ = _folded(words.strip())
    given, offsets = _folded(text)
    found: list[Span] = []
    at = given.find(wanted) if wanted else -1
    while at >= 0:
        span = Span(offsets[at], offsets[at + len(wanted) - 1] + 1)
        # One character can fold to several: a place may not begin where the last one ended.
        if not found or span.start >= found[-1].end:
            found.append(span)
        at = given.find(wanted, at + len(wanted))
    return tuple(found)


def _folded(text: str) -> _FOLDED:
    """Return what is compared, and for each of its characters its place in the text."""
    characters: list[str] = []
    offsets: list[int] = []
    for offset, character in enumerate(text):
        for same in _same(character):
            if same == " " and characters and characters[-1] == " ":
                continue
            characters.append(same)
            offsets.append(offset)
    return "".join(characters), tuple(offsets)


def _same(character: str) -> str:
    """Return what stands for a character and for all that count as the same."""
    if character.isspace():
        return " "
    category = unicodedata.category(character)
    if category == "Pd" or character in _DASHES:
        return "-"
    if category in {"Pi", "Pf"} or character in _QUOTE_MARKS:
        return "'"
    return character.casefold()
