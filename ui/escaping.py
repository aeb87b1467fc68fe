"""Making any text safe to show: nothing in it is read as HTML, Markdown or formatting."""

import unicodedata

_REPLACEMENT = "\ufffd"
_KEPT_CONTROLS = "\n\t"


def visible(text: str) -> str:
    r"""Return the text with every character that a page cannot show made visible.

    Line ends become ``\n``. Control characters, lone surrogates and characters that turn
    the direction of the words around them become U+FFFD, the mark for "not a character".

    Args:
        text: Any text, such as a question as it was typed.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(_REPLACEMENT if _is_invisible(character) else character for character in lines)


def _is_invisible(character: str) -> bool:
    if character in _KEPT_CONTROLS:
        return False
    turns_direction = unicodedata.bidirectional(character) in {
        "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI",
    }  # fmt: skip
    not_a_character = (ord(character) & 0xFFFE) == 0xFFFE or 0xFDD0 <= ord(character) <= 0xFDEF
    return turns_direction or not_a_character or unicodedata.category(character) in {"Cc", "Cs"}


def escape(text: str) -> str:
    """Return HTML that shows the text as it is, on one line of source.

    Every ASCII character that is neither a letter, a digit nor a blank becomes a numeric
    character reference. HTML then finds no tag in it, and Markdown no mark, no link and no
    address: both read references as text and only as text. Line ends become ``<br>``.

    Args:
        text: Any text.
    """
    return "".join(_escaped(character) for character in visible(text))


def _escaped(character: str) -> str:
    if character == "\n":
        return "<br>"
    if character == " " or not character.isascii() or character.isalnum():
        return character
    return f"&#{ord(character)};"
