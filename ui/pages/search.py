"""Searching the report from the reading view: for exact words, or by meaning."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from assistant import MAX_QUESTION_LENGTH, InvalidQuestionError, clean_question
from corpus import Passage, Report, Span
from ui.errors import BusyError
from ui.pages.find import find_words
from ui.texts import Texts

if TYPE_CHECKING:
    from index import SearchResult
    from ui.desk import QuestionDesk

Mode = Literal["exact", "meaning"]
"""How words are looked for."""

_RESULTS = 10
_AROUND = 90
_LONGEST_SHOWN = 320


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found.

    Attributes:
        anchor: Id of the passage.
        label: Its label.
        section: Titles of the headings above it.
        before: Words before the place.
        found: The words found, as printed.
        after: Words after it.
        places: How many places of the passage were found, where places are counted.
    """

    anchor: str
    label: str
    section: tuple[str, ...]
    before: str
    found: str
    after: str
    places: str = ""


@dataclass(frozen=True, slots=True)
class Search:
    """What a search found, or why it found nothing.

    Attributes:
        words: What was looked for, as typed.
        mode: How.
        count: How much was found, in words.
        problem: Why the search could not be made; empty where it was.
        hits: What was found.
        marks: The places found, by passage id.
        done: Whether anybody searched at all.
    """

    words: str = ""
    mode: Mode = "exact"
    count: str = ""
    problem: str = ""
    hits: tuple[Hit, ...] = ()
    marks: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)
    done: bool = True


NO_SEARCH = Search(done=False)
"""The state of the page before any search."""


def search_words(report: Report, words: str, texts: Texts) -> Search:
    """Find every place that holds exactly these words.

    Args:
        report: The report.
        words: As typed.
        texts: The language of the page.
    """
    try:
        cleaned = clean_question(words)
    except InvalidQuestionError as error:
        return _problem(words, "exact", error, texts)
    marks = {passage.id: find_words(cleaned, passage.text) for passage in report.passages}
    found = [passage for passage in report.passages if marks[passage.id]]
    places = sum(len(marks[passage.id]) for passage in found)
    counts = (
        texts.ngettext("{count} place", "{count} places", places),
        texts.ngettext("{count} passage", "{count} passages", len(found)),
    )
    hits = tuple(_exact_hit(passage, marks[passage.id], texts) for passage in found)
    return Search(words, "exact", " · ".join(counts) if hits else "", hits=hits, marks=marks)


def search_meaning(desk: "QuestionDesk", words: str, texts: Texts) -> Search:
    """Find the passages that come nearest to what the words mean.

    Args:
        desk: Where every question is asked.
        words: As typed.
        texts: The language of the page.
    """
    from ui.caller import Caller

    try:
        results = desk.search(words, k=_RESULTS, caller=Caller(interface="page"))
    except (InvalidQuestionError, BusyError) as error:
        return _problem(words, "meaning", error, texts)
    count = texts.ngettext(
        "The nearest passage:", "The {count} nearest passages, the best first:", len(results)
    )
    hits = tuple(_meaning_hit(result) for result in results)
    marks = {
        hit.anchor: tuple(_evidence(result)) for hit, result in zip(hits, results, strict=True)
    }
    return Search(words, "meaning", count if hits else "", hits=hits, marks=marks)


def _problem(words: str, mode: Mode, error: Exception, texts: Texts) -> Search:
    return Search(words[:_LONGEST_SHOWN].strip(), mode, problem=_reason(words, error, texts))


def _reason(words: str, error: Exception, texts: Texts) -> str:
    if isinstance(error, BusyError):
        return texts.gettext(
            "Many questions are being answered just now. Try again in a moment, or look for "
            "exact words."
        )
    if len(words) > MAX_QUESTION_LENGTH:
        return texts.gettext(
            "This is too long to look for: {length} characters, and at most {limit} are allowed.",
            length=len(words),
            limit=MAX_QUESTION_LENGTH,
        )
    if words.strip():
        return texts.gettext("There is no letter and no number in this. Type words to look for.")
    return texts.gettext("Type the words to look for.")


def _exact_hit(passage: Passage, places: tuple[Span, ...], texts: Texts) -> Hit:
    first, text = places[0], passage.text
    count = texts.ngettext("{count} place", "{count} places", len(places))
    return Hit(
        passage.id,
        passage.label,
        passage.section,
        _end_of(text[: first.start]),
        text[first.start : first.end],
        _beginning_of(text[first.end :]),
        count if len(places) > 1 else "",
    )


def _meaning_hit(result: "SearchResult") -> Hit:
    passage = result.passage
    found = next((passage.text[it.start : it.end] for it in _evidence(result)), "")
    before = "" if found else _beginning_of(passage.text)
    return Hit(passage.id, passage.label, passage.section, before, found, "")


def _evidence(result: "SearchResult") -> Iterable[Span]:
    return (Span(it.start, it.end) for it in result.evidence[:1])


def _end_of(text: str) -> str:
    return text if len(text) <= _AROUND else "… " + text[-_AROUND:].split(" ", 1)[-1]


def _beginning_of(text: str) -> str:
    return text if len(text) <= _AROUND else text[:_AROUND].rsplit(" ", 1)[0] + " …"
