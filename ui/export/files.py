"""Making a file of questions and answers."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from corpus import Report
from ui.errors import ExportError
from ui.export.composing import document_of, own_title
from ui.export.document import ExportDocument

if TYPE_CHECKING:
    from ui.chat.session import Turn
    from ui.texts import Texts

ExportFormat = Literal["markdown", "html", "docx"]
"""The forms of an export."""

_LONGEST_NAME = 80
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Export:
    """A file, ready to be saved.

    Attributes:
        name: A name that every system takes.
        media_type: What it is, as in MIME.
        content: Its bytes.
    """

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class _Form:
    ending: str
    media_type: str
    write: Callable[[ExportDocument], bytes]


def export_turns(  # noqa: PLR0913, PLR0917 — each is a choice of the person who exports
    turns: Sequence["Turn"],
    report: Report,
    texts: "Texts",
    form: ExportFormat,
    day: date,
    title: str = "",
) -> Export:
    """Make a file of questions and answers; the same ones make the same bytes.

    Args:
        turns: Questions and what came back, oldest first.
        report: The report that was asked about.
        texts: The language of our words; quotes stay as they are.
        form: The form of the file.
        day: Today.
        title: The heading, and the name of the file; both are made from the report's symbol
            where it is left out or repeats the first question.

    Raises:
        ExportError: There is no question.
    """
    if not turns:
        raise ExportError("There is nothing to export yet. Ask a question first.")
    document = document_of(turns, report, texts, day, title)
    chosen = _form(form)
    end = f" {day.isoformat()}.{chosen.ending}"
    name = _name((own_title(title, turns), report.symbol), end)
    return Export(name, chosen.media_type, chosen.write(document))


def _form(form: ExportFormat) -> _Form:
    if form == "markdown":
        from ui.export.markdown import as_markdown

        return _Form("md", "text/markdown;charset=utf-8", as_markdown)
    if form == "html":
        from ui.export.html import as_html

        return _Form("html", "text/html;charset=utf-8", as_html)
    from ui.export.docx import as_docx

    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    return _Form("docx", word, as_docx)


def _name(wanted: Sequence[str], end: str) -> str:
    """Return the first name that leaves anything when only safe letters are kept."""
    longest = _LONGEST_NAME - len(end) - len("report-")
    start = next(filter(None, (_safe(it)[:longest].strip(".-_") for it in wanted)), "")
    if not start or _RESERVED.match(start):
        start = f"report-{start}".rstrip("-")
    return start + end


def _safe(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9._]+|\.{2,}", "-", letters).strip(".-_")
