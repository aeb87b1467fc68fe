"""An export as Markdown with footnotes, as GitHub and most editors read them."""

import re

from ui.export.document import Exchange, ExportDocument, Mark, Note, Quote, Statement

_ALWAYS = r"\\`*_\[\]<>&~$|^#@"
_MARKS = re.compile(
    rf"[{_ALWAYS}]"
    r"|!$"  # before the mark of a note, the start of an image
    r"|:(?=\S)"  # the start of an address
    r"|/(?=/)|(?<=/)/"
    r"|(?<=\S)\.(?=[^\W\d_])|(?i:(?<=www))\."  # a name such as www.example.org
)
_IN_EMAIL = re.compile(r"(?<=[A-Za-z0-9.+_-])@(?=[A-Za-z0-9._-])")
_LINE_START = re.compile(r"[-+=:]|\d+(?=[.)])")
_HARD_BREAK = "\\\n"


def as_markdown(document: ExportDocument) -> bytes:
    """Return an export as Markdown in UTF-8.

    Args:
        document: What it says.
    """
    blocks = [f"# {heading_text(document.title)}", *map(escaped, document.lines)]
    for exchange in document.exchanges:
        blocks += _exchange(exchange)
    blocks += [_note(note) for note in document.notes]
    return ("\n\n".join(blocks) + "\n").encode()


def escaped(text: str) -> str:
    """Return Markdown that shows a text as it is: no mark, no link, no HTML is read in it.

    Args:
        text: Any text that can be held.
    """
    body = text.rstrip("\n")
    ends = "&#10;" * (len(text) - len(body))
    return _HARD_BREAK.join(map(_escaped_line, body.split("\n"))) + ends


def heading_text(text: str) -> str:
    """Return Markdown that shows a text as it is, on one line of source.

    Args:
        text: Any text that can be held.
    """
    return "&#10;".join(map(_escaped_line, text.split("\n")))


def _escaped_line(line: str) -> str:
    # GitHub makes a link of an e-mail address even behind a backslash, but not across code.
    pieces = _IN_EMAIL.split(line)
    marked = "`@`".join(_MARKS.sub(r"\\\g<0>", piece) for piece in pieces)
    start = _LINE_START.match(marked)
    if start and start.group().isdecimal():
        marked = f"{start.group()}\\{marked[start.end() :]}"
    elif start:
        marked = f"\\{marked}"
    return _spaces_kept(marked)


def _spaces_kept(line: str) -> str:
    """Write as references the blanks that Markdown takes away or reads as something."""
    kept = re.sub(r"^ | $|(?<= ) ", "&#32;", line)
    return "".join(f"&#{ord(it)};" if it != " " and it.isspace() else it for it in kept)


def _exchange(exchange: Exchange) -> list[str]:
    return [f"## {heading_text(exchange.question)}", *map(_part, exchange.parts)]


def _part(part: Statement | Quote) -> str:
    if isinstance(part, Quote):
        quoted = f"“{escaped(part.text)}” {escaped(part.label)}{_marks(part.mark)}"
        return _indented(quoted, "> ", "> ")
    words = escaped(part.text)
    if part.role == "choice":
        return _indented(words, "- ", "  ")
    if part.role == "refusal_title":
        return f"**{words}**"
    return words + _marks(*part.marks)


def _marks(*marks: Mark) -> str:
    return " ".join(f"[^{mark.note}]" for mark in marks)


def _note(note: Note) -> str:
    words = escaped(f"“{note.quote}”\n{note.label} – {note.reference}. {note.report}.")
    return _indented(words, f"[^{note.number}]: ", "    ")


def _indented(text: str, first: str, following: str) -> str:
    return first + text.replace("\n", f"\n{following}")
