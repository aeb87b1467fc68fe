"""Questions about the report's outline, answered from its tree.

How many figures are there; which recommendations come under a heading; in which section a
paragraph stands; what comes next; the report's own title, symbol, date, session, committee.
The words known here are those of the genre (units, headings, asking), never a report's own.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.answer import Citation
from assistant.citation_check import cite, find_quote
from assistant.extractive import Draft
from assistant.look_up import ASKING_WORDS, PLURALS, join_words
from assistant.numbering_words import unit_kind
from assistant.resolution import ResolvedQuestion
from corpus import Passage, PassageKind, Report, Section

_HEADING_NOUNS = frozenset("section sections heading headings chapter chapters part parts".split())
_COUNTING = frozenset("how many number count total".split())
_BEFORE = frozenset("before precedes precede preceding previous".split())
_AFTER = frozenset("after follows follow following next".split())
_PLACING = frozenset(
    "altogether altogether belong belongs begin begins can come comes contained contains divided "
    "end ends fall falls find found into main major of on part structure structured total under "
    "where which whole within".split()
)
_DOCUMENT_NOUNS = {
    "title": "title", "called": "title", "name": "title",
    "symbol": "symbol", "reference": "symbol",
    "date": "date", "dated": "date",
    "session": "session",
    "committee": "committee",
}  # fmt: skip
_DOCUMENT_WORDS = frozenset(
    "addressed board body by council date governing issued number official prepared presented "
    "published reference signed submitted title which who written".split()
)
_FIRST_SENTENCE = re.compile(r".+?(?:[.:;](?=\s|$)|\n|$)", re.DOTALL)
_SHARE_OF_TITLE = 0.6


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question, taken apart.

    Attributes:
        words: Its words in small letters, in order, named units left out.
        kinds: Kinds of unit that it names without a number.
        passages: The passages that it names by number.
        section: The section whose title it holds, or None.
        left: Words that belong to none of these, nor to asking.
    """

    words: tuple[str, ...]
    kinds: tuple[PassageKind, ...]
    passages: tuple[Passage, ...]
    section: Section | None
    left: frozenset[str]


def answer_from_outline(
    resolved: ResolvedQuestion, passages: Sequence[Passage], report: Report
) -> Draft | None:
    """Answer a question about the outline; None where it is not one.

    Args:
        resolved: The question.
        passages: The passages that it names by number.
        report: The report.
    """
    asked = _take_apart(resolved, tuple(passages), report)
    for answer in _ANSWERERS:
        draft = answer(asked, report)
        if draft is not None:
            return draft
    return None


def _take_apart(
    resolved: ResolvedQuestion, passages: tuple[Passage, ...], report: Report
) -> _Asked:
    rest = resolved.wording
    for unit in sorted(resolved.named, key=lambda unit: unit.end, reverse=True):
        rest = rest[: unit.start] + " " + rest[unit.end :]
    words = tuple(re.findall(r"[^\W\d_]+", rest.casefold()))
    kinds = tuple(dict.fromkeys(kind for word in words if (kind := unit_kind(word)) is not None))
    section = _named_section(words, report)
    of_title = set(_content(section.title)) if section is not None else set()
    left = frozenset(
        word
        for word in words
        if word not in ASKING_WORDS | _HEADING_NOUNS | _COUNTING | _PLACING | of_title
        and unit_kind(word) is None
    )
    return _Asked(words, kinds, passages, section, left)


def _section_of(asked: _Asked, report: Report) -> Draft | None:
    """Answer "which section is paragraph 14 in?"."""
    wanted = _HEADING_NOUNS & set(asked.words)
    if not (wanted and asked.passages and not asked.kinds and not asked.left):
        return None
    places = [
        f"{it.label} stands under “{' › '.join(it.section)}”."
        if it.section
        else f"{it.label} stands before the first heading of {report.symbol}."
        for it in asked.passages
    ]
    return Draft("", _first_sentences(asked.passages), short_answer=" ".join(places))


def _neighbour(asked: _Asked, report: Report) -> Draft | None:
    """Answer "what comes after paragraph 9?" and "the paragraph before recommendation 4"."""
    words = set(asked.words)
    step = 1 if words & _AFTER else -1 if words & _BEFORE else 0
    if not step or len(asked.passages) != 1 or asked.left - _AFTER - _BEFORE:
        return None
    passage = asked.passages[0]
    row = [
        it for it in report.passages if not asked.kinds or it.kind in asked.kinds or it == passage
    ]
    place = row.index(passage) + step
    side = "after" if step > 0 else "before"
    if not 0 <= place < len(row):
        return Draft("", _first_sentences([passage]), f"Nothing comes {side} {passage.label}.")
    found = row[place]
    whole = (cite(found, 0, len(found.text)),)
    return Draft("", whole, f"{side.capitalize()} {passage.label} comes {found.label}.")


