"""Questions about the report's outline, answered from its tree.

How many figures are there; which recommendations come under a heading; in which section a
paragraph stands; what comes next; the report's own title, symbol, date, session, committee.
The words known here are those of the genre (units, headings, asking), never a report's own.
"""

from collections.abc import Callable, Sequence

from assistant.answer import Refusal
from assistant.citation_check import cite, find_quote
from assistant.extractive import Draft
from assistant.look_up import PLURALS, join_words
from assistant.outline_question import AFTER, BEFORE, HEADING_NOUNS, OutlineQuestion, take_apart
from assistant.outline_sections import (
    count_sections,
    first_sentences,
    list_sections,
    neighbour_of_section,
    section_of,
    under_section,
)
from assistant.resolution import ResolvedQuestion
from corpus import Passage, PassageKind, Report, Section

_DOCUMENT_NOUNS = {
    "title": "title", "called": "title", "name": "title",
    "symbol": "symbol", "reference": "symbol",
    "date": "date", "dated": "date",
    "session": "session",
    "committee": "committee", "addressed": "committee",
}  # fmt: skip
_MADE = frozenset("issued prepared presented published signed submitted written".split())
_DOCUMENT = frozenset("document paper report".split())
_NAMING = frozenset("called caption captions name names title titles".split())
_HAVING = frozenset("there have has contain contains include includes".split())
_DOCUMENT_WORDS = frozenset(
    "addressed at board body by council date governing issued number official prepared presented "
    "published reference signed submitted title when which who whom written".split()
)


def answer_from_outline(
    resolved: ResolvedQuestion, passages: Sequence[Passage], report: Report
) -> Draft | Refusal | None:
    """Answer a question about the outline; None where it is not one.

    Args:
        resolved: The question.
        passages: The passages that it names by number.
        report: The report.
    """
    asked = take_apart(resolved, tuple(passages), report)
    for answer in _ANSWERERS:
        draft = answer(asked, report)
        if draft is not None:
            return draft
    return None


def _neighbour(asked: OutlineQuestion, report: Report) -> Draft | None:
    """Answer "what comes after paragraph 9?" and "the paragraph before recommendation 4"."""
    words = set(asked.words)
    step = 1 if words & AFTER else -1 if words & BEFORE else 0
    if not step or len(asked.passages) != 1 or asked.left - AFTER - BEFORE:
        return None
    passage = asked.passages[0]
    kinds = asked.kinds or ((passage.kind,) if "one" in words else ())
    row = [
        it
        for it in report.passages
        if it == passage or (it.kind in kinds if kinds else it.kind != "footnote")
    ]
    place = row.index(passage) + step
    side = "after" if step > 0 else "before"
    if not 0 <= place < len(row):
        return Draft("", first_sentences([passage]), f"Nothing comes {side} {passage.label}.")
    found = row[place]
    whole = (cite(found, 0, len(found.text)),)
    return Draft("", whole, f"{side.capitalize()} {passage.label} comes {found.label}.")


def _count(asked: OutlineQuestion, report: Report) -> Draft | Refusal | None:
    """Answer "how many recommendations are there (under Effectiveness)?"."""
    words = set(asked.words)
    if not ({"how", "many"} <= words or words & {"number", "count"}) or asked.left:
        return None
    if not asked.kinds or asked.passages:
        return count_sections(words, report) if words & HEADING_NOUNS else None
    return _counted(asked, report)


def _exists(asked: OutlineQuestion, report: Report) -> Draft | Refusal | None:
    """Answer "is there an annex?" and "does the report have tables?"."""
    asks = asked.words[:1] in {("is",), ("are",), ("does",), ("do",), ("has",)}
    if not asks or not _HAVING & set(asked.words) or not asked.kinds:
        return None
    return None if asked.left or asked.passages else _counted(asked, report)


