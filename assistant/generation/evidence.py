"""Which words of a passage bear out a generated sentence: they are quoted below it."""

from collections.abc import Iterator, Sequence

from assistant.citation import Citation
from assistant.citation_check import cite
from assistant.generation.clauses import sentences_of
from assistant.generation.name_check import NameCheck
from assistant.generation.quantities import quantities_in
from assistant.generation.quotations import find_in, quotations_in
from assistant.generation.support import Support
from corpus import Passage, Span


def evidence_for(
    sentence: str, supports: Sequence[Support], names: NameCheck
) -> Iterator[Citation]:
    """Yield the quotes that bear a sentence out, by passage, each passage's in their order.

    The best sentence of every passage, those that hold the figures and names of the sentence,
    and what the sentence quotes itself.

    Args:
        sentence: A sentence that passed its check.
        supports: The passages that it rests on.
        names: Finds the names of the sentence.
    """
    for support in supports:
        spans = [support.best]
        spans += _quoted(sentence, support.passage)
        spans += _holding(sentence, support, names)
        for span in _joined(spans, support.passage.text):
            yield cite(support.passage, span.start, span.end)


def _quoted(sentence: str, passage: Passage) -> list[Span]:
    found = (find_in(quotation, [passage]) for quotation in quotations_in(sentence))
    return [_whole_sentence(it[1], passage.text) for it in found if it is not None]


def _holding(sentence: str, support: Support, names: NameCheck) -> list[Span]:
    """Return the sentences with figures and names that the best sentence lacks."""
    text = support.passage.text
    wanted = {it.value for it in quantities_in(sentence)}
    wanted -= {it.value for it in quantities_in(support.evidence)}
    called = {it for it in names.names_in(sentence) if it not in support.evidence}
    held = []
    for span in sentences_of(text):
        words = text[span.start : span.end]
        values = {it.value for it in quantities_in(words)} & wanted
        found = {it for it in called if it in words}
        if values or found:
            held.append(span)
            wanted -= values
            called -= found
    return held


def _whole_sentence(place: Span, text: str) -> Span:
    """Return the sentences that a quote stands in."""
    touched = [it for it in sentences_of(text) if it.start < place.end and place.start < it.end]
    return Span(touched[0].start, touched[-1].end) if touched else place


def _joined(spans: Sequence[Span], text: str) -> list[Span]:
    """Return places in their order, those that touch or overlap as one."""
    joined: list[Span] = []
    for span in sorted(spans, key=lambda it: it.start):
        if joined and not text[joined[-1].end : span.start].strip():
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined
