"""What chain and check add to a chat model's own time, against the extractive answer.

    .venv/bin/python benchmarks/generation_overhead.py --questions 100

The model answers at once: it says the first sentences of the passages that it is given, word for
word, three to five of them, so that each passes every part of the check. The baseline is the
same question to the extractive answerer, in turn with it.
"""

import argparse
import os
import re
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

os.environ.setdefault("HF_HUB_OFFLINE", "1")

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult

from assistant import Answer, Assistant, Settings, open_assistant
from index import split_sentences

_WARM_UP = 5
_TARGET_MS = 150
_ADDED = ("generate", "check")
"""The stages that only a generative answer has."""

_GIVEN = re.compile(
    r"^[0-9a-f]{16} PASSAGE (\w+) \(.*\)\n(.*(?:\n(?![0-9a-f]{16} ).*)*)", re.MULTILINE
)


class InstantModel(BaseChatModel):
    """Says sentences of the passages that it is given, with their ids.

    Attributes:
        seconds: How long it was at work itself, in the last call.
    """

    seconds: float = 0.0

    @property
    def _llm_type(self) -> str:
        return "instant"

    def _generate(self, messages: list[BaseMessage], *_: Any, **__: Any) -> ChatResult:  # noqa: ANN401
        return ChatResult(generations=[ChatGeneration(message=AIMessage(_reply(messages)))])

    def _stream(
        self,
        messages: list[BaseMessage],
        *_: Any,  # noqa: ANN401
        **__: Any,  # noqa: ANN401
    ) -> Iterator[ChatGenerationChunk]:
        start = time.perf_counter()
        reply = _reply(messages)
        self.seconds = time.perf_counter() - start
        for at in range(0, len(reply), 20):
            yield ChatGenerationChunk(message=AIMessageChunk(content=reply[at : at + 20]))


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--questions", type=int, default=100)
    arguments = parser.parse_args()
    model = InstantModel()
    with (
        tempfile.TemporaryDirectory() as folder,
        open_assistant(Settings(data_dir=Path(folder)), model=model) as assistant,
    ):
        questions = _questions(assistant)[: arguments.questions + _WARM_UP]
        times, shown = _measure(assistant, model, questions)
    _print(times, shown)


def _questions(assistant: Assistant) -> list[str]:
    """Return questions in the report's own words that the model is asked."""
    asked = [
        f"What does the report say about this: {' '.join(words)}?"
        for passage in assistant.report.passages
        for words in (passage.text.split()[at : at + 12] for at in range(0, 96, 12))
        if len(words) > 6
    ]
    return [it for it in asked if assistant.ask(it).answerer == "generative"]


def _measure(
    assistant: Assistant, model: InstantModel, questions: list[str]
) -> tuple[dict[str, list[float]], list[int]]:
    """Ask every question both ways, in turn; the first few are not counted."""
    times: dict[str, list[float]] = {
        "extractive answer (baseline)": [],
        "generative answer, without the model": [],
        "what is added: chain and check": [],
    }
    shown = []
    for question in questions:
        extractive, _ = _timed(assistant, question, "extractive")
        generative, answer = _timed(assistant, question, "generative")
        generative -= model.seconds * 1000
        # The sentences are checked while the model writes: both times together would count twice.
        before = sum(it.milliseconds for it in answer.trail.times if it.stage not in _ADDED)
        found = (extractive, generative, generative - before)
        for name, milliseconds in zip(times, found, strict=True):
            times[name].append(milliseconds)
        shown.append(len(answer.statements))
    return {name: it[_WARM_UP:] for name, it in times.items()}, shown[_WARM_UP:]


def _timed(assistant: Assistant, question: str, answerer: Any) -> tuple[float, Answer]:  # noqa: ANN401
    start = time.perf_counter()
    answer = assistant.ask(question, answerer=answerer)
    return (time.perf_counter() - start) * 1000, answer


def _reply(messages: list[BaseMessage]) -> str:
    """Return three to five sentences of the passages, each with its mark."""
    sentences = [
        f"{text[span.start : span.end]} [{id_}]"
        for id_, text in _GIVEN.findall(str(messages[-1].content))
        for span in split_sentences(text)[:2]
        if 30 < span.end - span.start < 300 and "\n" not in text[span.start : span.end]
    ]
    return "\n".join(sentences[: 3 + len(sentences) % 3])


def _print(times: dict[str, list[float]], shown: list[int]) -> None:
    print("| what | times | p50, ms | p95, ms |\n|---|---|---|---|")
    for name, milliseconds in times.items():
        percentiles = statistics.quantiles(milliseconds, n=20)
        print(f"| {name} | {len(milliseconds)} | {percentiles[9]:.1f} | {percentiles[18]:.1f} |")
    added = statistics.quantiles(times["what is added: chain and check"], n=20)[18]
    verdict = "under" if added < _TARGET_MS else "over"
    print(f"\nShown sentences an answer: {statistics.mean(shown):.1f}.")
    print(f"The p95 of what is added is {added:.0f} ms, {verdict} the {_TARGET_MS} ms aimed at.")


if __name__ == "__main__":
    main()