def _counted(asked: OutlineQuestion, report: Report) -> Draft | Refusal:
    counts = [_units(kind, asked.section, report) for kind in asked.kinds]
    where = f" under “{asked.section.title}”" if asked.section is not None else ""
    said = [
        f"{len(units)} {PLURALS[kind] if len(units) != 1 else kind}"
        for kind, units in zip(asked.kinds, counts, strict=True)
    ]
    last = [units[-1] for units in counts if units]
    sentence = f"{report.symbol} has {join_words(said)}{where}."
    if not last:
        return Refusal("no_such_reference", sentence.replace(" 0 ", " no "))
    return Draft("", first_sentences(last), sentence)


def _list_units(asked: OutlineQuestion, report: Report) -> Draft | None:
    """Answer "which recommendations come under Effectiveness?" and "list the figures"."""
    plural = {kind for kind in asked.kinds if PLURALS.get(kind, "") in asked.words}
    left = asked.left - _NAMING
    if not plural or left or asked.passages or (asked.section is None and len(plural) > 1):
        return None
    kind = next(kind for kind in asked.kinds if kind in plural)
    units = _units(kind, asked.section, report)
    if not units:
        return None
    where = f"Under “{asked.section.title}”: " if asked.section is not None else ""
    labels = join_words([unit.label for unit in units])
    return Draft("", first_sentences(units), f"{where}{labels}.")


def _page(asked: OutlineQuestion, report: Report) -> Draft | None:  # noqa: ARG001
    """Answer "on which page is paragraph 12?"."""
    known = [it for it in asked.passages if it.page is not None]
    if not {"page", "pages"} & set(asked.words) or asked.left - {"page", "pages"} or not known:
        return None
    said = "; ".join(f"{it.label} begins on page {it.page}" for it in known)
    return Draft("", first_sentences(known), f"{said}.")


def _one_of_units(asked: OutlineQuestion, report: Report) -> Draft | Refusal | None:
    """Answer "the second recommendation under Effectiveness" and "the penultimate figure"."""
    if asked.place is None or len(asked.kinds) != 1 or asked.left or asked.passages:
        return None
    units = _units(asked.kinds[0], asked.section, report)
    index = asked.place - 1 if asked.place > 0 else asked.place
    if not -len(units) <= index < len(units):
        return _counted(asked, report)
    found = units[index]
    return Draft(f"{found.label} reads:", (cite(found, 0, len(found.text)),))


def _about_document(asked: OutlineQuestion, report: Report) -> Draft | None:
    """Answer "what is the symbol (title, date, session, committee) of the document?"."""
    covers = report.of_kind("cover")
    words = set(asked.words)
    nouns = [noun for word, noun in _DOCUMENT_NOUNS.items() if word in words]
    if "when" in words and words & _MADE:
        nouns.append("date")
    if "number" in words and words & _DOCUMENT:
        nouns.append("symbol")
    left = asked.left - set(_DOCUMENT_NOUNS) - _DOCUMENT_WORDS
    if not covers or not nouns or left or asked.kinds or asked.passages or asked.section:
        return None
    values = _values(report)
    found = [(noun, values[noun]) for noun in dict.fromkeys(nouns) if values.get(noun)]
    citations = [
        cite(covers[0], place.start, place.end)
        for _, value in found
        if (place := find_quote(value, covers[0].text)) is not None
    ]
    if not citations:
        return None
    said = "; ".join(f"{noun.capitalize()}: {value}" for noun, value in found)
    return Draft("", tuple(citations), f"{said}.")


_ANSWERERS: tuple[Callable[[OutlineQuestion, Report], Draft | Refusal | None], ...] = (
    section_of,
    _neighbour,
    neighbour_of_section,
    _page,
    _one_of_units,
    _count,
    _exists,
    list_sections,
    under_section,
    _list_units,
    _about_document,
)


def _values(report: Report) -> dict[str, str]:
    date = f"{report.date.day} {report.date:%B %Y}" if report.date else ""
    return {
        "title": report.title,
        "symbol": report.symbol,
        "date": date,
        "session": report.session or "",
        "committee": report.committee or "",
    }


def _units(kind: PassageKind, section: Section | None, report: Report) -> tuple[Passage, ...]:
    return tuple(
        it for it in report.of_kind(kind) if section is None or section.title in it.section
    )
