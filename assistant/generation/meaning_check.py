"""Whether a sentence says something else than what it rests on, with the same words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.generation.chart_values import states_value
from assistant.generation.clauses import clauses_of, sentences_of
from assistant.generation.modality import only_planned
from assistant.generation.name_check import NameCheck
from assistant.generation.polarity import OPPOSITES, opposed_word
from assistant.generation.scope import wider_word
from assistant.generation.subject_check import SubjectCheck
from assistant.generation.support import Support
from assistant.generation.swaps import opposite_displaced, other_partner, swapped, turned_round
from index import words_of


@dataclass(frozen=True, slots=True)
class MeaningCheck:
    """Compares what sentences say with what passages say, by rules on the form of words.

    Attributes:
        names: Looks names up.
        subjects: Looks up what sentences are about.
    """

    names: NameCheck
    subjects: SubjectCheck

    def differs(self, sentence: str, supports: Sequence[Support]) -> str | None:
        """Return in what a sentence differs from its passages, or None.

        Args:
            sentence: The sentence; its quotes, figures and names stand in the passages.
            supports: What supports it, of each passage that it cites.
        """
        text = "\n".join(it.passage.text for it in supports)
        nearby = "\n".join(it.nearby for it in supports)
        best = max(supports, key=lambda it: it.words)
        names = self.names.names_in(sentence)
        wider = wider_word(sentence, nearby)
        if wider is not None:
            return f"{best.passage.label} does not say “{wider}”."
        if any(opposed_word(*it) is not None for it in _compared(sentence, best, supports)):
            return f"{best.passage.label} says the opposite of it, or negates it."
        done = only_planned(sentence, text)
        if done is not None:
            return f"{best.passage.label} does not say that it was “{done}”."
        other = opposite_displaced(sentence, text, OPPOSITES) or other_partner(sentence, text)
        if other is None and not any(states_value(sentence, it.passage) for it in supports):
            other = swapped(sentence, text, names, self.names.known_in(text))
            other = other or self.subjects.other_subject(sentence, [it.passage for it in supports])
        if other is not None:
            return f"{best.passage.label} does not say it of “{other}”."
        if turned_round(sentence, best.evidence, names):
            return f"{best.passage.label} says it the other way round."
        return None


def _compared(
    sentence: str, best: Support, supports: Sequence[Support]
) -> Iterator[tuple[str, str]]:
    """Yield what is compared: the sentence, then each part of it, with what is nearest to it."""
    yield sentence, best.evidence
    clauses = clauses_of(sentence)
    if len(clauses) < 2:
        return
    for clause in clauses:
        stems = set(words_of(clause))
        near = [
            support.passage.text[it.start : it.end]
            for support in supports
            for it in sentences_of(support.passage.text)
        ]
        yield clause, max(near, key=lambda it: len(stems.intersection(words_of(it))))
