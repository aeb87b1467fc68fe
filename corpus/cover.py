"""Reading title, session, date and committee from the cover."""

import calendar
import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.source import Line
from corpus.wording import continues_heading, is_finished, is_place_and_date

_SESSION = re.compile(r"\b\d{1,3}(?:st|nd|rd|th)\s+session\b|\bsession\b.*\b\d{4}\b", re.IGNORECASE)
_BODY = re.compile(r"\b(?:Committee|Board|Council|Commission|Assembly|Conference|Section)\b")
_BOILERPLATE = re.compile(
    r"for (?:decision|information|discussion|debate and guidance|action)\b|.*\bitem\b.*\bagenda\b|"
    r"(?:agenda )?item \d|distr|original|note by|report of|evaluations?$|overview$|summary$",
    re.IGNORECASE,
)
_MONTHS = [month.casefold() for month in calendar.month_name]
_DATE = re.compile(r"\b(\d{1,2})\s+([A-Za-z]+)\s+(\d{4})\b")


@dataclass(frozen=True, slots=True)
class CoverFacts:
    """What the cover and the closing lines tell.

    Attributes:
        title: Title of the document, or None.
        session: The session line, or None.
        committee: The body the document is for, or None.
        date: The date the document is signed, or None.
    """

    title: str | None
    session: str | None
    committee: str | None
    date: datetime.date | None


def read_cover(cover: Sequence[Line], closing: Sequence[Line], symbol: str | None) -> CoverFacts:
    """Read the facts of a report's cover.

    Args:
        cover: The lines before the first heading or paragraph.
        closing: The lines after the last paragraph, where reports are signed.
        symbol: Document symbol, which is not the title.
    """
    blocks = _blocks(cover)
    session = next((block for block in blocks if _SESSION.search(block)), None)
    committee = _committee(blocks, session)
    titles = [
        block
        for block in _before_prose(blocks)
        if block not in (session, committee, symbol)
        and not block.isupper()
        and not _BOILERPLATE.match(block)
        and not is_place_and_date(block)
        and "." not in block.split()[-1][-1]
    ]
    title = max(titles, key=len, default=None)
    return CoverFacts(title, session, committee, _signed([*closing, *cover]))


def _committee(blocks: Sequence[str], session: str | None) -> str | None:
    bodies = [block for block in blocks if _BODY.search(block) and not is_finished(block)]
    named = [block for block in bodies if block != session and len(block) < 90]
    return next((block for block in named if "Committee" in block), named[0] if named else None)


def _blocks(lines: Sequence[Line]) -> list[str]:
    blocks: list[str] = []
    for line in lines:
        text = re.sub(r"\s+", " ", line.text)
        if blocks and (line.adjacent or (continues_heading(text) and not is_finished(blocks[-1]))):
            blocks[-1] += f" {text}"
        else:
            blocks.append(text)
    return blocks


def _before_prose(blocks: Sequence[str]) -> list[str]:
    for index, block in enumerate(blocks):
        if is_finished(block):
            return list(blocks[:index])
    return list(blocks)


def _signed(lines: Sequence[Line]) -> datetime.date | None:
    for line in lines:
        match = _DATE.search(line.text)
        if match and match.group(2).casefold() in _MONTHS:
            month = _MONTHS.index(match.group(2).casefold())
            try:
                return datetime.date(int(match.group(3)), month, int(match.group(1)))
            except ValueError:
                continue
    return None
