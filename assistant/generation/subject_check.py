"""Whether a sentence says of one thing what its passages say of another.

"Governments speak with authority" has only words of its passage, which says it of the ILO. What a
sentence is about stands at its beginning: it has to stand in the sentence that has the rest.
"""

import re
from collections.abc import Sequence
from itertools import chain

from assistant.agreement import TextWords, Vocabulary
from assistant.generation.clauses import clauses_of, content_words, sentences_of
from assistant.generation.name_check import OPENERS
from corpus import Passage, Report
from index import words_of

_GRAMMAR = frozenset(words_of(" ".join(OPENERS)))
_OWNER = re.compile(r"^(?:the\s+)?(\w+)[’']s\s+", re.IGNORECASE)
_FIRST = 2


class SubjectCheck:
    """Looks up what sentences are about."""

    def __init__(self, report: Report, vocabulary: Vocabulary) -> None:
        """Take the report.

        Args:
            report: The report.
            vocabulary: Its words.
        """
        self._vocabulary = vocabulary
        self._title = frozenset(words_of(report.title))

    def other_subject(self, sentence: str, passages: Sequence[Passage]) -> str | None:
        """Return the first word of a sentence if its passages say the rest of something else.

        Only of a word that the report uses: any other word may be another word for the same.

        Args:
            sentence: The sentence.
            passages: The passages that it cites. What their headings and the title say they are
                about needs no saying.
        """
        owner = _OWNER.match(sentence)
        if owner is not None and self._title.issuperset(words_of(owner[1])):
            sentence = sentence[owner.end() :]
        clauses = [found for it in clauses_of(sentence) if (found := content_words(it))]
        said = [[stem for stem in clause if stem not in _GRAMMAR] for clause in clauses[:2]]
        stems: list[str] = said[0] if said and len(said[0]) > 1 else [*chain(*said)]
        first, rest = stems[:1], stems[_FIRST:] or stems[1:]
        if not rest or not self._vocabulary.text.holds_word(first[0]):
            return None
        known = {stem for it in passages for title in it.section for stem in words_of(title)}
        if first[0] in known | self._title or self._is_said_of(first[0], rest, passages):
            return None
        return first[0]

    def _is_said_of(self, first: str, rest: Sequence[str], passages: Sequence[Passage]) -> bool:
        """Tell whether a sentence with most of the rest has the first word as well."""
        texts = [
            self._vocabulary.of_text(it.text[span.start : span.end])
            for it in passages
            for span in sentences_of(it.text)
        ]
        shares = [self._share(rest, it) for it in texts]
        most = max(shares)
        near = (it for it, share in zip(texts, shares, strict=True) if share == most)
        return any(it.holds_word(first) for it in near)

    def _share(self, stems: Sequence[str], words: TextWords) -> float:
        return 1 - self._vocabulary.share_missing(stems, words)