def _count(asked: _Asked, report: Report) -> Draft | None:
    """Answer "how many recommendations are there (under Effectiveness)?"."""
    words = set(asked.words)
    if not ({"how", "many"} <= words or words & {"number", "count"}) or asked.left:
        return None
    if not asked.kinds or asked.passages:
        return _count_sections(words, report) if words & _HEADING_NOUNS else None
    counts = [_units(kind, asked.section, report) for kind in asked.kinds]
    where = f" under “{asked.section.title}”" if asked.section is not None else ""
    said = [
        f"{len(units)} {PLURALS[kind] if len(units) != 1 else kind}"
        for kind, units in zip(asked.kinds, counts, strict=True)
    ]
    last = [units[-1] for units in counts if units]
    return Draft("", _first_sentences(last), f"{report.symbol} has {join_words(said)}{where}.")


def _count_sections(words: set[str], report: Report) -> Draft | None:
    sections = _main_sections(report) if words & {"main", "major"} else report.sections
    if not sections:
        return None
    kind = "main sections" if words & {"main", "major"} else "headings"
    firsts = _first_passages(sections, report)
    return Draft("", _first_sentences(firsts[-1:]), f"{report.symbol} has {len(sections)} {kind}.")


def _list_sections(asked: _Asked, report: Report) -> Draft | None:
    """Answer "what are the main sections?"."""
    plural = {"sections", "headings", "chapters", "parts"} & set(asked.words)
    structure = {"structure", "structured", "divided"} & set(asked.words)
    if not (plural or structure) or asked.left or asked.kinds or asked.passages:
        return None
    sections = _main_sections(report)
    if not sections:
        return None
    titles = "; ".join(f"“{section.title}”" for section in sections)
    return Draft("", _first_sentences(_first_passages(sections, report)), f"Sections: {titles}.")


def _list_units(asked: _Asked, report: Report) -> Draft | None:
    """Answer "which recommendations come under Effectiveness?" and "list the figures"."""
    plural = {kind for kind in asked.kinds if PLURALS.get(kind, "") in asked.words}
    if not plural or asked.left or asked.passages or (asked.section is None and len(plural) > 1):
        return None
    kind = next(kind for kind in asked.kinds if kind in plural)
    units = _units(kind, asked.section, report)
    if not units:
        return None
    where = f"Under “{asked.section.title}”: " if asked.section is not None else ""
    labels = join_words([unit.label for unit in units])
    return Draft("", _first_sentences(units), f"{where}{labels}.")


def _about_document(asked: _Asked, report: Report) -> Draft | None:
    """Answer "what is the symbol (title, date, session, committee) of the document?"."""
    covers = report.of_kind("cover")
    nouns = [noun for word, noun in _DOCUMENT_NOUNS.items() if word in asked.words]
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


_ANSWERERS: tuple[Callable[[_Asked, Report], Draft | None], ...] = (
    _section_of,
    _neighbour,
    _count,
    _list_sections,
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


def _main_sections(report: Report) -> tuple[Section, ...]:
    return tuple(section for section in report.sections if len(section.path) == 1)


def _first_passages(sections: Sequence[Section], report: Report) -> list[Passage]:
    firsts = [
        next((it for it in report.passages if section.title in it.section), None)
        for section in sections
    ]
    return [passage for passage in firsts if passage is not None]


def _first_sentences(passages: Sequence[Passage]) -> tuple[Citation, ...]:
    citations = []
    for passage in passages:
        match = _FIRST_SENTENCE.match(passage.text)
        citations.append(cite(passage, 0, match.end() if match else len(passage.text)))
    return tuple(citations)


def _named_section(words: Sequence[str], report: Report) -> Section | None:
    """Return the section whose title the question holds, for the most part."""
    best, best_share = None, 0.0
    for section in report.sections:
        title = _content(section.title)
        share = sum(word in words for word in title) / len(title) if title else 0.0
        if share >= _SHARE_OF_TITLE and share > best_share:
            best, best_share = section, share
    return best


def _content(title: str) -> list[str]:
    words = re.findall(r"[^\W\d_]+", title.casefold())
    return [word for word in words if word not in ASKING_WORDS or len(words) == 1]
