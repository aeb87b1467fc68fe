"""The command ``show``."""

from collections.abc import Iterable, Mapping

from assistant import load_settings, open_report
from corpus import Passage, Report
from ui.cli.output import say, say_json, wrapped
from ui.json_fields import passage_fields
from ui.passage_names import find_passage


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
        say_json(passage_fields(report, passage))
    else:
        say(_in_words(report, passage))


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
