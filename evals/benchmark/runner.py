"""Running a benchmark, in batches, from where it stopped."""

import hashlib
import json
import time
from collections.abc import Callable
from contextlib import closing
from typing import Literal

from pydantic import BaseModel, ConfigDict

from assistant import Assistant, Settings
from evals.benchmark.dataset import Dataset, DatasetQuestion
from evals.benchmark.outcome import Outcome, figures, judge
from evals.benchmark.progress_file import ProgressFile, code_fingerprint
from evals.benchmark.subject import STAGES, ask, open_on
from evals.provenance import machine, versions
from evals.run import Summary
from evals.systems.assistant_system import provenance_of

Mode = Literal["retrieval", "reader"]
"""Whether the passage has to be found, or only the answer in the gold passage."""

OnProgress = Callable[[int, int], None]
_BATCH = 100


class BenchmarkRun(BaseModel):
    """The result of a benchmark.

    Attributes:
        dataset: Name of the dataset.
        dataset_sha256: Its hash.
        mode: ``retrieval``, or ``reader`` where the gold passage was given.
        passages: Number of passages.
        questions: Number of questions.
        continued: How many outcomes a run that was broken off had left.
        figures: Figures by metric.
        versions: Versions of Python and of the packages that matter.
        machine: Processor, cores and operating system.
        duration_s: Seconds this run took, without those of a run that was broken off.
        outcomes: What became of each question.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    dataset: str
    dataset_sha256: str
    mode: Mode
    passages: int
    questions: int
    continued: int
    figures: dict[str, Summary]
    versions: dict[str, str]
    machine: dict[str, str]
    duration_s: float
    outcomes: tuple[Outcome, ...]


def run_benchmark(
    dataset: Dataset,
    settings: Settings,
    mode: Mode,
    on_embedding: OnProgress | None = None,
    on_question: OnProgress | None = None,
) -> BenchmarkRun:
    """Ask every question of a dataset.

    Args:
        dataset: The dataset.
        settings: The settings; vectors and outcomes are kept in their data folder meanwhile.
        mode: Whether the passage has to be found.
        on_embedding: Called while passages are embedded.
        on_question: Called after every batch of questions.

    Raises:
        ReportAssistantError: A model file or the data folder cannot be used.
    """
    start = time.perf_counter()
    folder = settings.data_dir / "evals" / "benchmarks" / dataset.sha256[:24]
    progress = ProgressFile(folder / f"{_key(settings, mode)}.jsonl")
    known = progress.read()
    left = [question for question in dataset.questions if question.id not in known]
    outcomes = dict(known)
    if left:
        with closing(open_on(dataset, settings, folder, on_embedding)) as assistant:
            for place in range(0, len(left), _BATCH):
                batch = _ask_batch(assistant, dataset, left[place : place + _BATCH], mode)
                progress.keep(batch)
                outcomes.update((outcome.id, outcome) for outcome in batch)
                if on_question is not None:
                    on_question(len(outcomes), len(dataset.questions))
    ordered = tuple(outcomes[question.id] for question in dataset.questions)
    run = _result(dataset, mode, ordered, len(known), time.perf_counter() - start)
    progress.remove()
    return run


def _ask_batch(
    assistant: Assistant, dataset: Dataset, questions: list[DatasetQuestion], mode: Mode
) -> list[Outcome]:
    outcomes = []
    for question in questions:
        given = mode == "reader" and bool(question.gold_passages)
        within = question.gold_passages if given else dataset.searched_for(question)
        outcomes.append(
            judge(question, ask(assistant, question, within), retrieval=mode == "retrieval")
        )
    return outcomes


def _result(
    dataset: Dataset, mode: Mode, outcomes: tuple[Outcome, ...], continued: int, elapsed: float
) -> BenchmarkRun:
    return BenchmarkRun(
        dataset=dataset.name,
        dataset_sha256=dataset.sha256,
        mode=mode,
        passages=len(dataset.passages),
        questions=len(dataset.questions),
        continued=continued,
        figures=figures(outcomes),
        versions=versions(),
        machine=machine(),
        duration_s=round(elapsed, 3),
        outcomes=outcomes,
    )


def _key(settings: Settings, mode: Mode) -> str:
    rests_on = json.dumps([provenance_of(settings, STAGES), code_fingerprint()])
    return f"{mode}-{hashlib.sha256(rests_on.encode()).hexdigest()[:24]}"
