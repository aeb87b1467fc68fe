"""Splitting a passage's text into sentences."""

import re

from corpus import Span

_ABBREVIATION_AT_END = re.compile(
    r"(?:\b(?:paras?|pars?|figs?|recs?|nos?|arts?|pp?|vols?|chs?|sects?|cf|vs|ibid|ed|eds)\.|\b[A-Z]\.)\s*$",
    re.IGNORECASE,
)


def split_sentences(text: str) -> tuple[Span, ...]:
    """Return where the sentences of a text stand.

    Args:
        text: A passage's text; a line end always ends a sentence.

    Returns:
        Places without blanks around them, in order. Every character that is no blank stands
        in exactly one of them.
    """
    return tuple(
        sentence
        for line in re.finditer(r"[^\n]+", text)
        for sentence in _split_line(line.group(), line.start())
    )


def _split_line(line: str, offset: int) -> list[Span]:
    from sentencex import segment

    spans: list[Span] = []
    position = 0
    for part in _mended(segment("en", line.encode("utf-8", "replace").decode("utf-8"))):
        words = part.strip()
        start = position + len(part) - len(part.lstrip())
        if words:
            spans.append(Span(offset + start, offset + start + len(words)))
        position += len(part)
    if position != len(line):
        # The library gave back other text than it was given: take the line as one sentence.
        return _whole(line, offset)
    return spans


def _whole(line: str, offset: int) -> list[Span]:
    words = line.strip()
    start = offset + len(line) - len(line.lstrip())
    return [Span(start, start + len(words))] if words else []


def _mended(parts: list[str]) -> list[str]:
    """Join what the library splits after an abbreviation or before a small letter or number."""
    mended: list[str] = []
    for part in parts:
        goes_on = bool(mended) and (
            part.lstrip()[:1].islower()
            or (bool(_ABBREVIATION_AT_END.search(mended[-1])) and not part.lstrip()[:1].isupper())
        )
        if goes_on:
            mended[-1] += part
        else:
            mended.append(part)
    return mended
