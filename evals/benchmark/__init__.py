"""Retrieval, answer-sentence choice and abstention on other people's questions."""

from evals.benchmark.dataset import Dataset, DatasetPassage, DatasetQuestion, load_dataset
from evals.benchmark.outcome import Outcome
from evals.benchmark.runner import BenchmarkRun, run_benchmark

__all__ = [
    "BenchmarkRun",
    "Dataset",
    "DatasetPassage",
    "DatasetQuestion",
    "Outcome",
    "load_dataset",
    "run_benchmark",
]
