"""The check of one generated sentence: code, not the prompt, keeps the promises.

In this order, the first failure being the verdict: the ids it cites, its characters, quotes,
figures, names, negation and scope, support.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from assistant.agreement import Vocabulary
from assistant.generated import CheckedSentence, SentenceVerdict
from assistant.generation.chart_values import states_value
from assistant.generation.draft import DraftSentence
from assistant.generation.evidence import evidence_for
from assistant.generation.figure_check import in_printed_form, without_own_units, wrong_figure
from assistant.generation.meaning_check import MeaningCheck
from assistant.generation.name_check import NameCheck
from assistant.generation.plain_text import plain, shown, wrong_form
from assistant.generation.quotations import with_own_characters, wrong_quotation
from assistant.generation.subject_check import SubjectCheck
from assistant.generation.support import Support, SupportScorer
from assistant.look_up import join_words
from corpus import Passage, Report, UnknownPassageError
from index import Reader

MOST_CITED = 8
"""Passages that one sentence may cite."""

_SHOWN = 60
_ADDS = 0.1
"""Share of a sentence's words that a further passage has to add to be worth its citation."""


class _Failure(NamedTuple):
    verdict: SentenceVerdict
    reason: str


@dataclass(frozen=True, slots=True)
class SentenceCheck:
    """Checks sentences against one report.

    Attributes:
        report: The report.
        names: Looks names up in it.
        meaning: Compares what is said.
        scorer: Scores how well passages support a sentence.
    """

    report: Report
    names: NameCheck
    meaning: MeaningCheck
    scorer: SupportScorer

    @classmethod
    def over(cls, report: Report, vocabulary: Vocabulary, reader: Reader | None) -> "SentenceCheck":
        """Return the check for a report.

        Args:
            report: The report.
            vocabulary: Its words.
            reader: Scores support; None leaves it at the words that are shared.
        """
        names = NameCheck(report, vocabulary)
        scorer = SupportScorer(vocabulary, reader)
        return cls(report, names, MeaningCheck(names, SubjectCheck(report, vocabulary)), scorer)

    def check(self, draft: DraftSentence, given: Collection[str]) -> CheckedSentence:
        """Check a sentence.

        Args:
            draft: The sentence, as the model wrote it.
            given: Ids of the passages that the model was given this turn.

        Returns:
            The sentence in plain text, its verdict, and what supports it.
        """
        draft = DraftSentence(plain(draft.text), tuple(dict.fromkeys(draft.cited)))
        given = frozenset(given)
        failure = self._wrong_ids(draft, given)
        if failure is not None:
            return _failed(draft, failure)
        passages = [self.report.passage(it) for it in draft.cited]
        form = wrong_form(draft.text, [it.text for it in passages])
        if form is not None:
            return _failed(draft, _Failure("unsupported", f"{form}."))
        draft = DraftSentence(in_printed_form(draft.text, passages), draft.cited)
        failure = self._wrong_words(draft.text, passages)
        if failure is not None:
            return _failed(draft, failure)
        said = without_own_units(draft.text, passages)
        supports = self.scorer.supports(said, passages)
        failure = self._turned(said, supports) or self._weak(said, draft, supports, given)
        return self._supported(draft, supports) if failure is None else _failed(draft, failure)

    def _supported(self, draft: DraftSentence, supports: Sequence[Support]) -> CheckedSentence:
        needed = self._needed(draft.text, supports)
        citations = tuple(evidence_for(draft.text, needed, self.names))
        passages = [it.passage for it in needed]
        text = with_own_characters(draft.text, passages)
        if wrong_form(text, [it.text for it in passages]) is not None:
            # A report may print a character that would be markup.
            text = draft.text
        return CheckedSentence(text, draft.cited, "supported", citations=citations)

    def _wrong_ids(self, draft: DraftSentence, given: Collection[str]) -> _Failure | None:
        if not draft.cited:
            return _Failure("unsupported", "It cites no passage.")
        for passage_id in draft.cited:
            try:
                label = self.report.passage(passage_id).label
            except UnknownPassageError:
                return _Failure("fabricated", f"The report has no passage “{_short(passage_id)}”.")
            if passage_id not in given:
                reason = f"It cites {label}, which the model was not given."
                return _Failure("misattributed", reason)
        if len(draft.cited) > MOST_CITED:
            return _Failure("unsupported", f"It cites more than {MOST_CITED} passages.")
        return None

    def _wrong_words(self, sentence: str, passages: Sequence[Passage]) -> _Failure | None:
        """Return what is wrong with quotes, figures and names."""
        quote = wrong_quotation(sentence, passages, self.report)
        if quote is not None:
            where = _labels(passages)
            return _Failure(quote.verdict, f"“{_short(quote.words)}” is no quote of {where}.")
        figure = wrong_figure(sentence, passages)
        if figure is not None:
            return _Failure("wrong_figure", f"{figure.reason}.")
        name = self.names.wrong_name(sentence, passages)
        if name is None:
            return None
        verdict: SentenceVerdict = "misattributed" if name.in_report else "fabricated"
        return _Failure(verdict, f"“{_short(name.name)}” is not in {_labels(passages)}.")

    def _turned(self, sentence: str, supports: Sequence[Support]) -> _Failure | None:
        reason = self.meaning.differs(sentence, supports)
        return None if reason is None else _Failure("unsupported", reason)

    def _weak(
        self, said: str, draft: DraftSentence, supports: Sequence[Support], given: Collection[str]
    ) -> _Failure | None:
        if any(states_value(said, it.passage) for it in supports):
            return None
        if self.scorer.is_enough(said, supports):
            return None
        other = self._elsewhere(draft, given)
        if other is not None:
            return _Failure("misattributed", f"It stands in {other.label}, which it does not cite.")
        labels = _labels([it.passage for it in supports])
        return _Failure("unsupported", f"{labels} does not say it.")

    def _elsewhere(self, draft: DraftSentence, given: Collection[str]) -> Passage | None:
        """Return a passage that the model was given and that supports a sentence, or None."""
        others = [it for it in self.report.passages if it.id in given and it.id not in draft.cited]
        best = max(
            others,
            key=lambda it: self.scorer.words_in_passage(draft.text, it),
            default=None,
        )
        if best is None or self._wrong_words(draft.text, [best]) is not None:
            return None
        supports = self.scorer.supports(draft.text, [best])
        return best if self.scorer.is_enough(draft.text, supports) else None

    def _needed(self, sentence: str, supports: Sequence[Support]) -> list[Support]:
        """Return the cited passages without those that add nothing."""
        needed = list(supports)
        for support in sorted(supports, key=lambda it: it.words):
            rest = [it for it in needed if it is not support]
            if rest and self._adds_nothing(sentence, needed, rest):
                needed = rest
        return needed

    def _adds_nothing(
        self, sentence: str, every: Sequence[Support], rest: Sequence[Support]
    ) -> bool:
        with_it, without = (self.scorer.words_near(sentence, it) for it in (every, rest))
        if with_it - without >= _ADDS:
            return False
        return self._wrong_words(sentence, [it.passage for it in rest]) is None


def _failed(draft: DraftSentence, failure: _Failure) -> CheckedSentence:
    return CheckedSentence(shown(draft.text), draft.cited, failure.verdict, failure.reason)


def _labels(passages: Sequence[Passage]) -> str:
    return join_words([passage.label for passage in passages], "or")


def _short(words: str) -> str:
    return shown(words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…")
