"""Whether a sentence of a chat model that comes back from a browser may be shown again.

The browser's memory can be changed by hand, and no reader is asked here: what can be seen at
once in a false sentence keeps it out.
"""

import re
from collections.abc import Sequence

from assistant import Citation
from corpus import Report

_DIGITS = re.compile(r"\d+")
_LINK = re.compile(
    r"://|\bwww\.|!\[|\]\(|<[a-z/!]|\b(?:data|javascript|mailto):|&#?\w{2,8};", re.IGNORECASE
)


def may_be_restored(text: str, citations: Sequence[Citation], report: Report) -> bool:
    """Tell whether a sentence has no link or markup, and no number from elsewhere.

    Args:
        text: The sentence; not trusted.
        citations: The quotes it rests on, found valid.
        report: The report.
    """
    if not text.strip() or _LINK.search(text) is not None:
        return False
    passages = (report.passage(it.passage_id).text for it in citations)
    printed = {number for passage in passages for number in _DIGITS.findall(passage)}
    return all(number in printed for number in _DIGITS.findall(text))
