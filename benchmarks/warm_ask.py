"""How long an open assistant takes to answer, against plain dense search.

    .venv/bin/python benchmarks/warm_ask.py --questions 200

The questions are made from the report's own words: the first words of its sentences,
its headings, and the printed numbers of its passages. The baseline is what a tutorial
does: embed the question, take the nearest passages from a Chroma collection.
"""

import argparse
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

os.environ.setdefault("HF_HUB_OFFLINE", "1")

from assistant import Assistant, Settings, open_assistant
from corpus import Report

_FIRST_WORDS = 12
_WARM_UP = 10


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--questions", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        open_assistant(Settings(data_dir=Path(folder))) as assistant,
    ):
        questions = _questions(assistant.report, arguments.questions, arguments.seed)
        ways: dict[str, Callable[[str], object]] = {
            "plain dense search (baseline)": _dense_search(assistant.report, Path(folder)),
            "Assistant.search": assistant.search,
            "Assistant.ask": assistant.ask,
        }
        times = _measure(ways, questions)
        stages = _stages(assistant, questions)
    print(f"{len(questions)} questions, seed {arguments.seed}\n\n{_table(times)}")
    print(f"\nThe stages of Assistant.ask, where they were at work\n\n{_table(stages)}")


def _questions(report: Report, count: int, seed: int) -> list[str]:
    """Return questions in the report's own words, the same ones for the same seed."""
    sentences = [
        " ".join(sentence.split()[:_FIRST_WORDS])
        for passage in report.passages
        for sentence in passage.text.replace("\n", ". ").split(". ")
        if len(sentence.split()) > 3
    ]
    asked = [
        *(f"What does the report say about this: {sentence}?" for sentence in sentences),
        *(f"What is said under {section.title}?" for section in report.sections),
        *(f"What does {passage.label} say?" for passage in report.passages),
    ]
    shuffled = random.Random(seed).sample(asked, len(asked))  # noqa: S311
    return [shuffled[place % len(shuffled)] for place in range(count)]


def _dense_search(report: Report, folder: Path) -> Callable[[str], object]:
    """Return a search that embeds the question and asks Chroma for whole passages."""
    import chromadb

    from index import open_embedder

    embedder = open_embedder("bundled")
    client = chromadb.PersistentClient(path=str(folder / "baseline"))
    collection = client.create_collection("passages", embedding_function=None)
    passages = report.passages
    collection.add(
        ids=[passage.id for passage in passages],
        embeddings=embedder.embed_documents([passage.text for passage in passages]),
    )
    return lambda question: collection.query(
        query_embeddings=[embedder.embed_query(question)], n_results=5
    )


def _measure(
    ways: dict[str, Callable[[str], object]], questions: Sequence[str]
) -> dict[str, list[float]]:
    """Ask every question every way, in turn; the first few are not counted."""
    times: dict[str, list[float]] = {name: [] for name in ways}
    for place, question in enumerate([*questions[:_WARM_UP], *questions]):
        for name, ask in ways.items():
            start = time.perf_counter()
            ask(question)
            if place >= _WARM_UP:
                times[name].append((time.perf_counter() - start) * 1000)
    return times


def _stages(assistant: Assistant, questions: Sequence[str]) -> dict[str, list[float]]:
    """Return the times of each stage, added up where a question searched several times."""
    times: dict[str, list[float]] = {}
    for question in questions:
        of_question: dict[str, float] = {}
        for it in assistant.ask(question).trail.times:
            of_question[it.stage] = of_question.get(it.stage, 0.0) + it.milliseconds
        for stage, milliseconds in of_question.items():
            times.setdefault(stage, []).append(milliseconds)
    return times


def _table(times: dict[str, list[float]]) -> str:
    lines = ["| what | times | p50, ms | p95, ms |", "|---|---|---|---|"]
    for name, milliseconds in times.items():
        percentiles = statistics.quantiles(milliseconds, n=20)
        figures = f"{percentiles[9]:.2f} | {percentiles[18]:.2f}"
        lines.append(f"| {name} | {len(milliseconds)} | {figures} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
