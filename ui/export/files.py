"""Making a file of questions and answers."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from corpus import Report
from ui.errors import ExportError
from ui.export.document import ExportDocument, document_of

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
        title: The heading; made where left out.

    Raises:
        ExportError: There is no question.
    """
    if not turns:
        raise ExportError("There is nothing to export yet. Ask a question first.")
    document = document_of(turns, report, texts, day, title)
    chosen = _form(form)
    return Export(
        _name(report.symbol, day, chosen.ending), chosen.media_type, chosen.write(document)
    )


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


def _name(symbol: str, day: date, ending: str) -> str:
    end = f" {day.isoformat()}.{ending}"
    letters = unicodedata.normalize("NFKD", symbol).encode("ascii", "ignore").decode()
    safe = re.sub(r"[^A-Za-z0-9._]+", "-", letters)
    start = safe.strip(".-_")[: _LONGEST_NAME - len(end) - len("report-")].strip(".-_")
    if not start or _RESERVED.match(start):
        start = f"report-{start}".rstrip("-")
    return start + end
