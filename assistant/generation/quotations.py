"""Quotes inside a generated sentence: each has to stand, word for word, in a cited passage."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.citation_check import cite, find_quote, words_stand
from assistant.generated import SentenceVerdict
from corpus import Passage, Report, Span

_QUOTED = re.compile(
    r"“([^“”]+)”|„([^„“”]+)[“”]|«\s*([^«»]+?)\s*»|\"([^\"]+)\"|"
    # Within single quote marks, an apostrophe stands between letters.
    r"(?<!\w)[‘']((?:[^‘’']|(?<=\w)[’'](?=\w))+)[’'](?!\w)"
)
_MARKS = re.compile(r"[“”„«»\"]")
_FINAL = " ,.;:!?…"


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quote in a sentence.

    Attributes:
        words: What is quoted.
        start: Where it begins in the sentence, after the quote mark.
        end: Where it ends.
    """

    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class QuotationProblem:
    """A quote that does not stand in the passages cited.

    Attributes:
        words: What is quoted.
        verdict: What is wrong with it.
    """

    words: str
    verdict: SentenceVerdict


def quotations_in(sentence: str) -> Iterator[Quotation]:
    """Yield the quotes of a sentence, in order.

    Args:
        sentence: The sentence.
    """
    for match in _QUOTED.finditer(sentence):
        group = match.lastindex or 0
        words = match[group].rstrip(_FINAL)
        if words:
            yield Quotation(words, match.start(group), match.start(group) + len(words))


def find_in(quotation: Quotation, passages: Sequence[Passage]) -> tuple[Passage, Span] | None:
    """Return where a quote stands in the passages, or None.

    Args:
        quotation: The quote.
        passages: The passages.
    """
    for passage in passages:
        place = find_quote(quotation.words, passage.text, whole_words=True)
        if place is not None:
            return passage, place
    return None


def wrong_quotation(
    sentence: str, passages: Sequence[Passage], report: Report
) -> QuotationProblem | None:
    """Return the first quote that does not stand in the passages, or None.

    Args:
        sentence: The sentence.
        passages: The passages that it cites.
        report: The report.
    """
    for quotation in quotations_in(sentence):
        if find_in(quotation, passages) is None:
            return QuotationProblem(quotation.words, words_stand(quotation.words, report))
    rest = _QUOTED.sub(" ", sentence)
    mark = _MARKS.search(rest)
    # A quote that is not closed could be any words at all.
    return None if mark is None else QuotationProblem(rest[mark.start() :], "unsupported")


def with_own_characters(sentence: str, passages: Sequence[Passage]) -> str:
    """Return a sentence whose quotes are in the passages' own characters.

    Args:
        sentence: The sentence; every quote of it stands in one of the passages.
        passages: The passages that it cites.
    """
    for quotation in reversed(list(quotations_in(sentence))):
        found = find_in(quotation, passages)
        if found is not None:
            passage, place = found
            own = cite(passage, place.start, place.end).quote
            own = " ".join(own.split())
            sentence = sentence[: quotation.start] + own + sentence[quotation.end :]
    return sentence
