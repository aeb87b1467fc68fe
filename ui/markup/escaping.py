"""Making any text safe to show: nothing in it is read as HTML, Markdown or formatting."""

from corpus import visible


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
