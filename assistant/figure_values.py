"""Questions about a figure's values, answered from its data.

Which is the largest, the second, the smallest; how much for a label; more or less than; in all;
in which unit, from which source. The words known here are those of asking for values.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.citation import Citation
from assistant.citation_check import cite, find_quote
from assistant.extractive import Draft
from assistant.look_up import join_words
from corpus import FigureDetails, FigureValue, Passage
from index import words_of

_MOST = frozenset("most largest biggest highest greatest maximum top".split())
_LEAST = frozenset("least smallest lowest fewest minimum bottom".split())
_ORDINALS = {"second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6}
_ORDINAL = re.compile(
    rf"\b(?:come|comes|came|rank|ranks|ranked|placed|is|was|in|the)\s+(?:the\s+)?"
    rf"(?:(?P<digit>[2-9])(?:nd|rd|th)|(?P<word>{'|'.join(_ORDINALS)}))\b"
    rf"(?=\s*(?:$|[?.,]|in\b|by\b|place\b|{'|'.join(sorted(_MOST | _LEAST))}))",
    re.IGNORECASE,
)
_TOTAL = frozenset("total altogether sum combined overall together".split())
_COMPARING = frozenset(
    "more less than compare compared versus vs difference bigger smaller".split()
)
_UNIT = frozenset("unit units currency".split())
_SOURCE = frozenset("source sources".split())
_CAPTION = frozenset("called caption name named title titled".split())
_COMES_FROM = re.compile(r"\bwhere\b.+\bfrom\b", re.IGNORECASE)
_AMOUNT = re.compile(r"\bhow\s+(?:much|many|large|big|high)\b|\bwhat\b|\bshare\b", re.IGNORECASE)
_NUMBER = re.compile(r"\d[\d.,\u00a0]*(?<=\d)")
_MOST_LINES = 12


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question about values.

    Attributes:
        text: The question.
        words: Its words in small letters.
        labelled: The values whose labels it names, in the figure's order.
        of_figure: Whether it names the figure by its number.
    """

    text: str
    words: frozenset[str]
    labelled: tuple[FigureValue, ...]
    of_figure: bool


def answer_from_values(
    question: str, passages: Sequence[Passage], *, named: bool = False
) -> Draft | None:
    """Answer a question about a figure's values; None where it is not one.

    Args:
        question: The stand-alone question.
        passages: The passages that may answer, best first: named ones, or the first found.
        named: Whether the question names them.
    """
    for passage in passages:
        if passage.figure is None:
            continue
        draft = _answer(question, passage, passage.figure, named=named)
        if draft is not None:
            return draft
    return None


def asks_for_total(question: str) -> bool:
    """Tell whether a question asks how much it is in all.

    Args:
        question: The stand-alone question.
    """
    return not _TOTAL.isdisjoint(re.findall(r"[^\W\d_]+", question.casefold()))


def _answer(question: str, passage: Passage, figure: FigureDetails, *, named: bool) -> Draft | None:
    words = frozenset(re.findall(r"[^\W\d_]+", question.casefold()))
    asked = _Asked(question, words, _labelled(question, figure), named)
    if figure.values and _is_about(asked, passage, figure):
        said = _ranked(asked, passage, figure) or _compared(asked, passage, figure)
        said = said or _added(asked, passage, figure) or _valued(asked, passage, figure)
        if said is not None:
            return Draft("", (_lines(passage, figure, asked),), said)
    return _described(asked, passage, figure)


def _ranked(asked: _Asked, passage: Passage, figure: FigureDetails) -> str | None:
    """Answer "which is the largest?", "which comes second?"."""
    ordinal = _ORDINAL.search(asked.text)
    place = 1
    if ordinal is not None:
        place = int(ordinal["digit"]) if ordinal["digit"] else _ORDINALS[ordinal["word"].casefold()]
    upward = bool(asked.words & _LEAST)
    if not (asked.words & (_MOST | _LEAST) or ordinal) or place > len(figure.values):
        return None
    ordered = sorted(figure.values, key=lambda it: it.value, reverse=not upward)
    value = ordered[place - 1].value
    same = [it for it in figure.values if it.value == value]
    return f"{join_words([_said(it, passage, figure) for it in same])}."


