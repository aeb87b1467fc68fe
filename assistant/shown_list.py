"""What an answer listed, so that "the second of these" can be told."""

import re

from assistant.answer import Answer
from assistant.citation import Citation
from corpus import Report

_ITEM_WORDS = 8


def listed(last: Answer, report: Report) -> list[str]:
    """Return what an answer listed: sections, units, or the items of the first quote's list.

    Args:
        last: The answer.
        report: The report.

    Returns:
        Each thing as a question may name it; none where nothing was listed.
    """
    if last.short_answer.startswith("Sections: "):
        return [f"the section {title}" for title in re.findall("“.+?”", last.short_answer)]
    if len(last.citations) > 1 and last.short_answer:
        return [unit_name(citation) for citation in last.citations]
    if not last.citations:
        return []
    first = last.citations[0]
    passage = report.passage(first.passage_id)
    words = [_beginning(passage.text[it.start : it.end]) for it in passage.items]
    if len(words) < 2:
        return []
    return [f"item {place} of {unit_name(first)} ({it})" for place, it in enumerate(words, 1)]


def unit_name(citation: Citation) -> str:
    """Return how a question names the unit that a quote is taken from.

    Args:
        citation: The quote.
    """
    return f"{citation.kind} {citation.number}"


def _beginning(item: str) -> str:
    words = re.split(r"[,;:()]", item)[0].split()[:_ITEM_WORDS]
    return " ".join(words)
