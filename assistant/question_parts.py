"""Questions that ask several things at once."""

import re

from assistant.look_up import ASKING_WORDS

_ASKS = (
    r"(?:(?:under|in|of|by|with|for|to|at|on|from)\s+)?"
    r"(?:what|which|who|whom|whose|how|when|where|why)\b"
)
_ASKS_YES_NO = r"(?:does|do|did|is|are|was|were|has|have|can|could|should|will|would)\b"
_NEXT_PART = re.compile(
    rf"\s*[,;:?–—]\s*(?:(?:and|but|or)\s+)?(?={_ASKS})|"
    rf"\s*[;:?–—,]?\s+(?:and|but)\s+(?={_ASKS}|{_ASKS_YES_NO})|\?\s+(?={_ASKS_YES_NO})",
    re.IGNORECASE,
)
_ASKING_PART = re.compile(rf"(?:{_ASKS}|{_ASKS_YES_NO})", re.IGNORECASE)
_BACKWARDS = re.compile(
    r"\b(?:it|its|they|them|their|this|that|these|those|there|therefore)\b", re.IGNORECASE
)
_WORD = re.compile(r"[\w’'-]+")
_ASKING = ASKING_WORDS | frozenset(
    "what which who whom whose how when where why does do did is are was were has have can could "
    "should will would be been done it they them their its of many much".split()
)
_MOST_PARTS = 3
_FEW_WORDS = 3


def split_question(question: str) -> tuple[str, ...]:
    """Return the parts of a question that can be searched each for itself.

    "Visibility: what is wrong, and what is proposed?" asks two things. What stands before the
    first asking word, and the words of the first part where a later one points back or has few
    words of its own, are added to each part.

    Args:
        question: The stand-alone question.

    Returns:
        From 2 to 3 parts; none where the question asks one thing.
    """
    parts = [part.strip(" ,;:?.") for part in _NEXT_PART.split(question)]
    asked = [part for part in parts if _ASKING_PART.match(part)]
    if not 1 < len(asked) <= _MOST_PARTS:
        return ()
    before = parts[0] if parts[0] != asked[0] and len(_content(parts[0])) <= _FEW_WORDS else ""
    return tuple(
        _with_topic(part, before or ("" if place == 0 else asked[0]), always=bool(before))
        for place, part in enumerate(asked)
    )


def _with_topic(part: str, topic: str, *, always: bool) -> str:
    needed = always or len(_content(part)) < _FEW_WORDS or _BACKWARDS.search(part)
    return f"{part} ({' '.join(_content(topic))})" if topic and needed else part


def _content(part: str) -> list[str]:
    return [word for word in _WORD.findall(part) if word.casefold() not in _ASKING]
