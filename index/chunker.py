"""Cutting a report into what is embedded and indexed.

Small chunks (a sentence, a list item, a figure's value) find the place; large ones (a whole
passage, or a window of one that is longer than the embedding model reads) weigh the unit.
Every chunk's text begins with the heading above it, so that a sentence is not lost without
its subject.
"""

from collections.abc import Iterator, Sequence

from corpus import FigureValue, ListItem, Passage, Report, Span
from index.chunk import Chunk, ChunkLevel
from index.sentences import split_sentences

CHUNKER_VERSION = 1
"""Raised whenever the same report is cut differently, so that old indexes are rebuilt."""

MAX_WINDOW_WORDS = 160
"""Words in a passage-level chunk: about 220 of the embedding model's 256 tokens."""

_SHORT_ITEM_WORDS = 12
_MAX_LABEL_WORDS = 5


def chunk_report(report: Report) -> tuple[Chunk, ...]:
    """Cut a report into chunks.

    Args:
        report: The report.

    Returns:
        The chunks of its passages, in reading order. The sentence-level chunks of a passage
        hold every character of it that is no blank.
    """
    return tuple(chunk for passage in report.passages for chunk in _chunk_passage(passage))


def _chunk_passage(passage: Passage) -> Iterator[Chunk]:
    sentences = _with_labels_joined(passage.text, split_sentences(passage.text))
    heading = _heading(passage)
    for number, span in enumerate(sentences, start=1):
        introduction = _introduction(passage, span, sentences)
        words = passage.text[span.start : span.end]
        yield _chunk(passage, "sentence", number, span, f"{heading}{introduction}{words}")
    for number, span in enumerate(_windows(passage, sentences), start=1):
        words = passage.text[span.start : span.end]
        yield _chunk(passage, "passage", number, span, f"{heading}{words}")


def _with_labels_joined(text: str, sentences: Sequence[Span]) -> tuple[Span, ...]:
    """Join a few words that announce a list to its first item: alone they say nothing."""
    joined: list[Span] = []
    for span in sentences:
        label = text[joined[-1].start : joined[-1].end] if joined else ""
        if label.endswith(":") and len(label.split()) <= _MAX_LABEL_WORDS:
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return tuple(joined)


def _chunk(passage: Passage, level: ChunkLevel, number: int, span: Span, text: str) -> Chunk:
    return Chunk(
        id=f"{passage.report}#{passage.id}#{level[0]}{number}",
        report=passage.report,
        passage_id=passage.id,
        level=level,
        start=span.start,
        end=span.end,
        text=text,
    )


def _heading(passage: Passage) -> str:
    parts = [*passage.section[-1:]]
    if passage.kind in ("recommendation", "figure", "table"):
        parts.append(passage.label)
    return f"{': '.join(parts)}. " if parts else ""


def _introduction(passage: Passage, span: Span, sentences: Sequence[Span]) -> str:
    """Return what must stand before a list item or value for it to be understood."""
    if passage.figure is not None and _inside(span, passage.figure.values):
        return f"{passage.figure.caption}: "
    is_item = _inside(span, passage.items)
    if not is_item or len(passage.text[span.start : span.end].split()) >= _SHORT_ITEM_WORDS:
        return ""
    before = [other for other in sentences if other.end <= passage.items[0].start]
    announced = [o for o in before if passage.text[o.start : o.end].endswith(":")]
    return f"{passage.text[announced[-1].start : announced[-1].end]} " if announced else ""


def _inside(span: Span, parts: Sequence[ListItem | FigureValue]) -> bool:
    return any(part.start <= span.end and span.start <= part.end for part in parts)


def _windows(passage: Passage, sentences: Sequence[Span]) -> Iterator[Span]:
    """Yield the whole passage, or windows of sentences that overlap by one sentence."""
    first = 0
    while first < len(sentences):
        last = first
        words = 0
        while last < len(sentences):
            words += len(passage.text[sentences[last].start : sentences[last].end].split())
            if words > MAX_WINDOW_WORDS and last > first:
                break
            last += 1
        yield Span(sentences[first].start, sentences[last - 1].end)
        if last == len(sentences):
            return
        first = max(last - 1, first + 1)
