"""Whether the numbers, dates and amounts of a sentence are in the passages that it cites.

A number has to be written there: digits as digits, so that whoever looks for it finds it. A
number that a sentence writes in words may stand there in digits. Unit, scale and bound ("over",
"at most") have to agree, the parts of a date or a range have to stand together, and a number
that counts one thing in the passage may not count another in the sentence.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.generation.chart_values import gives_other_value
from assistant.generation.dates import dates_in, ranges_in
from assistant.generation.quantities import Quantity, measures_in, quantities_in
from corpus import Passage, PassageKind, find_named_units
from index import words_of

_ONE = re.compile(r"\bone\b", re.IGNORECASE)
_RUN = re.compile(r"\d+")
_LIST_MARK = re.compile(r"^\s*\(?(\d{1,3})[.)]\s", re.MULTILINE)
_COUNT_ENDS = re.compile(r"[;:!?()\n]|\.\s|\d")
_WORDS_COUNTED = 4
_WORDS_THAT_TELL = 2
_NEAR = 120


@dataclass(frozen=True, slots=True)
class WrongFigure:
    """A number that does not stand in the passages cited, or stands there for something else.

    Attributes:
        figure: As the sentence writes it.
        reason: Why it is wrong, in plain words.
    """

    figure: str
    reason: str


def wrong_figure(sentence: str, passages: Sequence[Passage]) -> WrongFigure | None:
    """Return the first number, date or amount that the passages do not bear out, or None.

    Args:
        sentence: The sentence, without citation marks.
        passages: The passages that it cites.
    """
    figure = next(_absent(sentence, passages), None)
    if figure is not None:
        return WrongFigure(figure, f"{figure} is not a figure of {_labels(passages)}")
    figure = next(_differing(sentence, passages), None)
    if figure is not None:
        return WrongFigure(figure, f"{_labels(passages)} gives {figure} for something else")
    return None


def in_printed_form(sentence: str, passages: Sequence[Passage]) -> str:
    """Return a sentence whose numbers are in words where the passages only write them so.

    "11 case studies" becomes "eleven case studies", so that whoever looks for it finds it.

    Args:
        sentence: The sentence, without citation marks.
        passages: The passages that it cites.
    """
    own = frozenset(_own_numbers(sentence, passages))
    runs = _runs_of(passages)
    for quantity in reversed(quantities_in(sentence)):
        place = (quantity.start, quantity.end)
        if place in own or quantity.in_words or not quantity.value.isascii():
            continue
        words = None if quantity.value in runs else _in_words(quantity, passages)
        if words is not None:
            words = words.capitalize() if quantity.start == 0 else words.casefold()
            sentence = sentence[: quantity.start] + words + sentence[quantity.end :]
    return sentence


def without_own_units(sentence: str, passages: Sequence[Passage]) -> str:
    """Return a sentence without the names of the passages it cites: "Recommendation 4 asks".

    Args:
        sentence: The sentence.
        passages: The passages that it cites.
    """
    cited = {(passage.kind, passage.number) for passage in passages}
    for unit in reversed(find_named_units(sentence)):
        if (unit.kind, str(unit.number)) in cited:
            sentence = f"{sentence[: unit.start]} {sentence[unit.end :]}"
    return " ".join(sentence.split())


def _in_words(wanted: Quantity, passages: Sequence[Passage]) -> str | None:
    for passage in passages:
        for given in quantities_in(passage.text):
            if given.in_words and given.value == wanted.value and given.value.isdigit():
                return passage.text[given.start : given.end]
    return None


def _labels(passages: Sequence[Passage]) -> str:
    return " or ".join(passage.label for passage in passages)


def _absent(sentence: str, passages: Sequence[Passage]) -> Iterator[str]:
    """Yield the numbers that do not stand in the passages."""
    own = frozenset(_own_numbers(sentence, passages))
    runs = _runs_of(passages)
    for match in _RUN.finditer(sentence):
        if match.span() not in own and match[0] not in runs:
            yield match[0]
    given = [it for passage in passages for it in _figures_of(passage.text)]
    measures = frozenset().union(*(measures_in(passage.text) for passage in passages))
    units = _units_in(passages)
    for quantity, unit in _with_units(sentence):
        stands = any(_agree(quantity, it, measures) for it in given)
        if unit is not None:
            stands = unit in units or (quantity.start, quantity.end) in own
        if not stands:
            yield sentence[quantity.start : quantity.end]


def _differing(sentence: str, passages: Sequence[Passage]) -> Iterator[str]:
    """Yield the numbers that stand in the passages for something else."""
    for quantity, unit in _with_units(sentence):
        if unit is None and all(_is_other_count(quantity, sentence, it.text) for it in passages):
            yield sentence[quantity.start : quantity.end]
    known = [parts for passage in passages for _, parts in dates_in(passage.text)]
    for written, parts in dates_in(sentence):
        if not any(parts <= other for other in known):
            yield written
    ranges = {ends for passage in passages for _, ends in ranges_in(passage.text)}
    named = [(it.start, it.end) for it in find_named_units(sentence)]
    for written, ends in ranges_in(sentence):
        start = sentence.index(written)
        if ends not in ranges and not any(first <= start < last for first, last in named):
            yield written
    if all(gives_other_value(sentence, passage) for passage in passages):
        yield quantities_in(sentence)[0].value


@lru_cache(maxsize=2048)
def _figures_of(text: str) -> tuple[Quantity, ...]:
    """Return the numbers that say something: no numbers of list items and printed units."""
    # Whether "one" counts there or stands for a noun: who says "one" has read it there.
    ones = [
        Quantity("1", "", "", it.start(), it.end(), in_words=True) for it in _ONE.finditer(text)
    ]
    marks = {it.start(1) for it in _LIST_MARK.finditer(text)}
    named = [(it.start, it.end) for it in find_named_units(text)]
    return tuple(
        it
        for it in (*quantities_in(text), *ones)
        if it.start not in marks and not any(start <= it.start < end for start, end in named)
    )


def _runs_of(passages: Sequence[Passage]) -> frozenset[str]:
    return frozenset().union(*(_runs(passage.text) for passage in passages))


@lru_cache(maxsize=2048)
def _runs(text: str) -> frozenset[str]:
    return frozenset(_RUN.findall(text))


_Unit = tuple[PassageKind, int]


def _units_in(passages: Sequence[Passage]) -> frozenset[_Unit]:
    return frozenset(
        (it.kind, it.number) for passage in passages for it in find_named_units(passage.text)
    )


def _with_units(sentence: str) -> Iterator[tuple[Quantity, _Unit | None]]:
    """Yield the numbers of a sentence, each with the printed unit that it names, if any."""
    named = find_named_units(sentence)
    for quantity in quantities_in(sentence):
        within = [it for it in named if it.start <= quantity.start < it.end]
        own = [it for it in within if str(it.number) == quantity.value]
        yield quantity, (own[0].kind, own[0].number) if own else None


def _own_numbers(sentence: str, passages: Sequence[Passage]) -> Iterator[tuple[int, int]]:
    """Yield where a sentence names a cited passage by the number printed before it."""
    cited = {(passage.kind, passage.number) for passage in passages}
    for unit in find_named_units(sentence):
        for match in _RUN.finditer(sentence, unit.start, unit.end):
            if match[0] == str(unit.number) and (unit.kind, match[0]) in cited:
                yield match.span()


def _agree(wanted: Quantity, given: Quantity, measures: frozenset[str]) -> bool:
    if wanted.value != given.value or (given.in_words and not wanted.in_words):
        return False
    if wanted.bound != given.bound:
        return False
    if "percent" in (wanted.unit, given.unit) and wanted.unit != given.unit:
        return wanted.unit == "percent" and not given.unit and "percent" in measures
    if wanted.unit and wanted.unit != given.unit:
        return not given.unit and wanted.unit in measures and _same_scale(wanted, given, measures)
    return _same_scale(wanted, given, measures)


def _same_scale(wanted: Quantity, given: Quantity, measures: frozenset[str]) -> bool:
    if wanted.scale == given.scale:
        return True
    return bool(wanted.scale) and not given.scale and wanted.scale in measures


def _is_other_count(quantity: Quantity, sentence: str, text: str) -> bool:
    """Tell whether the words after a number follow only other numbers in a text.

    Two such words are asked for: "14 posts at headquarters and 12 in the regions" also says that
    there are 12 posts.
    """
    counted = set(list(_counted(sentence, quantity))[:_WORDS_COUNTED])
    given = _figures_of(text)
    same = [_counted(text, it) for it in given if it.value == quantity.value]
    others = [_counted(text, it) for it in given if it.value != quantity.value]
    if any(counted & words.keys() for words in same):
        return False
    return any(len(counted & words.keys()) >= _WORDS_THAT_TELL for words in others)


def _counted(text: str, quantity: Quantity) -> dict[str, None]:
    """Return the words after a number, up to the next number or the end of the sentence."""
    rest = text[quantity.end : quantity.end + _NEAR]
    end = _COUNT_ENDS.search(rest)
    return dict.fromkeys(words_of(rest[: end.start()] if end else rest))
