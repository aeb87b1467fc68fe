"""Making the characters of any text visible, whatever shows it."""

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
