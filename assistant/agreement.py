"""Whether a text has what a question demands.

A question about India is not answered by a sentence on Brazil, however near they stand.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from assistant.demands import NUMBER, WORD, Demands, digits, names_in
from corpus import Passage, Report
from index import words_of

_SAME_START = 4
_LONGEST_ENDING = 4
_NUMBER_WORDS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety "
    "hundred thousand million billion half third quarter dozen".split()
)
_TIME_WORDS = frozenset(
    "january february march april may june july august september october november december "
    "year years month months week weeks day days biennium decade century".split()
)
_PERCENTAGE = re.compile(r"%|\bper\s?cent\b|\b(?:half|third|quarter)s?\b", re.IGNORECASE)
_MONEY = re.compile(
    r"[$€£¥]|\b(?:dollars?|euros?|francs?|pounds?|yen|US\$|CHF|EUR|USD|million|billion)\b",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"\b[A-Z](?=[a-z])")
_BETWEEN_INITIALS = re.compile(r"[\w’'-]*(?:\s+(?:of|and|for|the|on|in))*[\s-]+")
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")


class Vocabulary:
    """The words of a report."""

    def __init__(self, report: Report) -> None:
        """Name the report; it is read when first needed.

        Args:
            report: The report.
        """
        self._report = report
        self._known: dict[str, TextWords] = {}

    def of_passage(self, passage: Passage) -> "TextWords":
        """Return the words of a passage and of the headings above it.

        Args:
            passage: A passage of the report.
        """
        return self.of_text("\n".join((*passage.section, passage.text)))

    def of_text(self, text: str) -> "TextWords":
        """Return the words of a part of the report; they are remembered.

        Args:
            text: The part.
        """
        known = self._known.get(text)
        if known is None:
            known = self._known[text] = TextWords(text)
        return known

    def share_missing(self, stems: Sequence[str], words: "TextWords") -> float:
        """Return the share of a question's words that a text lacks; rare words count more.

        A word counts by its inverse document frequency, a passage being a document.

        Args:
            stems: The question's words.
            words: The text's words.
        """
        weights = [self._weight(it) for it in stems]
        missing = [
            weight
            for weight, stem in zip(weights, stems, strict=True)
            if not words.holds_word(stem)
        ]
        return sum(missing) / sum(weights) if stems else 0.0

    def _weight(self, stem: str) -> float:
        return math.log(1 + len(self._report.passages) / (0.5 + self._frequencies[stem]))

    @cached_property
    def _frequencies(self) -> Counter[str]:
        every = (self.of_passage(passage).stems for passage in self._report.passages)
        return Counter(stem for stems in every for stem in stems)

    @cached_property
    def plain(self) -> frozenset[str]:
        """Every word that the report writes in small letters."""
        return frozenset(
            word
            for passage in self._report.passages
            for word in WORD.findall(passage.text)
            if word.islower()
        )

    @cached_property
    def names(self) -> frozenset[str]:
        """Every name that the report writes within a sentence."""
        return frozenset(
            name for passage in self._report.passages for name in names_in(passage.text, self.plain)
        )

    @cached_property
    def text(self) -> "TextWords":
        """The words of the whole report, with those of its headings and title."""
        parts = [self._report.title, *(it.title for it in self._report.sections)]
        parts += [passage.text for passage in self._report.passages]
        return TextWords("\n".join(parts))


class TextWords:
    """The words, names and numbers of a text, to be looked up in.

    Attributes:
        stems: Its words with a meaning, as the lexical index has them.
    """

    def __init__(self, text: str) -> None:
        """Take a text apart.

        Args:
            text: The text.
        """
        self._text = text
        self.stems = frozenset(words_of(text))
        self._numbers = frozenset(digits(it) for it in NUMBER.findall(text))
        self._words = frozenset(WORD.findall(text))
        self._names = tuple(word for word in self._words if word[0].isupper())

    @cached_property
    def _abbreviated(self) -> frozenset[str]:
        """The initials of names of several words: IMF for International Monetary Fund."""
        found: set[str] = set()
        run, end = "", -1
        for match in _INITIALS.finditer(self._text):
            between = _BETWEEN_INITIALS.fullmatch(self._text, end, match.start()) if run else None
            run = run + match[0] if between else match[0]
            end = match.end()
            found.update(run[start:] for start in range(max(len(run) - 6, 0), len(run) - 1))
        return frozenset(found)

    def holds_word(self, stem: str) -> bool:
        """Tell whether the text has a word, by its stem."""
        return stem in self.stems

    def holds_number(self, number: str) -> bool:
        """Tell whether the text has a number."""
        return number in self._numbers

    def holds_name(self, name: str) -> bool:
        """Tell whether the text has a name, or a word of the same root: Africa, African."""
        if name.isupper() and len(name) > 1 and name in self._abbreviated:
            return True
        if len(name) <= _SAME_START:
            return re.search(rf"\b{re.escape(name)}\b", self._text, re.IGNORECASE) is not None
        return any(_same_root(name, word) for word in self._names)

    def holds_kind(self, demands: Demands) -> bool:
        """Tell whether the text has anything of the kind that a question asks for.

        What the question says itself is not what it asks for.

        Args:
            demands: What the question demands, its kind among it.
        """
        words = {word.casefold() for word in self._words}
        others = self._numbers.difference(demands.numbers)
        if demands.kind == "percentage":
            return bool(others) and _PERCENTAGE.search(self._text) is not None
        if demands.kind == "money":
            return bool(others) and _MONEY.search(self._text) is not None
        if demands.kind == "number":
            return bool(others) or bool(words & _NUMBER_WORDS)
        if demands.kind == "time":
            years = set(_YEAR.findall(self._text)).difference(demands.numbers)
            return bool(years) or bool(words & _TIME_WORDS)
        return any(it not in demands.names for it in names_in(self._text, ()))


def share_missing(found: Sequence[bool]) -> float:
    """Return the share of what is not found; 0 where nothing is looked for."""
    return 1 - sum(found) / len(found) if found else 0.0


def _same_root(one: str, other: str) -> bool:
    shorter, longer = sorted((len(one), len(other)))
    return (
        _common(one.casefold(), other.casefold()) >= max(_SAME_START, shorter - 1)
        and longer - shorter <= _LONGEST_ENDING
    )


def _common(one: str, other: str) -> int:
    same = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        same += 1
    return same
