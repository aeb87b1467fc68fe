"""The questions that a calibration rests on, asked.

- the ``dev`` cases of the shipped report,
- questions on encyclopaedia articles that the reader was not trained on, half of them
  unanswerable, asked about their articles and about their own paragraphs,
- some of the same questions asked about the shipped report, which does not answer them.
"""

import tempfile
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path

import numpy as np

from assistant import Settings, Stages, open_assistant
from evals.benchmark import Dataset
from evals.benchmark.subject import as_report
from evals.calibration.collect import Asked, ask_cases, ask_dataset, ask_off_topic
from evals.calibration.fit import Group, Questions
from evals.case import Case

_OFF_TOPIC = 60


@dataclass(frozen=True, slots=True)
class Sources:
    """Questions that were asked, by where they are from.

    Attributes:
        cases: The cases.
        off_topic: Questions on other subjects.
        dataset: Questions on the dataset's passages.
    """

    cases: tuple[Asked, ...]
    off_topic: tuple[Asked, ...]
    dataset: tuple[Asked, ...]

    @property
    def groups(self) -> tuple[list[Group], list[Group]]:
        """What was read for the cases and for the dataset; both count the same in all."""
        cases, others = _groups(self.cases), _groups(self.dataset)
        return cases, [it._replace(weight=len(cases) / len(others)) for it in others]

    @property
    def questions(self) -> Questions:
        """All questions, the cases first; those on the dataset count as much as the others."""
        every = (*self.cases, *self.off_topic, *self.dataset)
        near = len(self.cases) + len(self.off_topic)
        weights = np.ones(len(every))
        weights[near:] = near / len(self.dataset)
        return Questions(
            np.array([astuple(it.question) for it in every]),
            np.array([it.answerable for it in every]),
            weights,
        )


def ask_sources(cases: Sequence[Case], dataset: Dataset, settings: Settings) -> Sources:
    """Ask all questions.

    Args:
        cases: The cases.
        dataset: The dataset.
        settings: The settings.

    Raises:
        ReportAssistantError: A model file or the index cannot be used.
    """
    settings = settings.model_copy(update={"model": None})
    stages = Stages(abstention=False)
    with open_assistant(settings, stages=stages) as assistant:
        asked = tuple(ask_cases(assistant, cases))
        strange = tuple(ask_off_topic(assistant, dataset, _OFF_TOPIC))
    with tempfile.TemporaryDirectory() as folder:
        elsewhere = settings.model_copy(update={"data_dir": Path(folder), "chroma_url": None})
        stages = Stages(references=False, abstention=False)
        with open_assistant(elsewhere, report=as_report(dataset), stages=stages) as assistant:
            return Sources(asked, strange, tuple(ask_dataset(assistant, dataset)))


def names_of(signals: type) -> tuple[str, ...]:
    """Return the names of signals, in order.

    Args:
        signals: `PassageSignals` or `QuestionSignals`.
    """
    return tuple(it.name for it in fields(signals))


def _groups(asked: Sequence[Asked]) -> list[Group]:
    return [
        Group(
            np.array([astuple(signals) for signals, _ in it.passages]),
            np.array([right for _, right in it.passages]),
        )
        for it in asked
        if it.can_be_ranked
    ]
