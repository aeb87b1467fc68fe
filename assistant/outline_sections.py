"""Questions about a report's sections: which there are, what stands under one, what comes next."""

import re
from collections.abc import Sequence

from assistant.citation import Citation
from assistant.citation_check import cite
from assistant.extractive import Draft
from assistant.look_up import join_words
from assistant.outline_question import AFTER, BEFORE, HEADING_NOUNS, OutlineQuestion
from corpus import Passage, Report, Section

_SUMMARY = frozenset(
    "gist outline overview summaries summarise summarised summarize summarized summary".split()
)
_DOCUMENT = frozenset("document evaluation it paper report this".split())
_FIRST_SENTENCE = re.compile(r".+?(?:[.:;](?=\s|$)|\n|$)", re.DOTALL)
_RIGHT = frozenset("directly immediately just right".split())
_LISTING = frozenset("name names title titles".split())
_MOST_WORDS = 400


def section_of(asked: OutlineQuestion, report: Report) -> Draft | None:
    """Answer "which section is paragraph 14 in?".

    Args:
        asked: The question.
        report: The report.
    """
    wanted = HEADING_NOUNS & set(asked.words)
    if not (wanted and asked.passages and not asked.kinds and not asked.left):
        return None
    places = [
        f"{it.label} stands under “{' › '.join(it.section)}”."
        if it.section
        else f"{it.label} stands before the first heading of {report.symbol}."
        for it in asked.passages
    ]
    return Draft("", first_sentences(asked.passages), short_answer=" ".join(places))


def neighbour_of_section(asked: OutlineQuestion, report: Report) -> Draft | None:
    """Answer "which section comes after Efficiency?".

    Args:
        asked: The question.
        report: The report.
    """
    words = set(asked.words)
    step = 1 if words & AFTER else -1 if words & BEFORE else 0
    if not step or asked.section is None or asked.passages or asked.left - AFTER - BEFORE - _RIGHT:
        return None
    if asked.kinds:
        return _unit_beside(asked, step, report)
    if not words & HEADING_NOUNS:
        return None
    place = report.sections.index(asked.section) + step
    side = "after" if step > 0 else "before"
    if not 0 <= place < len(report.sections):
        shown = _first_passages([asked.section], report)
        said = f"No section comes {side} “{asked.section.title}”."
        return Draft("", first_sentences(shown), said)
    found = report.sections[place]
    shown = _first_passages([found], report)
    said = f"{side.capitalize()} “{asked.section.title}” comes “{found.title}”."
    return Draft("", first_sentences(shown), said)


def _unit_beside(asked: OutlineQuestion, step: int, report: Report) -> Draft | None:
    """Answer "which paragraph comes before Lessons learned?"."""
    section = asked.section
    inside = [n for n, it in enumerate(report.passages) if section and section.title in it.section]
    if section is None or not inside:
        return None
    row = report.passages[inside[-1] + 1 :] if step > 0 else report.passages[: inside[0]][::-1]
    found = next((it for it in row if it.kind in asked.kinds), None)
    if found is None:
        return None
    side = "After" if step > 0 else "Before"
    whole = (cite(found, 0, len(found.text)),)
    return Draft("", whole, f"{side} “{section.title}” comes {found.label}.")


def under_section(asked: OutlineQuestion, report: Report) -> Draft | None:
    """Answer "what is said under Impact?" and "what is in the section on Impact?".

    Args:
        asked: The question.
        report: The report.
    """
    cue = HEADING_NOUNS & set(asked.words) or "under" in asked.words
    section = asked.section
    if not cue or section is None or asked.left or asked.kinds or asked.passages:
        return None
    passages = [it for it in report.passages if section.title in it.section]
    if not passages:
        return None
    labels = join_words([it.label for it in passages])
    words = sum(len(it.text.split()) for it in passages)
    whole = tuple(cite(it, 0, len(it.text)) for it in passages)
    shown = whole if words <= _MOST_WORDS else first_sentences(passages)
    return Draft("", shown, f"Under “{section.title}”: {labels}.")


def count_sections(words: set[str], report: Report) -> Draft | None:
    """Answer "how many sections are there?".

    Args:
        words: The question's words.
        report: The report.
    """
    sections = _main_sections(report) if words & {"main", "major"} else report.sections
    if not sections:
        return None
    kind = "main sections" if words & {"main", "major"} else "headings"
    firsts = _first_passages(sections, report)
    return Draft("", first_sentences(firsts[-1:]), f"{report.symbol} has {len(sections)} {kind}.")


def list_sections(asked: OutlineQuestion, report: Report) -> Draft | None:
    """Answer "what are the main sections?" and "give me an overview of the report".

    Args:
        asked: The question.
        report: The report.
    """
    words = set(asked.words)
    plural = {"sections", "headings", "chapters", "parts"} & words
    structure = {"structure", "structured", "divided"} & words
    overview = _SUMMARY & words or ("about" in words and words & _DOCUMENT)
    left = asked.left - _SUMMARY - _LISTING
    if not (plural or structure or overview) or left or asked.kinds or asked.passages:
        return None
    sections = _main_sections(report)
    if not sections or (asked.section is not None and not plural):
        return None
    titles = "; ".join(f"“{section.title}”" for section in sections)
    return Draft("", first_sentences(_first_passages(sections, report)), f"Sections: {titles}.")


def first_sentences(passages: Sequence[Passage]) -> tuple[Citation, ...]:
    """Return quotes of the first sentence of each passage.

    Args:
        passages: The passages.
    """
    citations = []
    for passage in passages:
        match = _FIRST_SENTENCE.match(passage.text)
        citations.append(cite(passage, 0, match.end() if match else len(passage.text)))
    return tuple(citations)


def _main_sections(report: Report) -> tuple[Section, ...]:
    return tuple(section for section in report.sections if len(section.path) == 1)


def _first_passages(sections: Sequence[Section], report: Report) -> list[Passage]:
    firsts = [
        next((it for it in report.passages if section.title in it.section), None)
        for section in sections
    ]
    return [passage for passage in firsts if passage is not None]
