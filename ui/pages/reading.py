"""The whole report as it is read: headings and passages in their printed order."""

from collections import defaultdict, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus import Passage, PassageKind, Report, Section, Span
from ui.markup import passage_body, reference, short_label
from ui.markup.passage_body import note_mark_id

if TYPE_CHECKING:
    from markupsafe import Markup

_ABOVE_TOP = 1
_LOWEST_LEVEL = 6
_NO_MARKS: Mapping[str, Sequence[Span]] = {}


@dataclass(frozen=True, slots=True)
class Link:
    """A link to a place on the page.

    Attributes:
        anchor: Id of the place.
        name: What the link says.
    """

    anchor: str
    name: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A printed heading.

    Attributes:
        anchor: Its id on the page.
        title: Its words.
        level: Level of the HTML heading, 2 to 6.
    """

    anchor: str
    title: str
    level: int


@dataclass(frozen=True, slots=True)
class Unit:
    """A passage as it is shown.

    Attributes:
        anchor: Its id on the page, which is the passage's id.
        kind: Kind of the passage.
        name: What stands in the margin: ``¶ 19``, ``Rec. 5``.
        label: Its full label.
        reference: The reference in the house form.
        body: Its words as HTML.
        referred_from: The passages that name it.
        marked_in: For a footnote, the places that carry its mark.
    """

    anchor: str
    kind: PassageKind
    name: str
    label: str
    reference: str
    body: "Markup"
    referred_from: tuple[Link, ...]
    marked_in: tuple[Link, ...]


def blocks(
    report: Report, marks: Mapping[str, Sequence[Span]] = _NO_MARKS
) -> tuple[Heading | Unit, ...]:
    """Return the report's headings and passages as they follow each other.

    Args:
        report: The report.
        marks: What is marked, by passage id.
    """
    waiting = deque(zip(map(_start, report.sections), headings(report), strict=True))
    ways_back = _ways_back(report)
    shown: list[Heading | Unit] = []
    for passage in report.passages:
        while waiting and waiting[0][0] < _start(passage):
            shown.append(waiting.popleft()[1])
        shown.append(_unit(report, passage, marks.get(passage.id, ()), ways_back))
    return (*shown, *(it for _, it in waiting))


def headings(report: Report) -> tuple[Heading, ...]:
    """Return the heading of every section.

    Args:
        report: The report.

    Returns:
        As many as the report has sections, in the same order.
    """
    return tuple(
        Heading(f"s{number}", section.title, min(_ABOVE_TOP + len(section.path), _LOWEST_LEVEL))
        for number, section in enumerate(report.sections, 1)
    )


def _start(printed: Passage | Section) -> int:
    return min((span.start for span in printed.source_spans), default=0)


def _unit(report: Report, passage: Passage, marks: Sequence[Span], ways_back: "_WaysBack") -> Unit:
    from markupsafe import Markup

    body = passage_body(report, passage, marks, linked=True)
    return Unit(
        anchor=passage.id,
        kind=passage.kind,
        name=short_label(passage.kind, passage.label),
        label=passage.label,
        reference=reference(report.symbol, passage.kind, passage.label),
        body=Markup(body),  # noqa: S704  # passage_body escapes every word
        referred_from=tuple(ways_back.referred_from.get(passage.id, ())),
        marked_in=tuple(ways_back.marked_in.get(passage.id, ())),
    )


@dataclass(frozen=True, slots=True)
class _WaysBack:
    """From what is named to what names it; read once, since a report can be long."""

    referred_from: Mapping[str, Sequence[Link]]
    marked_in: Mapping[str, Sequence[Link]]


def _ways_back(report: Report) -> _WaysBack:
    referred_from: defaultdict[str, list[Link]] = defaultdict(list)
    marked_in: defaultdict[str, list[Link]] = defaultdict(list)
    for passage in report.passages:
        for target in dict.fromkeys(it.target for it in passage.references):
            referred_from[target].append(Link(passage.id, passage.label))
        for note in dict.fromkeys(it.footnote for it in passage.marks):
            marked_in[note].append(Link(note_mark_id(passage.id, note), passage.label))
    return _WaysBack(referred_from, marked_in)
