"""The parts of a sentence that say something of their own."""

import re
from functools import lru_cache

from assistant.generation.light_words import LIGHT_WORDS
from corpus import Span
from index import split_sentences, words_of

_LINK = (
    r"and|but|yet|while|whereas|although|though|because|since|so|which|who|whose|where|when|as|"
    r"unless|for\s+(?:instance|example)|such\s+as|by\s+(?=\w+ing\b)"
)
_CUT = re.compile(rf"[;:()!?\n]|,(?=\s)|\.(?=\s+\D|\s*$)|\b(?:{_LINK})\b", re.IGNORECASE)
_STRONG_CUT = re.compile(
    r"[;!?\n]|\.(?=\s+\D|\s*$)|,?\s\b(?:but|while|whereas|although|though)\b|"
    r",?\s\band\s+(?=(?:there|it|they|he|she|we|the|this|these|those|has|have|was|were|is|are|to|"
    r"will|would|should|\w+ing)\b)",
    re.IGNORECASE,
)
_LEAST_WORDS = 2


def clauses_of(sentence: str) -> tuple[str, ...]:
    """Return the parts of a sentence; each has two words with a meaning, if the sentence has.

    Args:
        sentence: The sentence.
    """
    parts: list[str] = []
    for part in _parts(sentence, _CUT):
        if parts and min(len(words_of(part)), len(words_of(parts[-1]))) < _LEAST_WORDS:
            parts[-1] += f" {part}"
        else:
            parts.append(part)
    return tuple(parts)


@lru_cache(maxsize=4096)
def statements_of(text: str) -> tuple[str, ...]:
    """Return the parts of a text in which what stands together belongs together.

    Args:
        text: A passage's text.
    """
    return tuple(_parts(text, _STRONG_CUT))


@lru_cache(maxsize=2048)
def sentences_of(text: str) -> tuple[Span, ...]:
    """Return where the sentences of a passage stand, the whole of it where it has none.

    Args:
        text: The passage's text.
    """
    return split_sentences(text) or (Span(0, len(text)),)


def content_words(text: str) -> tuple[str, ...]:
    """Return the words of a text that its evidence has to have.

    Args:
        text: A sentence or a part of one.
    """
    return tuple(it for it in dict.fromkeys(words_of(text)) if it not in LIGHT_WORDS)


def _parts(text: str, cut: re.Pattern[str]) -> list[str]:
    parts, start = [], 0
    for match in cut.finditer(text):
        parts.append(text[start : match.start()])
        start = match.start() if match[0][-1:].isalpha() else match.end()
    parts.append(text[start:])
    return [it.strip() for it in parts if it.strip()]
