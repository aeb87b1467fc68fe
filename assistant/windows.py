"""What is read of the passages that were found: windows around their best sentences."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus import Passage, Span
from index import Evidence, SearchResult, Window, split_sentences

_WORDS_IN_A_WINDOW = 90
"""The size of the windows that the reader is trained on."""

_WORDS_IN_ALL = 760
_WINDOWS_PER_PASSAGE = 3


@dataclass(frozen=True, slots=True)
class PassageWindow:
    """Neighbouring sentences of one passage.

    Attributes:
        passage: The passage.
        spans: Where the sentences stand in its text, in order.
    """

    passage: Passage
    spans: tuple[Span, ...]

    @property
    def window(self) -> Window:
        """The window as it is read: with its heading, and what makes it understood."""
        text = self.passage.text
        return Window(
            sentences=tuple(text[it.start : it.end] for it in self.spans),
            heading=self.passage.section[-1] if self.passage.section else "",
            before=_before(self.passage, self.spans[0].start),
        )


def windows_to_read(
    results: Sequence[SearchResult], share: float = 1.0
) -> tuple[PassageWindow, ...]:
    """Return a window of every passage, then a second one of those found twice, and so on.

    Args:
        results: What the search found, best first.
        share: Of what can be read while somebody waits.

    Returns:
        Windows that together are short enough to be read while somebody waits.
    """
    of_passages = [tuple(_windows(result)) for result in results]
    chosen: list[PassageWindow] = []
    words = 0
    for turn in range(_WINDOWS_PER_PASSAGE):
        for windows in of_passages:
            if turn >= len(windows):
                continue
            size = _words(windows[turn])
            if chosen and words + size > share * _WORDS_IN_ALL:
                return tuple(chosen)
            words += size
            chosen.append(windows[turn])
    return tuple(chosen)


def _windows(result: SearchResult) -> Iterator[PassageWindow]:
    """Return windows of a passage around its evidence, best first, that do not overlap."""
    text = result.passage.text
    sentences = split_sentences(text)
    if not sentences:
        return
    free = [True] * len(sentences)
    starts = [it.start for it in sentences]
    words = [len(text[it.start : it.end].split()) for it in sentences]
    for evidence in result.evidence or (Evidence(0, len(text), 0.0),):
        centre = max(bisect_right(starts, evidence.start) - 1, 0)
        if not free[centre]:
            continue
        first, last = _grow(centre, words, free)
        for place in range(first, last + 1):
            free[place] = False
        yield PassageWindow(result.passage, sentences[first : last + 1])


def _grow(centre: int, words: Sequence[int], free: Sequence[bool]) -> tuple[int, int]:
    """Return the first and last sentence of a window: what follows counts as what precedes."""
    first = last = centre
    size = words[centre]
    while True:
        sides = [
            place
            for place in (last + 1, first - 1)
            if 0 <= place < len(words) and free[place] and size + words[place] <= _WORDS_IN_A_WINDOW
        ]
        if not sides:
            return first, last
        side = min(sides, key=lambda place: abs(place - centre))
        size += words[side]
        first, last = min(first, side), max(last, side)


def _before(passage: Passage, start: int) -> str:
    """Return what makes a window understood: a figure's caption, a list's introduction."""
    if passage.figure is not None and start > 0:
        return passage.figure.caption
    if passage.items and start >= passage.items[0].start:
        return passage.text[: passage.items[0].start]
    return passage.text[:start]


def _words(window: PassageWindow) -> int:
    return sum(len(window.passage.text[it.start : it.end].split()) for it in window.spans)
