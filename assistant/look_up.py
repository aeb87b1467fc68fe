"""Looking up what a question names by its printed number."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.resolution import ResolvedQuestion
from corpus import NamedUnit, Passage, PassageKind, Report

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


@dataclass(frozen=True, slots=True)
class LookUp:
    """What a question names by number.

    Attributes:
        found: The passages it names, in its order, without repeats.
        missing: The units it names that the report does not have.
        nothing_else: Whether the question asks for nothing but to be shown them.
    """

    found: tuple[Passage, ...]
    missing: tuple[NamedUnit, ...]
    nothing_else: bool


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
    return LookUp(tuple(found.values()), tuple(missing), _names_only(resolved))


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


def _names_only(resolved: ResolvedQuestion) -> bool:
    words = re.findall(r"[^\W\d_]+", resolved.unnamed.casefold())
    return bool(resolved.named) and all(word in ASKING_WORDS for word in words)
