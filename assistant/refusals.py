"""Refusals that say why, in plain words."""

from assistant.answer import Refusal
from assistant.extractive import BY_READING, answer_from_results
from assistant.look_up import join_words
from assistant.retrieval import ChainParts, Retrieved
from corpus import Report

_NEAREST = 3
_MOSTLY_UNKNOWN = 0.6
_STRANGE = 0.1


def nothing_found(report: Report) -> Refusal:
    """Return the refusal where the search found nothing.

    Args:
        report: The report.
    """
    return Refusal(
        "not_in_report",
        f"Nothing in {report.symbol} matches this question. "
        "Try the words that the report would use, or ask for a paragraph by its number.",
    )


def unlikely(retrieved: Retrieved, parts: ChainParts) -> Refusal:
    """Return the refusal where nothing that was read seems to answer.

    Args:
        retrieved: What was found.
        parts: What the chain is made of.
    """
    nearest = answer_from_results(retrieved.results, _NEAREST, BY_READING).citations
    symbol = parts.report.symbol
    if _is_out_of_scope(retrieved, parts):
        return Refusal(
            "out_of_scope",
            f"This does not seem to be a question about {symbol}, the only document that "
            "answers here are taken from.",
            nearest,
        )
    unknown = _unknown(retrieved, parts)
    reason = f"it does not mention {join_words(unknown, 'or')}" if unknown else ""
    because = f": {reason}" if reason else ""
    return Refusal(
        "not_in_report",
        f"{symbol} does not seem to answer this question{because}. "
        "The passages nearest to it are shown for you to judge.",
        nearest,
    )


def _is_out_of_scope(retrieved: Retrieved, parts: ChainParts) -> bool:
    reading = retrieved.reading
    if reading is None or reading.question is None or reading.question.strangeness <= _STRANGE:
        return False
    vocabulary = parts.vocabulary
    return vocabulary.share_missing(reading.demands.words, vocabulary.text) >= _MOSTLY_UNKNOWN


def _unknown(retrieved: Retrieved, parts: ChainParts) -> list[str]:
    """Return the names and numbers of a question that the report does not have."""
    if retrieved.reading is None:
        return []
    demands, words = retrieved.reading.demands, parts.vocabulary.text
    names = [f"“{it}”" for it in demands.names if not words.holds_name(it)]
    return names + [it for it in demands.numbers if not words.holds_number(it)]
