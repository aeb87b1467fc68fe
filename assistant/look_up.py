"""Looking up what a question names by its printed number."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.resolution import ResolvedQuestion
from corpus import ListItem, NamedUnit, Passage, PassageKind, Report

PLURALS: dict[PassageKind, str] = {
    "paragraph": "paragraphs",
    "recommendation": "recommendations",
    "figure": "figures",
    "table": "tables",
    "footnote": "footnotes",
    "annex": "annexes",
}
ASKING_WORDS = frozenset(
    "a about all and any are ask asked asking asks can contain contains content contents "
    "could describe did display do doc document does evaluation exact exactly explain find "
    "for full get give go hello hi i in is it its let list look me mention mentions now of on "
    "open or out paper please print propose proposes quote read report s say says see send "
    "sentence show shown shows state stated states tell text that the there this to under up "
    "us verbatim want was what whats whole with word words would write written you your".split()
)
"""Words of asking and of the genre, which say nothing about a subject."""


_ITEM_NOUN = (
    r"(?:items?|points?|bullets?(?:\s+points?)?|sub-?paragraphs?|dash(?:es)?|steps?|indents?)"
)
_ITEM = re.compile(
    rf"\b(?:the\s+)?(?:(?P<before>\d{{1,2}})(?:st|nd|rd|th)|last|final)\s+(?:suggested\s+)?{_ITEM_NOUN}\b|"
    rf"\b{_ITEM_NOUN}\s+(?:no\.?\s*)?(?:(?P<after>\d{{1,2}})\b|\(?(?P<letter>[a-z])\))",
    re.IGNORECASE,
)


_IN_BRACKETS = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class LookUp:
    """What a question names by number.

    Attributes:
        found: The passages it names, in its order, without repeats.
        missing: The units it names that the report does not have.
        nothing_else: Whether the question asks for nothing but to be shown them.
        item: The item of the one passage that it asks for, if it asks for one.
    """

    found: tuple[Passage, ...]
    missing: tuple[NamedUnit, ...]
    nothing_else: bool
    item: ListItem | None = None


NOTHING_NAMED = LookUp((), (), nothing_else=False)


def look_up(resolved: ResolvedQuestion, report: Report) -> LookUp:
    """Look up the units that a question names.

    Args:
        resolved: The question.
        report: The report.
    """
    numbered = {(passage.kind, passage.number): passage for passage in reversed(report.passages)}
    found: dict[str, Passage] = {}
    missing: list[NamedUnit] = []
    for unit in resolved.named:
        passage = numbered.get((unit.kind, str(unit.number)))
        if passage is None:
            missing.append(unit)
        else:
            found[passage.id] = passage
    passages = tuple(found.values())
    item, rest = _item_of(passages, resolved.unnamed)
    return LookUp(passages, tuple(missing), bool(resolved.named) and _only_asks(rest), item)


def describe_missing(missing: Sequence[NamedUnit], report: Report) -> str:
    """Return one or two sentences that name what does not exist, and the range that does."""
    sentences = []
    for kind in dict.fromkeys(unit.kind for unit in missing):
        numbers = [str(unit.number) for unit in missing if unit.kind == kind]
        name = kind if len(numbers) == 1 else PLURALS[kind]
        sentences.append(
            f"{report.symbol} has no {name} {join_words(numbers, 'or')}. "
            f"{_describe_range(kind, report)}"
        )
    return " ".join(sentences)


def join_words(words: Sequence[str], last: str = "and") -> str:
    """Return words joined as in a sentence: "6, 8 and 9"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def _describe_range(kind: PassageKind, report: Report) -> str:
    numbers = [passage.number for passage in report.of_kind(kind)]
    if not numbers:
        return f"It has no numbered {PLURALS[kind]}."
    if len(numbers) == 1:
        return f"Its only {kind} is number {numbers[0]}."
    return f"Its {PLURALS[kind]} are numbered {numbers[0]} to {numbers[-1]}."


def _item_of(passages: Sequence[Passage], words: str) -> tuple[ListItem | None, str]:
    """Return the item that "item 2 of" or "the last point of" names, and the other words."""
    match = _ITEM.search(words)
    if match is None or len(passages) != 1 or not passages[0].items:
        return None, words
    items, rest = passages[0].items, words[: match.start()] + words[match.end() :]
    rest = _IN_BRACKETS.sub(" ", rest)
    letter = match["letter"]
    if letter:
        marked = [it for it in items if it.marker.strip("().") == letter.casefold()]
        return (marked[0], rest) if marked else (None, words)
    number = match["before"] or match["after"]
    place = len(items) if number is None else int(number)
    return (items[place - 1], rest) if 1 <= place <= len(items) else (None, words)


def _only_asks(text: str) -> bool:
    words = re.findall(r"[^\W\d_]+", text.casefold())
    return all(word in ASKING_WORDS for word in words)
