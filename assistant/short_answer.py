"""The few words of a quote that answer, where the reader points at words of the kind asked for."""

import re

from assistant.agreement import TextWords
from assistant.citation import Citation
from assistant.rerank import Reading

_KINDS = ("number", "time", "money", "percentage")
"""Names are left out: the reader points at the wrong one too often."""

_MIN_CONFIDENCE = 0.8
_MOST_WORDS = 6
_WORD = re.compile(r"\S+")
_EDGE = " \t\n,;:.–—-"


def short_answer(reading: Reading, citation: Citation) -> str:
    """Return the words that answer; empty where they are not sure or not of the kind asked for.

    Args:
        reading: What the reader made of the passages.
        citation: The first quote.
    """
    pointed, demands = reading.pointed, reading.demands
    if pointed is None or demands.kind not in _KINDS or reading.confidence < _MIN_CONFIDENCE:
        return ""
    start, end = pointed.start - citation.start, pointed.end - citation.start
    if reading.results[0].passage.id != citation.passage_id:
        return ""
    whole = [it for it in _WORD.finditer(citation.quote) if it.start() < end and start < it.end()]
    if start < 0 or not whole or len(whole) > _MOST_WORDS:
        return ""
    words = citation.quote[whole[0].start() : whole[-1].end()].strip(_EDGE)
    return words if TextWords(words).holds_kind(demands) else ""
