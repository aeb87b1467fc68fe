"""What the report is, and what the assistant does with it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_args

from corpus import NumberingNote, PassageKind, Report
from ui.texts import Texts


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact about the report.

    Attributes:
        name: What it is.
        value: The fact.
    """

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class About:
    """What the page says about the report.

    Attributes:
        facts: What the cover says.
        counts: How much of each kind of unit it has.
        notes: What is unusual in its numbering, in plain words.
        fingerprint: SHA-256 of the text's file; empty where it is not known.
    """

    facts: tuple[Fact, ...]
    counts: tuple[str, ...]
    notes: tuple[str, ...]
    fingerprint: str


def about(report: Report, texts: Texts) -> About:
    """Return what the page says.

    Args:
        report: The report.
        texts: The language of the page.
    """
    return About(
        facts=tuple(fact for fact in _facts(report, texts) if fact.value),
        counts=tuple(_counts(report, texts)),
        notes=tuple(_note(note, texts) for note in report.numbering_notes),
        fingerprint=report.source_sha256,
    )


def _facts(report: Report, texts: Texts) -> Iterator[Fact]:
    yield Fact(texts.gettext("Symbol"), report.symbol)
    yield Fact(texts.gettext("Title"), report.title)
    yield Fact(texts.gettext("Date"), texts.date(report.date) if report.date else "")
    yield Fact(texts.gettext("Session"), report.session or "")
    yield Fact(texts.gettext("Committee"), report.committee or "")


def _counts(report: Report, texts: Texts) -> Iterator[str]:
    pages = max((passage.page or 0 for passage in report.passages), default=0)
    if report.sections:
        yield texts.ngettext("{count} section", "{count} sections", len(report.sections))
    for kind in get_args(PassageKind):
        count = len(report.of_kind(kind))
        if count and kind != "cover":
            yield _count(kind, count, texts)
    if pages:
        yield texts.ngettext("{count} page", "{count} pages", pages)


def _count(kind: PassageKind, count: int, texts: Texts) -> str:
    counts: dict[PassageKind, str] = {
        "paragraph": texts.ngettext("{count} paragraph", "{count} paragraphs", count),
        "recommendation": texts.ngettext(
            "{count} recommendation", "{count} recommendations", count
        ),
        "figure": texts.ngettext("{count} figure", "{count} figures", count),
        "table": texts.ngettext("{count} table", "{count} tables", count),
        "footnote": texts.ngettext("{count} footnote", "{count} footnotes", count),
        "cover": texts.ngettext("{count} cover", "{count} covers", count),
        "annex": texts.ngettext("{count} annex", "{count} annexes", count),
    }
    return counts[kind]


def _note(note: NumberingNote, texts: Texts) -> str:
    unit = f"{_kind_name(note.kind, texts)} {note.number}"
    match note.problem:
        case "gap":
            return texts.gettext("{unit}: the text has no such number.", unit=unit)
        case "restart":
            return texts.gettext("{unit}: the numbers start again here.", unit=unit)
        case "stray":
            return texts.gettext(
                "{unit}: this number is out of order; it is read as part of the text.", unit=unit
            )


def _kind_name(kind: PassageKind, texts: Texts) -> str:
    names: dict[PassageKind, str] = {
        "paragraph": texts.gettext("Paragraph"),
        "recommendation": texts.gettext("Recommendation"),
        "figure": texts.gettext("Figure"),
        "table": texts.gettext("Table"),
        "footnote": texts.gettext("Footnote"),
        "cover": texts.gettext("Cover"),
        "annex": texts.gettext("Annex"),
    }
    return names[kind]
