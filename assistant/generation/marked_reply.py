"""Reading a reply in which each sentence carries its citations as marks, such as [p11, r4].

The reply comes in pieces that may be cut anywhere. A sentence is given out when what follows it
shows that it has ended, so that neither half a sentence nor half a mark is ever seen.
"""

import re
from collections.abc import Sequence

from assistant.generation.draft import DraftSentence
from index import split_sentences

_ID = r"(?:¶\s*)?[\w.\-/]{0,40}?(?:\d|cover)[\w.\-/]{0,40}"
_UNIT = r"(?:[A-Za-z]{1,20}\.?\s+)?" + _ID
_MARK = re.compile(rf"\s*[\[【]\s*({_UNIT}(?:\s*(?:[,;&]|and)\s*{_UNIT})*)\s*[\]】]", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s*(?:[,;&]|\band\b)\s*")
_AFTER_END = re.compile(
    r"((?<![.!?…])[.!?…]++[\"”’»)*_]*+)((?:\s*[\[【][^\[\]【】\n]{1,200}[\]】])+)"
)
_OPEN_MARK = re.compile(r"[\[【][^\]】\n]*$")
_LONGEST_MARK = 200
_LOOKED_AT_ANEW = 1.05
"""How much longer what is left has to be before it is looked at again: a reply that comes one
character at a time and has no sentences would else be read from its start thousands of times."""
_BULLET = re.compile(r"^\s*(?:[-*•–—]|\(?\d{1,2}[.)]|#{1,6}|>)\s+")
_EMPHASIS = re.compile(r"\*{1,3}|__|`+")
_THINKING, _THOUGHT = "<think>", "</think>"
_SPACE_BEFORE_END = re.compile(r"\s+([.,;:!?])")


class MarkedReply:
    """Takes a reply in pieces and gives out its sentences.

    Attributes:
        length: How many characters came.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self.length = 0
        self._left = ""
        self._looked_at = 0
        self._thinks: bool | None = None

    def feed(self, piece: str) -> list[DraftSentence]:
        """Take a piece.

        Args:
            piece: The next characters of the reply.

        Returns:
            The sentences that are known to be whole now.
        """
        self.length += len(piece)
        self._left += piece
        if self._is_thinking() or not self._may_be_whole(piece):
            return []
        whole, self._left = _cut(self._left)
        self._looked_at = len(self._left)
        return drafts_in(whole)

    def close(self) -> list[DraftSentence]:
        """Return the sentences that are left once the reply has ended."""
        left, self._left = self._left, ""
        return [] if self._thinks else drafts_in(left)

    def _may_be_whole(self, piece: str) -> bool:
        return "\n" in piece or len(self._left) > _LOOKED_AT_ANEW * self._looked_at

    def _is_thinking(self) -> bool:
        """Tell whether what comes is the model's own reasoning; it is left out."""
        if self._thinks is None:
            begun = self._left.lstrip()
            if len(begun) < len(_THINKING) and _THINKING.startswith(begun):
                return True
            self._thinks = begun.startswith(_THINKING)
        if self._thinks and _THOUGHT in self._left:
            self._thinks, self._left = False, self._left.partition(_THOUGHT)[2]
        return self._thinks


def drafts_in(text: str) -> list[DraftSentence]:
    """Return the sentences of a whole text with their citations.

    Args:
        text: What a model wrote.
    """
    text = _AFTER_END.sub(r"\2\1", text)
    parts = [text[span.start : span.end] for span in split_sentences(text)]
    drafts = [draft_of(part, ()) for part in parts]
    # "2." before a sentence is the number of a list, which is none of its own.
    return [it for it in drafts if it.cited or any(map(str.isalpha, it.text))]


def draft_of(text: str, cited: Sequence[str]) -> DraftSentence:
    """Return a sentence without marks and markup, with the ids it cites.

    Args:
        text: The sentence, with marks or without.
        cited: Ids that came beside it.
    """
    ids = [*cited, *(it for mark in _MARK.finditer(text) for it in _SEPARATOR.split(mark[1]))]
    bare = _without_open_mark(_MARK.sub("", text))
    bare = _EMPHASIS.sub("", _BULLET.sub("", bare))
    bare = _SPACE_BEFORE_END.sub(r"\1", " ".join(bare.split()))
    return DraftSentence(bare, tuple(dict.fromkeys(filter(None, ids))))


def _cut(text: str) -> tuple[str, str]:
    """Return what is whole, and what may still go on.

    A line end ends a sentence. Within a line the last sentence may go on, and the one before it
    as well while the last has no whole word (it may be a small letter after an abbreviation) or
    while a quote is open.
    """
    line_end = text.rfind("\n") + 1
    whole, line = text[:line_end], text[line_end:]
    marked = _AFTER_END.sub(r"\2\1", line)
    known = _without_open_mark(marked)
    spans = split_sentences(known)
    begun = known[spans[-1].start :].lstrip("\"'“‘([*_ ") if spans else ""
    if len(spans) < 2 or " " not in begun or known.count('"') % 2:
        return (whole, line) if whole.strip() else ("", text)
    start = spans[-1].start
    return whole + marked[:start], marked[start:]


def _without_open_mark(text: str) -> str:
    """Return a text without a mark at its end that has begun and not ended."""
    start = max(0, len(text) - _LONGEST_MARK)
    open_mark = _OPEN_MARK.search(text, start)
    return text if open_mark is None else text[: open_mark.start()]
