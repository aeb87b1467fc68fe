"""What is read together with a question in training: right sentences and hard wrong ones."""

import random
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.reader import Candidate
from index.reader_training.examples import Example

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_NUMBER = re.compile(r"\b\d[\d,.]*\b")
_NAME = re.compile(r"(?<!^)\b[A-Z][a-z]{3,}(?: [A-Z][a-z]+)*\b")
_MOST_POLICY = 1300
_MOST_OTHERS = 60
_SHARE_ALTERED = 0.35


@dataclass(frozen=True, slots=True)
class Group:
    """A question and the candidates that are read with it.

    Attributes:
        question: The question.
        candidates: The candidates.
        labels: 1 for those that hold the answer.
    """

    question: str
    candidates: tuple[Candidate, ...]
    labels: tuple[float, ...]


@dataclass(frozen=True)
class Similarities:
    """How near questions and sentences are, by the bundled embedding model.

    Attributes:
        questions: Row of each question.
        sentences: Row of each sentence.
        question_vectors: Shape ``(questions, dimension)``.
        sentence_vectors: Shape ``(sentences, dimension)``.
    """

    questions: dict[str, int]
    sentences: dict[str, int]
    question_vectors: "NDArray[np.float32]"
    sentence_vectors: "NDArray[np.float32]"

    def between(self, question: str, sentence: str) -> float:
        """Return the cosine of a question and a sentence."""
        return float(
            self.question_vectors[self.questions[question]]
            @ self.sentence_vectors[self.sentences[sentence]]
        )


class GroupMaker:
    """Makes groups: hard negatives are what the search would confuse with the answer."""

    def __init__(
        self, examples: Sequence[Example], similar: Similarities, size: int, seed: int
    ) -> None:
        """Prepare.

        Args:
            examples: The examples to train on.
            similar: Cosines of their questions and of all sentences.
            size: Candidates in a group.
            seed: Seed of the random choices.
        """
        self._examples = list(examples)
        self._similar = similar
        self._size = size
        self._random = random.Random(seed)  # noqa: S311
        self._all = list(similar.sentences)
        self._of_title: defaultdict[str, dict[str, Candidate]] = defaultdict(dict)
        for it in examples:
            for place in range(len(it.sentences)):
                self._of_title[it.title].setdefault(it.sentences[place], candidate(it, place))
        questions = [it.question for it in examples]
        self._numbers = [found for it in questions for found in _NUMBER.findall(it)]
        self._names = [found for it in questions for found in _NAME.findall(it)]

    def epoch(self) -> list[Group]:
        """Return the groups of one pass, in random order, with negatives chosen anew."""
        policy = [it for it in self._examples if it.source == "policyqa"]
        used = [it for it in self._examples if it.source != "policyqa"]
        used += self._random.sample(policy, min(_MOST_POLICY, len(policy)))
        groups = [group for it in used for group in self._groups(it)]
        self._random.shuffle(groups)
        return groups

    def _groups(self, example: Example) -> list[Group]:
        right = [place for place, label in enumerate(example.labels) if label]
        chosen = self._random.sample(right, min(2, len(right)))
        positives = [candidate(example, place) for place in chosen]
        negatives = self._negatives(example)
        group = self._group(example.question, positives, negatives)
        if not right or self._random.random() >= _SHARE_ALTERED:
            return [group]
        altered = self._altered(example.question, example.sentences[right[0]])
        if altered is None:
            return [group]
        return [group, self._group(altered, [], [candidate(example, right[0]), *negatives])]

    def _group(
        self, question: str, positives: list[Candidate], negatives: list[Candidate]
    ) -> Group:
        candidates = (positives + negatives)[: self._size]
        while len(candidates) < self._size:
            candidates.append(Candidate(self._random.choice(self._all)))
        labels = [1.0] * len(positives) + [0.0] * self._size
        return Group(question, tuple(candidates), tuple(labels[: self._size]))

    def _negatives(self, example: Example) -> list[Candidate]:
        """Return the nearest wrong sentences of the passage, then of the rest of the title."""
        wrong = [place for place, label in enumerate(example.labels) if not label]
        wrong.sort(key=lambda it: -self._similar.between(example.question, example.sentences[it]))
        chosen = wrong[:3] + self._random.sample(wrong[3:], min(1, len(wrong[3:])))
        others = [it for it in self._of_title[example.title] if it not in set(example.sentences)]
        if example.source == "policyqa":
            others = []  # other policies of a site answer the same questions
        if len(others) > _MOST_OTHERS:
            others = self._random.sample(others, _MOST_OTHERS)
        others.sort(key=lambda it: -self._similar.between(example.question, it))
        return [candidate(example, place) for place in chosen] + [
            self._of_title[example.title][it] for it in others[:2]
        ]

    def _altered(self, question: str, sentence: str) -> str | None:
        """Return the question with a number or name that the answer holds changed, or None."""
        places = [
            (match.span(), pool)
            for pattern, pool in ((_NUMBER, self._numbers), (_NAME, self._names))
            for match in pattern.finditer(question)
            if match.group() in sentence
        ]
        if not places:
            return None
        (start, end), pool = self._random.choice(places)
        for _ in range(5):
            other: str = self._random.choice(pool)
            if other not in sentence and other != question[start:end]:
                return question[:start] + other + question[end:]
        return None


def candidate(example: Example, place: int) -> Candidate:
    """Return a sentence of an example as the reader reads it.

    Args:
        example: The example.
        place: Place of the sentence.
    """
    before = example.sentences[place - 1] if place else ""
    return Candidate(example.sentences[place], example.title, before)
