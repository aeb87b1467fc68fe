"""From a report's text to its printed units."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from corpus.assembly import assemble
from corpus.cover import read_cover
from corpus.errors import ReportFormatError
from corpus.layout import find_layout
from corpus.model import Passage, Reference, Report
from corpus.references import find_named_units
from corpus.running_lines import find_running_lines, find_symbol
from corpus.source import SourceText, read_source, split_lines


def parse_report_file(path: Path) -> Report:
    """Read and parse a report file.

    Args:
        path: A plain text file.

    Raises:
        ReportFileError: The file cannot be read or holds no text.
        ReportFormatError: It holds no numbered paragraphs.
    """
    return parse_report(read_source(path))


def parse_report(source: SourceText) -> Report:
    """Parse a report's text.

    Args:
        source: The text of the file.

    Returns:
        The report. Every character of the text that is no blank stands in exactly one of:
        a passage's, a section's or a running line's source spans.

    Raises:
        ReportFormatError: The text holds no numbered paragraphs.
    """
    all_lines = split_lines(source.text)
    symbol = find_symbol(all_lines)
    running = find_running_lines(all_lines, symbol)
    kept = [index for index in range(len(all_lines)) if index not in running]
    lines = [all_lines[index] for index in kept]
    page_tops = frozenset(position for position, index in enumerate(kept) if index - 1 in running)
    layout = find_layout(lines, page_tops)
    if not any(start.kind == "paragraph" for start in layout.starts.values()):
        raise ReportFormatError(
            f"No numbered paragraphs were found in {source.name!r}. "
            "Give a report whose paragraphs begin with 1., 2., 3. and so on."
        )
    name = symbol or source.name
    assembly = assemble(lines, layout, name)
    facts = read_cover(layout.cover_lines(lines), layout.closing_lines(lines), symbol)
    return Report(
        symbol=name,
        title=facts.title or name,
        passages=_with_references(assembly.passages),
        sections=assembly.sections,
        session=facts.session,
        date=facts.date,
        committee=facts.committee,
        running_lines=tuple(running.values()),
        numbering_notes=layout.notes,
        source_sha256=source.sha256,
    )


def _with_references(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    ids = {(passage.kind, passage.number): passage.id for passage in reversed(passages)}
    return tuple(
        replace(
            passage,
            references=tuple(
                Reference(ids[unit.kind, str(unit.number)], unit.start, unit.end)
                for unit in find_named_units(passage.text)
                if ids.get((unit.kind, str(unit.number)), passage.id) != passage.id
            ),
        )
        for passage in passages
    )
