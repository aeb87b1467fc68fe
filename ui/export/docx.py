"""An export as a Word document: real styles, numbered notes with links both ways."""

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime, time

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from ui.export.document import Exchange, ExportDocument, Mark, Note, Quote, Role, Statement

_LANGUAGES = {"en": "en-GB", "fr": "fr-FR", "es": "es-ES"}
_EARLIEST_OF_ZIP = (1980, 1, 1, 0, 0, 0)
_SOFT = RGBColor(0x5A, 0x68, 0x77)
_STYLES: dict[Role, str] = {
    "understood": "Subtle",
    "answer": "Short Answer",
    "worded": "Normal",
    "lead": "Normal",
    "worded_by": "Subtle",
    "refusal_title": "Short Answer",
    "refusal": "Normal",
    "choice": "List Bullet",
    "problem": "Normal",
}


def as_docx(document: ExportDocument) -> bytes:
    """Return an export as a Word document; the same document makes the same bytes.

    Args:
        document: What it says.
    """
    word = Document()
    _set_properties(word, document)
    _add_styles(word, document.language)
    writer = _Writer(word)
    word.add_paragraph(document.title, style="Title")
    for line in document.lines:
        word.add_paragraph(line, style="Subtle")
    for exchange in document.exchanges:
        writer.add_exchange(exchange)
    if document.notes:
        word.add_heading(document.notes_title, level=1)
    for note in document.notes:
        writer.add_note(note)
    return _packed(word)


class _Writer:
    """Adds what is linked: bookmarks have numbers of their own in a document."""

    def __init__(self, word: WordDocument) -> None:
        self._word = word
        self._bookmarks = 0

    def add_exchange(self, exchange: Exchange) -> None:
        self._word.add_heading(exchange.question, level=1)
        for part in exchange.parts:
            if isinstance(part, Quote):
                self._add_quote(part)
            else:
                self._add_statement(part)

    def add_note(self, note: Note) -> None:
        paragraph = self._word.add_paragraph(style="Note")
        name, first_mark = _note_name(note.number), _mark_name(Mark(note.number, 1))
        self._add_link(paragraph, f"{note.number}.", name, first_mark)
        paragraph.add_run("\t")
        paragraph.add_run(f"“{note.quote}”")
        paragraph.add_run(f" {note.label} – {note.reference}. {note.report}.")

    def _add_statement(self, statement: Statement) -> None:
        paragraph = self._word.add_paragraph(statement.text, style=_STYLES[statement.role])
        self._add_marks(paragraph, statement.marks)

    def _add_quote(self, quote: Quote) -> None:
        paragraph = self._word.add_paragraph(style="Quote")
        paragraph.add_run(f"“{quote.text}”")
        paragraph.add_run(f" {quote.label}").italic = False
        self._add_marks(paragraph, [quote.mark])

    def _add_marks(self, paragraph: Paragraph, marks: Sequence[Mark]) -> None:
        for place, mark in enumerate(marks):
            if place:
                paragraph.add_run(" ")
            name, note = _mark_name(mark), _note_name(mark.note)
            _raise(self._add_link(paragraph, str(mark.note), name, note))

    def _add_link(self, paragraph: Paragraph, text: str, name: str, target: str) -> BaseOxmlElement:
        """Add a link to a place in the document; the link is itself a place with a name."""
        self._bookmarks += 1
        start = _element("w:bookmarkStart", {"w:id": str(self._bookmarks), "w:name": name})
        link = _element("w:hyperlink", {"w:anchor": target, "w:history": "1"})
        run = paragraph.add_run(text, style="Note Mark")
        link.append(run._r)  # noqa: SLF001 — python-docx has no call for links inside a document
        end = _element("w:bookmarkEnd", {"w:id": str(self._bookmarks)})
        for it in (start, link, end):
            paragraph._p.append(it)  # noqa: SLF001 — as above
        return link


def _note_name(number: int) -> str:
    return f"note_{number}"


def _mark_name(mark: Mark) -> str:
    return f"mark_{mark.note}_{mark.place}"


def _element(tag: str, attributes: dict[str, str]) -> BaseOxmlElement:
    element: BaseOxmlElement = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(name), value)
    return element


def _raise(link: BaseOxmlElement) -> None:
    for properties in link.iter(qn("w:rPr")):
        properties.append(_element("w:vertAlign", {"w:val": "superscript"}))


def _add_styles(word: WordDocument, language: str) -> None:
    for name, kind in (
        ("Subtle", WD_STYLE_TYPE.PARAGRAPH),
        ("Short Answer", WD_STYLE_TYPE.PARAGRAPH),
        ("Note", WD_STYLE_TYPE.PARAGRAPH),
        ("Note Mark", WD_STYLE_TYPE.CHARACTER),
    ):
        word.styles.add_style(name, kind)
    word.styles["Subtle"].font.color.rgb = _SOFT
    word.styles["Short Answer"].font.bold = True
    word.styles["Note Mark"].font.color.rgb = RGBColor(0x1D, 0x4F, 0x91)
    note = word.styles["Note"]
    note.font.size = Pt(9)
    note.paragraph_format.left_indent = Cm(0.75)
    note.paragraph_format.first_line_indent = Cm(-0.75)
    note.paragraph_format.space_after = Pt(4)
    for wanted in word.styles.element.iter(qn("w:lang")):
        wanted.set(qn("w:val"), _LANGUAGES[language])
    for name in ("Quote", "Note"):  # the report's words, in a language that is not known
        word.styles[name].font.no_proof = True


def _set_properties(word: WordDocument, document: ExportDocument) -> None:
    known = word.core_properties
    known.title = document.title[:255]
    known.author = known.last_modified_by = "Report assistant"
    known.comments = known.keywords = known.subject = ""
    known.language = _LANGUAGES[document.language]
    known.created = known.modified = datetime.combine(document.day, time())
    known.revision = 1


def _packed(word: WordDocument) -> bytes:
    """Return the file with every time in it set to the same moment."""
    saved, packed = io.BytesIO(), io.BytesIO()
    word.save(saved)
    with zipfile.ZipFile(saved) as before, zipfile.ZipFile(packed, "w") as after:
        for it in before.infolist():
            entry = zipfile.ZipInfo(it.filename, _EARLIEST_OF_ZIP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            after.writestr(entry, before.read(it.filename))
    return packed.getvalue()
