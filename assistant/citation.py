"""A quote of a report, and where it stands."""

from dataclasses import dataclass

from corpus import PassageKind


@dataclass(frozen=True, slots=True)
class Citation:
    """A verbatim quote and the passage it stands in.

    Attributes:
        report: Document symbol, such as ``GB.309/PFA/5/4``.
        kind: Kind of passage, such as ``paragraph``.
        number: Printed number, such as ``19``.
        label: How staff write it, such as ``¶ 19``.
        passage_id: Id of the passage, such as ``p19``.
        section: Titles of the headings above the passage, outermost first.
        quote: ``text[start:end]`` of the passage.
        start: Where the quote begins in the passage's text, in code points.
        end: Where it ends.
    """

    report: str
    kind: PassageKind
    number: str
    label: str
    passage_id: str
    section: tuple[str, ...]
    quote: str
    start: int
    end: int
