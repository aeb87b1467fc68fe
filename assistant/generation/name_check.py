"""Whether the names of a sentence are in the passages that it cites.

Every word with a capital letter is a name, until it is known to be none: the first word of a
sentence may be any word of the report or of grammar. Capitals in a row are one name, which has
to stand in the report as a whole: its words alone do not make an "Employment Fund".
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from assistant.agreement import Vocabulary
from corpus import Passage, Report, find_named_units
from index import words_of

_TOKEN = re.compile(r"[^\W\d_]\w*")
_ENDINGS = frozenset("s n an ian ean i ese ish ic er’s".split())
_SHORTEST_ROOT = 4
_IN_BRACKETS = re.compile(r"((?:[\w’'-]+\s+){1,9})\(([A-Z][A-Z/]{1,9})\)")
# What opens a sentence and is no name, by its form: "Talks have", "Funding", "Cooperation".
_NO_NAME = re.compile(
    r"\w+(?:ing|ed|ly|tion|sion|ment|ness|ity|ance|ence|ism)\b|"
    r"\w+s\s+(?:(?:also|now|often|still)\s+)?(?:have|are|were|do|need|should|must|can|could|may)\b"
)
OPENERS = frozenset(
    "a about above according across additionally after again all along already also although "
    "among an and another any apart as aside at based because before behind below besides "
    "between beyond both but by can concerning consequently could current currently despite did "
    "do does down due during each either eleven even every except few fewer finally first five "
    "following for four from further furthermore generally given had has have he hence her here "
    "his how however if in including indeed initially inside instead into is it its last lastly "
    "lately later likewise many may meanwhile might moreover more most much must near neither "
    "nevertheless next nine no none nonetheless nor not notably now of off on once one only or "
    "other others otherwise our out over overall particularly per perhaps previously rather "
    "recently regarding second seven several she should similarly since six so some "
    "specifically still such ten than that the their them then there therefore these they third "
    "this those though three through throughout thus to today together toward towards twelve two "
    "under unlike until up upon via was we were what when where whereas whether which while who "
    "whom whose why will with within without would yes yet you your".split()
)


@dataclass(frozen=True, slots=True)
class WrongName:
    """A name that is not in the passages cited.

    Attributes:
        name: As the sentence writes it.
        in_report: Whether it stands elsewhere in the report.
    """

    name: str
    in_report: bool


class NameCheck:
    """Looks the names of sentences up in the passages of one report."""

    def __init__(self, report: Report, vocabulary: Vocabulary) -> None:
        """Take the report; it is read when first needed.

        Args:
            report: The report.
            vocabulary: Its words.
        """
        self._report = report
        self._vocabulary = vocabulary

    def wrong_name(self, sentence: str, passages: Sequence[Passage]) -> WrongName | None:
        """Return the first name that the passages do not have, or None.

        Args:
            sentence: The sentence.
            passages: The passages that it cites; the title of the report and the headings above
                them count as theirs.
        """
        texts = [self._with_headings(passage) for passage in passages]
        own = _own_units(sentence, passages)
        names = [it for it in self._names(sentence) if it.start() not in own]
        for name in names:
            if not any(self._holds(name[0], text) for text in texts):
                return WrongName(name[0], self._holds(name[0], self._text))
        for run in _runs(names, sentence):
            if not self._is_known_run(run):
                return WrongName(" ".join(run), in_report=False)
        return None

    def names_in(self, sentence: str) -> tuple[str, ...]:
        """Return the names of a sentence, word by word.

        Args:
            sentence: The sentence.
        """
        return tuple(it[0] for it in self._names(sentence))

    def known_in(self, text: str) -> frozenset[str]:
        """Return the names of the report that stand in a text.

        Args:
            text: A part of the report.
        """
        return _tokens(text) & self._vocabulary.names

    def _names(self, sentence: str) -> Iterator[re.Match[str]]:
        for match in _TOKEN.finditer(sentence):
            word = match[0]
            if word.islower():
                if word in self._small_names:
                    yield match
            elif not (_begins(match) and self._opens(match)):
                yield match

    def _opens(self, first: re.Match[str]) -> bool:
        """Tell whether the first word of a sentence is no name."""
        word = first[0].casefold()
        if first[0].isupper() and len(word) > 1:
            return False
        if word in OPENERS or word in self._vocabulary.plain:
            return True
        return first[0] not in self._vocabulary.names and bool(
            _NO_NAME.match(first.string, first.start())
        )

    @cached_property
    def _small_names(self) -> frozenset[str]:
        """Names of the report in small letters, those left out that it uses as words as well."""
        names = {it.casefold() for it in self._vocabulary.names if len(it) >= _SHORTEST_ROOT}
        return frozenset(names | _closed_names()) - self._vocabulary.plain

    @cached_property
    def _text(self) -> str:
        headings = [self._report.title, *(it.title for it in self._report.sections)]
        return "\n".join([*headings, *(it.text for it in self._report.passages)])

    @cached_property
    def _in_a_row(self) -> str:
        return f" {' '.join(words_of(self._text))} "

    @cached_property
    def _long_forms(self) -> dict[str, frozenset[str]]:
        """The words of names that the report abbreviates: "World Health Organization (WHO)"."""
        return {
            short: frozenset(_TOKEN.findall(before))
            for before, short in _IN_BRACKETS.findall(self._text)
        }

    def _holds(self, name: str, text: str) -> bool:
        if name in _tokens(text) or (not name.isupper() and _holds_form(name, text)):
            return True
        if name.isupper() and len(name) > 1:
            # The initials of its words, unless the text has "who" for WHO.
            is_word = name.casefold() in _folded(text)
            return not is_word and self._vocabulary.of_text(text).holds_name(name)
        return any(name in words and short in text for short, words in self._long_forms.items())

    def _with_headings(self, passage: Passage) -> str:
        return "\n".join((self._report.title, *passage.section, passage.text))

    def _is_known_run(self, run: Sequence[str]) -> bool:
        """Tell whether capitals in a row are a name of the report, perhaps after a short one."""
        while run and (run[0].isupper() or run[0].casefold() not in self._vocabulary.plain):
            if self._stands(run):
                return True
            run = run[1:]
        return not run or self._stands(run)

    def _stands(self, run: Sequence[str]) -> bool:
        return f" {' '.join(words_of(' '.join(run)))} " in self._in_a_row


@cache
def _closed_names() -> frozenset[str]:
    """Names that are names in small letters as well: of countries, months and days."""
    from babel import Locale

    english = Locale("en")
    months = english.months["format"]["wide"].values()
    days = english.days["format"]["wide"].values()
    names = (*english.territories.values(), *months, *days)
    single = {it.casefold() for it in names if _TOKEN.fullmatch(it)}
    return frozenset(single) - {"march", "may", "world"}


def _begins(word: re.Match[str]) -> bool:
    """Tell whether a word opens a sentence."""
    before = word.string[: word.start()].rstrip(" “\"‘'(«")
    return not before or before[-1] in ".?!"


def _own_units(sentence: str, passages: Sequence[Passage]) -> frozenset[int]:
    """Return where a sentence names the passages it cites: "Recommendation 4 asks …"."""
    cited = {(passage.kind, passage.number) for passage in passages}
    units = find_named_units(sentence)
    return frozenset(it.start for it in units if (it.kind, str(it.number)) in cited)


def _runs(names: Sequence[re.Match[str]], sentence: str) -> Iterator[list[str]]:
    run: list[str] = []
    end = -1
    for name in names:
        if name[0].islower():
            continue
        if run and sentence[end : name.start()] != " ":
            yield run
            run = []
        run.append(name[0])
        end = name.end()
    if run:
        yield run


@lru_cache(maxsize=2048)
def _tokens(text: str) -> frozenset[str]:
    return frozenset(_TOKEN.findall(text))


@lru_cache(maxsize=2048)
def _folded(text: str) -> frozenset[str]:
    return frozenset(it.casefold() for it in _tokens(text)) | frozenset(words_of(text))


def _holds_form(name: str, text: str) -> bool:
    """Tell whether a text has a name in another form: Africa and African, Fund and funds."""
    folded = _folded(text)
    if name.casefold() in folded or any(stem in folded for stem in words_of(name)):
        return True
    return any(_same_root(name, it) for it in _tokens(text) if it[0].isupper())


def _same_root(one: str, other: str) -> bool:
    short, long = sorted((one.casefold(), other.casefold()), key=len)
    if len(short) < _SHORTEST_ROOT or not long.startswith(short[:-1]):
        return False
    return any(long in {short + ending, short[:-1] + ending} for ending in _ENDINGS)
