"""What is read together with a question in training: right windows and hard wrong ones."""

import random
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.reader import Window
from index.reader_training.examples import Example

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_NUMBER = re.compile(r"\b\d[\d,.]*\b")
_NAME = re.compile(r"(?<!^)\b[A-Z][a-z]{3,}(?: [A-Z][a-z]+)*\b")
_MOST_POLICY = 1300
_SHARE_ALTERED = 0.35
_SHARE_ELSEWHERE = 0.35
_SHARE_CROPPED = 0.5
_MOST_WORDS = 90
_NEAREST = 3


@dataclass(frozen=True, slots=True)
class LabelledWindow:
    """A window, and which of its sentences answer.

    Attributes:
        window: The window.
        labels: 1 for each sentence that holds the answer.
        answers: The words that answer, where they are known.
    """

    window: Window
    labels: tuple[float, ...]
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """A question and the windows that are read with it.

    Attributes:
        question: The question.
        windows: The windows.
    """

    question: str
    windows: tuple[LabelledWindow, ...]

    @property
    def answerable(self) -> bool:
        """Whether any sentence answers."""
        return any(any(it.labels) for it in self.windows)


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

    def nearest(self, question: str, sentences: Sequence[str], count: int) -> list[int]:
        """Return the places of the sentences nearest to a question, nearest first."""
        rows = [self.sentences[it] for it in sentences]
        cosines = self.sentence_vectors[rows] @ self.question_vectors[self.questions[question]]
        return [int(place) for place in (-cosines).argsort()[:count]]


@dataclass(frozen=True, slots=True)
class _Place:
    example: Example
    sentence: int


class GroupMaker:
    """Makes groups: hard negatives are what the search would confuse with the answer."""

    def __init__(self, examples: Sequence[Example], similar: Similarities, seed: int) -> None:
        """Prepare.

        Args:
            examples: The examples to train on.
            similar: Cosines of their questions and of their sentences.
            seed: Seed of the random choices.
        """
        self._examples = list(examples)
        self._similar = similar
        self._random = random.Random(seed)  # noqa: S311
        of_title: defaultdict[tuple[str, str], dict[str, _Place]] = defaultdict(dict)
        for it in examples:
            for place, sentence in enumerate(it.sentences):
                of_title[it.source, it.title].setdefault(sentence, _Place(it, place))
        self._of_title = dict(of_title)
        self._everywhere = {
            sentence: place for places in of_title.values() for sentence, place in places.items()
        }
        self._sentences = list(self._everywhere)
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
        own = self._own_window(example)
        groups = [Group(example.question, (own, *self._wrong_windows(example, own.window)))]
        if example.answerable and self._random.random() < _SHARE_ALTERED:
            altered = self._altered(example)
            if altered is not None:
                nothing = LabelledWindow(own.window, (0.0,) * len(own.labels))
                groups.append(Group(altered, (nothing,)))
        return groups

    def _own_window(self, example: Example) -> LabelledWindow:
        """Return a window of the example's own passage, around a right sentence if any."""
        right = [place for place, label in enumerate(example.labels) if label]
        if right:
            centre = self._random.choice(right)
        else:
            centre = self._similar.nearest(example.question, example.sentences, 1)[0]
        window, start = self._window(example, centre)
        labels = example.labels[start : start + len(window.sentences)]
        return LabelledWindow(window, tuple(float(it) for it in labels), example.answers)

    def _wrong_windows(self, example: Example, own: Window) -> list[LabelledWindow]:
        """Return windows near the question: from the same title, and from elsewhere."""
        read = set(own.sentences)
        others = self._of_title[example.source, example.title]
        if example.source == "policyqa":
            # Other policies of a site answer the same questions.
            others = {it: others[it] for it in example.sentences}
        right = {it for it, label in zip(example.sentences, example.labels, strict=True) if label}
        pool = [it for it in others if it not in read and it not in right]
        places = [others[pool[it]] for it in self._choose(example.question, pool)]
        if not places or self._random.random() < _SHARE_ELSEWHERE:
            elsewhere = self._random.sample(self._sentences, min(2000, len(self._sentences)))
            pool = [it for it in elsewhere if it not in others]
            places += [self._everywhere[pool[it]] for it in self._choose(example.question, pool)]
        found = [self._window(it.example, it.sentence)[0] for it in places]
        return [
            LabelledWindow(it, tuple(float(sentence in right) for sentence in it.sentences))
            for it in found
        ]

    def _choose(self, question: str, pool: Sequence[str]) -> list[int]:
        nearest = self._similar.nearest(question, pool, _NEAREST) if pool else []
        return [self._random.choice(nearest)] if nearest else []

    def _window(self, example: Example, centre: int) -> tuple[Window, int]:
        """Return sentences around one, as many as are read at once or fewer, and the first."""
        words = [len(it.split()) for it in example.sentences]
        most = _MOST_WORDS
        if self._random.random() < _SHARE_CROPPED:
            most = self._random.randint(20, _MOST_WORDS)
        start, end, size = centre, centre + 1, words[centre]
        while True:
            sides = [it for it in (start - 1, end) if 0 <= it < len(words)]
            sides = [it for it in sides if size + words[it] <= most]
            if not sides:
                break
            side = self._random.choice(sides)
            size += words[side]
            start, end = min(start, side), max(end, side + 1)
        before = example.sentences[start - 1] if start else ""
        return Window(example.sentences[start:end], example.title, before), start

    def _altered(self, example: Example) -> str | None:
        """Return the question with a number or name that the answer holds changed, or None."""
        question = example.question
        passage = " ".join(example.sentences)
        places = [
            (match.span(), pool)
            for pattern, pool in ((_NUMBER, self._numbers), (_NAME, self._names))
            for match in pattern.finditer(question)
            if match.group() in passage
        ]
        if not places:
            return None
        (start, end), pool = self._random.choice(places)
        for _ in range(5):
            other: str = self._random.choice(pool)
            if other not in passage and other != question[start:end]:
                return question[:start] + other + question[end:]
        return None
