"""What can be told from the shape of one line."""

import re

BULLETS = "–—•▪■●◦‣□*-"
_ITEM = re.compile(
    rf"(?P<marker>[{BULLETS}]|\(\d{{1,2}}\)|\([a-z]{{1,4}}\)|\d{{1,2}}[.)]|[a-z]\))\s+(?=\S)"
)
_FINISHED = re.compile(r"[.!?:;]['\"”’»)\]]*$")
_FINISHED_ITEM = re.compile(r"(?:[.!?:;,]['\"”’»)\]]*|[;,]\s+(?:and|or|et|ou|y|o))$")
_VALUE_AT_END = re.compile(r"[,:]\s*-?\d[\d\s]*(?:\.\d+)?\s*%?$|^-?\d[\d.,\s%]*$|\d\s*%$")
_YEAR_AT_END = re.compile(r",\s*(?:19|20)\d\d$")
_PLACE_AND_DATE = re.compile(r"^\D{2,40},\s+\d{1,2}\s+[A-Za-zÀ-ÿ]{3,12}\s+\d{4}$")
MAX_HEADING_LENGTH = 130


def is_finished(text: str) -> bool:
    """Tell whether a line can be the last of a paragraph: it ends like a sentence."""
    return bool(_FINISHED.search(text))


def is_finished_item(text: str) -> bool:
    """Tell whether a line can be the last of a list item: it ends like one, or with "; and"."""
    return bool(_FINISHED_ITEM.search(text))


def item_marker(text: str) -> str | None:
    """Return the list mark that a line begins with, or None."""
    match = _ITEM.match(text)
    return match.group("marker") if match else None


def could_be_heading(text: str) -> bool:
    """Tell whether a line has the shape of a heading, or of the first line of one."""
    return (
        len(text) <= MAX_HEADING_LENGTH
        and (text[0].isupper() or text[0] in "“\"'" or bool(re.match(r"\d+\.?\s+[A-Z]", text)))
        and not text.endswith((".", ";", ":", ","))
        and item_marker(text) is None
        and "://" not in text
        and not ends_with_value(text)
    )


def continues_heading(text: str) -> bool:
    """Tell whether a line has the shape of the second line of a heading."""
    return (
        len(text) <= MAX_HEADING_LENGTH
        and text[0].islower()
        and not text.endswith((".", ";", ":", ","))
        and item_marker(text) is None
        and not _VALUE_AT_END.search(text)
    )


def ends_with_value(text: str) -> bool:
    """Tell whether a line ends with a value, as the lines of a figure do."""
    return bool(_VALUE_AT_END.search(text)) and not _YEAR_AT_END.search(text)


def is_place_and_date(text: str) -> bool:
    """Tell whether a line is a place and a date, as reports are signed."""
    return bool(_PLACE_AND_DATE.match(text))


def join_lines(left: str, right: str) -> str:
    """Return what stands between two lines when they are joined: a blank or nothing.

    A hyphen, a slash between letters or a dash between figures at the end of a line is part
    of a word that goes on in the next line.
    """
    if re.search(r"\w[-\u2010\u2011/]$", left) and right[:1].isalnum():
        return ""
    if re.search(r"\d[–-]$", left) and right[:1].isdigit():
        return ""
    return " " if left and not left.endswith("\n") else ""
