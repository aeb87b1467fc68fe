"""Whether a sentence gives the values of a chart to their own labels."""

from collections.abc import Sequence

from assistant.generation.quantities import Quantity, quantities_in
from corpus import FigureValue, Passage
from index import words_of


def states_value(sentence: str, passage: Passage) -> bool:
    """Tell whether a sentence gives values of a chart, each with its label.

    Args:
        sentence: The sentence; its numbers stand in the passage.
        passage: Any passage; one without printed values states none.
    """
    return bool(_given(sentence, passage)) and not gives_other_value(sentence, passage)


def gives_other_value(sentence: str, passage: Passage) -> bool:
    """Tell whether a sentence gives a value of a chart to another of its labels.

    Args:
        sentence: The sentence.
        passage: Any passage; one without printed values has no labels.
    """
    given = _given(sentence, passage)
    named = _named(sentence, passage)
    if len(given) == len(named) > 1:
        # "Africa and the Americas received 7.3 and 2.0": in the same order.
        return any(label not in lines for label, lines in zip(named, given, strict=True))
    return not all(any(line in named for line in lines) for lines in given)


def _given(sentence: str, passage: Passage) -> list[list[FigureValue]]:
    """Return the printed values that each number of a sentence may be."""
    lines = (
        [it for it in _values(passage) if _is(number, it, passage)]
        for number in quantities_in(sentence)
    )
    return [it for it in lines if it]


def _values(passage: Passage) -> tuple[FigureValue, ...]:
    return passage.figure.values if passage.figure is not None else ()


def _is(number: Quantity, value: FigureValue, passage: Passage) -> bool:
    line = quantities_in(passage.text[value.start : value.end])
    return any(it.value == number.value for it in line)


def _named(sentence: str, passage: Passage) -> list[FigureValue]:
    """Return the printed values whose labels a sentence names, in its order.

    "Asia" is "Asia and the Pacific" rather than "Europe and Central Asia", of which it is less.
    """
    words = words_of(sentence)
    shared = {it: _shared(it, words) for it in _values(passage)}
    best = [
        value
        for value, (share, of_value) in shared.items()
        if of_value and not any(other > share and of_value & its for other, its in shared.values())
    ]
    return sorted(best, key=lambda it: min(words.index(word) for word in shared[it][1]))


def _shared(value: FigureValue, words: Sequence[str]) -> tuple[float, frozenset[str]]:
    """Return the share of a label's words that a sentence has, and which they are."""
    label = frozenset(words_of(value.label))
    found = label & frozenset(words)
    return (len(found) / len(label) if label else 0.0), found
