"""The table of contents beside the reading view."""

from dataclasses import dataclass

from corpus import Passage, Report
from ui.markup import short_label
from ui.pages.reading import Link, headings
from ui.texts import Texts

_LONGEST_CAPTION = 60


@dataclass(frozen=True, slots=True)
class Entry:
    """A section in the contents.

    Attributes:
        link: Where it is.
        depth: How deep it stands, from 1.
    """

    link: Link
    depth: int


@dataclass(frozen=True, slots=True)
class Group:
    """The passages of one kind in the contents.

    Attributes:
        title: What they are.
        links: Where they are.
        short: Whether the links are short enough to stand side by side.
    """

    title: str
    links: tuple[Link, ...]
    short: bool


@dataclass(frozen=True, slots=True)
class Contents:
    """What stands in the report.

    Attributes:
        sections: Its sections.
        groups: Its recommendations, figures, tables and annexes, where it has them.
    """

    sections: tuple[Entry, ...]
    groups: tuple[Group, ...]


def contents(report: Report, texts: Texts) -> Contents:
    """Return the table of contents.

    Args:
        report: The report.
        texts: The language of the page.
    """
    sections = tuple(
        Entry(Link(heading.anchor, heading.title), len(section.path))
        for heading, section in zip(headings(report), report.sections, strict=True)
    )
    groups = (
        _short_group(texts.gettext("Recommendations"), report.of_kind("recommendation")),
        _long_group(texts.gettext("Figures"), report.of_kind("figure")),
        _long_group(texts.gettext("Tables"), report.of_kind("table")),
        _short_group(texts.gettext("Annexes"), report.of_kind("annex")),
    )
    return Contents(sections, tuple(group for group in groups if group.links))


def _short_group(title: str, passages: tuple[Passage, ...]) -> Group:
    links = tuple(Link(it.id, short_label(it.kind, it.label)) for it in passages)
    return Group(title, links, short=True)


def _long_group(title: str, passages: tuple[Passage, ...]) -> Group:
    links = tuple(Link(it.id, f"{it.label}. {_caption(it)}".rstrip(". ")) for it in passages)
    return Group(title, links, short=False)


def _caption(passage: Passage) -> str:
    caption = passage.figure.caption if passage.figure else ""
    if len(caption) <= _LONGEST_CAPTION:
        return caption
    return caption[:_LONGEST_CAPTION].rsplit(" ", 1)[0] + " …"
