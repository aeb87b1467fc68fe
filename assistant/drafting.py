"""From what was found to an answer, or to a refusal that says why."""

import re
from dataclasses import replace

from assistant.answer import Refusal
from assistant.calibration import calibration
from assistant.citation_check import cite
from assistant.cross_references import answer_about_units
from assistant.extractive import (
    BY_RANKS,
    BY_READING,
    Draft,
    Shares,
    answer_by_look_up,
    answer_from_parts,
    answer_from_results,
)
from assistant.figure_values import answer_from_values, asks_for_total
from assistant.look_up import describe_missing
from assistant.refusals import nothing_found, unlikely
from assistant.rerank import Reading
from assistant.retrieval import ChainParts, Retrieved
from assistant.short_answer import short_answer
from assistant.trail import Route
from corpus import Passage
from index import split_sentences

_FIRST_FOUND = 3
_STATES_TOTAL = re.compile(
    r"\b(?:total\w*|altogether|in\s+all|overall|sums?)\b[^.;]*\d", re.IGNORECASE
)


def draft_answer(retrieved: Retrieved, parts: ChainParts) -> tuple[Route, Draft | Refusal]:
    """Return what decided, and the answer or refusal.

    Args:
        retrieved: What was found.
        parts: What the chain is made of.
    """
    named, report = retrieved.named, parts.report
    if retrieved.resolved.reply is not None:
        return "conversation", retrieved.resolved.reply
    if named.missing and not named.found:
        return "reference", Refusal("no_such_reference", describe_missing(named.missing, report))
    route, draft = _draft(retrieved, parts)
    if named.missing and isinstance(draft, Draft):
        lead = f"{describe_missing(named.missing, report)} {draft.lead}"
        return route, replace(draft, lead=lead)
    return route, draft


def _draft(retrieved: Retrieved, parts: ChainParts) -> tuple[Route, Draft | Refusal]:
    if retrieved.outline is not None:
        return "outline", retrieved.outline
    if retrieved.named.nothing_else:
        return "reference", answer_by_look_up(retrieved.named.found, retrieved.named.item)
    if not retrieved.results:
        return "none", nothing_found(parts.report)
    if is_doubtful(retrieved, parts):
        return "search", unlikely(retrieved, parts)
    if parts.stages.values:
        passages, named = _may_hold_values(retrieved), bool(retrieved.named.found)
        draft = answer_from_values(retrieved.resolved.unnamed, passages, named=named)
        if draft is not None:
            return "values", _with_stated_total(draft, retrieved)
    return _by_reading(retrieved, parts)


def _by_reading(retrieved: Retrieved, parts: ChainParts) -> tuple[Route, Draft]:
    shares = BY_RANKS if retrieved.reading is None else _shares(retrieved.reading)
    results, quotes = retrieved.results, parts.max_quotes
    if retrieved.focus is not None:
        unnamed = retrieved.resolved.unnamed
        draft = answer_about_units(results, retrieved.focus, unnamed, quotes, shares)
        return "reference", draft
    draft = answer_from_results(results, quotes, shares)
    if retrieved.parts:
        found = [part.results for part in retrieved.parts]
        draft = answer_from_parts(draft, found, quotes, shares)
    if retrieved.reading is not None and draft.citations and not retrieved.parts:
        short = short_answer(retrieved.reading, draft.citations[0])
        draft = replace(draft, short_answer=short)
    return "search", draft


def _with_stated_total(draft: Draft, retrieved: Retrieved) -> Draft:
    """Add what the text says beside a total that is computed from a figure."""
    if retrieved.focus is None or not asks_for_total(retrieved.resolved.unnamed):
        return draft
    figures = {it.id for it in retrieved.focus.passages}
    others = [it.passage for it in retrieved.results if it.passage.id not in figures]
    stated = [
        cite(passage, it.start, it.end)
        for passage in others
        for it in split_sentences(passage.text)
        if _STATES_TOTAL.search(passage.text[it.start : it.end])
    ]
    return replace(draft, citations=(*draft.citations, *stated[:1]))


def _shares(reading: Reading) -> Shares:
    return replace(BY_READING, whole_lists=reading.demands.whole_list)


def is_doubtful(retrieved: Retrieved, parts: ChainParts) -> bool:
    """Tell whether it is too unlikely that any of what was read answers.

    Args:
        retrieved: What was found.
        parts: What the chain is made of.
    """
    if retrieved.reading is None or retrieved.named.found or not parts.stages.abstention:
        return False
    readings = [part.reading for part in retrieved.parts]
    confidences = [it.confidence for it in (retrieved.reading, *readings) if it is not None]
    return max(confidences) < calibration().threshold


def _may_hold_values(retrieved: Retrieved) -> tuple[Passage, ...]:
    if retrieved.named.found:
        return retrieved.named.found
    return tuple(result.passage for result in retrieved.results[:_FIRST_FOUND])
