"""The command ``show``."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict

from assistant import load_settings, open_report
from corpus import Passage, Report, UnknownPassageError, find_named_units
from ui.cli.output import say, say_json, wrapped


def print_passage(overrides: Mapping[str, object], name: str, *, as_json: bool) -> None:
    """Print one passage of the report.

    Args:
        overrides: Settings from the command line.
        name: Its id or its printed name.
        as_json: Whether to print JSON.

    Raises:
        UnknownPassageError: The report has no such passage.
    """
    report = open_report(load_settings(**overrides))
    passage = find_passage(report, name)
    if as_json:
        named_by = [other.id for other in report.referring_to(passage.id)]
        say_json(asdict(passage) | {"named_by": named_by})
    else:
        say(_in_words(report, passage))


def find_passage(report: Report, name: str) -> Passage:
    """Return the passage that a name means: ``p19``, ``P 19``, ``para 19``, ``¶19``, ``19``.

    Args:
        report: The report to look in.
        name: An id, a printed name, or a bare paragraph number.

    Raises:
        UnknownPassageError: The report has no such passage.
    """
    joined = re.sub(r"\s+", "", name).lower()
    if any(passage.id == joined for passage in report.passages):
        return report.passage(joined)
    numbered = find_named_units(f"paragraph {joined}" if joined.isdecimal() else name)
    for unit in numbered:
        for passage in report.of_kind(unit.kind):
            if passage.number == str(unit.number):
                return passage
    known = ", ".join(passage.id for passage in report.passages)
    raise UnknownPassageError(
        f"{report.symbol} has no passage {name!r}. Its passages are: {known}."
    )


def _in_words(report: Report, passage: Passage) -> str:
    blocks = [
        wrapped(passage.label),
        wrapped(" › ".join(passage.section)) if passage.section else "",
        wrapped(passage.text, "  "),
        _line("List items", f"{len(passage.items)}" if passage.items else ""),
        _line("Names", _labels(report, (it.target for it in passage.references))),
        _line("Named by", _labels(report, (it.id for it in report.referring_to(passage.id)))),
        _line("Footnotes", _labels(report, (mark.footnote for mark in passage.marks))),
        _line("Printed after", _labels(report, [passage.after] if passage.after else [])),
        _line("Page", str(passage.page) if passage.page is not None else ""),
    ]
    return "\n".join(filter(None, [blocks[0], blocks[1]])) + "\n\n" + _below(blocks[2:])


def _below(blocks: list[str]) -> str:
    text, *lines = blocks
    facts = "\n".join(filter(None, lines))
    return f"{text}\n\n{facts}" if facts else text


def _line(name: str, value: str) -> str:
    return wrapped(f"{name}: {value}") if value else ""


def _labels(report: Report, ids: Iterable[str]) -> str:
    unique = dict.fromkeys(ids)
    return ", ".join(f"{report.passage(it).label} ({it})" for it in unique)
