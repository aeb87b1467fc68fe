"""The report's outline: its headings as a tree, with the passages under each."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import get_args

from corpus import Passage, PassageKind, Report, Section
from ui.programs.replies import OutlineReply, PassageEntry, SectionEntry


@dataclass
class _Node:
    section: Section
    passages: list[Passage] = field(default_factory=list)
    below: list["_Node"] = field(default_factory=list)


def outline_of(report: Report) -> OutlineReply:
    """Return the outline of a report.

    Args:
        report: The report.
    """
    nodes = [_Node(section) for section in report.sections]
    before: list[Passage] = []
    for passage in report.passages:
        node = _node_of(passage, nodes)
        (before if node is None else node.passages).append(passage)
    return OutlineReply(
        report=report.symbol,
        title=report.title,
        date=None if report.date is None else report.date.isoformat(),
        session=report.session,
        committee=report.committee,
        counts={kind: n for kind in get_args(PassageKind) if (n := len(report.of_kind(kind)))},
        before_sections=_entries(before),
        sections=tuple(map(_section_entry, _tree(nodes))),
    )


def _node_of(passage: Passage, nodes: Sequence[_Node]) -> _Node | None:
    """Return the heading above a passage: of several with one path, the last one before it."""
    same_path = [node for node in nodes if node.section.path == passage.section]
    before = [node for node in same_path if _place(node.section) <= _place(passage)]
    return before[-1] if before else next(iter(same_path), None)


def _place(printed: Section | Passage) -> int:
    return printed.source_spans[0].start if printed.source_spans else 0


def _tree(nodes: Sequence[_Node]) -> list[_Node]:
    roots: list[_Node] = []
    above: list[_Node] = []
    for node in nodes:
        while above and above[-1].section.path != node.section.path[:-1]:
            above.pop()
        (above[-1].below if above else roots).append(node)
        above.append(node)
    return roots


def _section_entry(node: _Node) -> SectionEntry:
    return SectionEntry(
        title=node.section.title,
        passages=_entries(node.passages),
        sections=tuple(map(_section_entry, node.below)),
    )


def _entries(passages: Sequence[Passage]) -> tuple[PassageEntry, ...]:
    return tuple(PassageEntry(id=passage.id, label=passage.label) for passage in passages)
