"""The whole report as it is read: headings and passages in their printed order."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus import Passage, PassageKind, Report, Section, Span
from ui.markup import passage_body, reference, short_label
from ui.markup.passage_body import note_mark_id

if TYPE_CHECKING:
    from markupsafe import Markup

_TOP_LEVEL = 2
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
    headings = [(_start(section), heading(report, section)) for section in report.sections]
    shown: list[Heading | Unit] = []
    for passage in report.passages:
        while headings and headings[0][0] < _start(passage):
            shown.append(headings.pop(0)[1])
        shown.append(_unit(report, passage, marks.get(passage.id, ())))
    return (*shown, *(it for _, it in headings))


def heading(report: Report, section: Section) -> Heading:
    """Return a section's heading.

    Args:
        report: The report.
        section: One of its sections.
    """
    level = min(_TOP_LEVEL - 1 + len(section.path), _LOWEST_LEVEL)
    return Heading(f"s{report.sections.index(section) + 1}", section.title, level)


def _start(printed: Passage | Section) -> int:
    return min((span.start for span in printed.source_spans), default=0)


def _unit(report: Report, passage: Passage, marks: Sequence[Span]) -> Unit:
    from markupsafe import Markup

    body = passage_body(report, passage, marks, linked=True)
    return Unit(
        anchor=passage.id,
        kind=passage.kind,
        name=short_label(passage.kind, passage.label),
        label=passage.label,
        reference=reference(report.symbol, passage.kind, passage.label),
        body=Markup(body),  # noqa: S704  # passage_body escapes every word
        referred_from=tuple(_link(it) for it in report.referring_to(passage.id)),
        marked_in=tuple(_marked_in(report, passage.id)),
    )


def _link(passage: Passage) -> Link:
    return Link(passage.id, passage.label)


def _marked_in(report: Report, footnote: str) -> Iterator[Link]:
    for passage in report.passages:
        if any(mark.footnote == footnote for mark in passage.marks):
            yield Link(note_mark_id(passage.id, footnote), passage.label)