def _compared(asked: _Asked, passage: Passage, figure: FigureDetails) -> str | None:
    """Answer "did Africa get more than the Americas?"."""
    if len(asked.labelled) < 2 or not asked.words & _COMPARING:
        return None
    ordered = sorted(asked.labelled, key=lambda it: -it.value)
    return f"{'; '.join(_said(it, passage, figure) for it in ordered)}."


def _added(asked: _Asked, passage: Passage, figure: FigureDetails) -> str | None:
    """Answer "how much in all?": the sum of the values, said to be one."""
    if not asked.words & _TOTAL:
        return None
    values = asked.labelled if len(asked.labelled) > 1 else figure.values
    # A total that the text states is better than one that is computed.
    if len(asked.labelled) < 2 and not asked.of_figure:
        return None
    digits = max(len(_printed(it, passage).partition(".")[2]) for it in values)
    total = f"{sum(it.value for it in values):,.{digits}f}"
    return f"{_with_unit(total, figure)}, the sum of the {len(values)} values."


def _valued(asked: _Asked, passage: Passage, figure: FigureDetails) -> str | None:
    """Answer "how much went to Africa?"."""
    if not asked.labelled or _AMOUNT.search(asked.text) is None:
        return None
    return f"{'; '.join(_said(it, passage, figure) for it in asked.labelled)}."


def _described(asked: _Asked, passage: Passage, figure: FigureDetails) -> Draft | None:
    """Answer "in which unit?", "from which source?" and "what is figure 2 called?"."""
    said = None
    if asked.of_figure and asked.words & _CAPTION:
        said = holder = figure.caption
    elif figure.unit and asked.words & _UNIT:
        said, holder = figure.unit, figure.caption
    elif figure.source and (asked.words & _SOURCE or _COMES_FROM.search(asked.text)):
        said = holder = figure.source
    place = find_quote(holder, passage.text) if said is not None else None
    if said is None or place is None:
        return None
    return Draft("", (cite(passage, place.start, place.end),), f"{said.rstrip('.')}.")


def _is_about(asked: _Asked, passage: Passage, figure: FigureDetails) -> bool:
    """Tell whether a question speaks of what the figure shows, or names the figure itself."""
    if asked.labelled or asked.of_figure:
        return True
    figure_words = set(words_of(f"{passage.label} {figure.caption}"))
    return bool(figure_words & set(words_of(asked.text)))


def _labelled(question: str, figure: FigureDetails) -> tuple[FigureValue, ...]:
    """Return the values whose labels a question names, in full or by their first word."""
    asked = set(words_of(question))
    labels = [(it, words_of(it.label)) for it in figure.values]
    firsts = Counter(words[0] for _, words in labels if words)
    found = [
        (it, set(words))
        for it, words in labels
        if words and (set(words) <= asked or (words[0] in asked and firsts[words[0]] == 1))
    ]
    # "North East" names no other label that has only some of its words.
    return tuple(it for it, words in found if not any(words < other <= asked for _, other in found))


def _lines(passage: Passage, figure: FigureDetails, asked: _Asked) -> Citation:
    values = figure.values
    if len(values) > _MOST_LINES and asked.labelled:
        values = asked.labelled
    return cite(passage, values[0].start, values[-1].end)


def _said(value: FigureValue, passage: Passage, figure: FigureDetails) -> str:
    return f"{value.label}: {_with_unit(_printed(value, passage), figure)}"


def _printed(value: FigureValue, passage: Passage) -> str:
    """Return a value as the report prints it."""
    numbers = _NUMBER.findall(passage.text[value.start : value.end])
    return numbers[-1] if numbers else f"{value.value:g}"


def _with_unit(number: str, figure: FigureDetails) -> str:
    return f"{number} {figure.unit}" if figure.unit else number
