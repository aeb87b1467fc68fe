"""The questions that the reader is trained on and tried on."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.sentences import split_sentences

SOURCES = ("squad", "selqa", "clapnq", "policyqa")
_HELD_OUT = {"squad": 6, "selqa": 10}
"""Of these sources, one title in so many is held out, in order of the alphabet."""


@dataclass(frozen=True, slots=True)
class Example:
    """A question and the sentences it was asked about.

    Attributes:
        source: The file it is from.
        title: The article or document.
        question: The question.
        sentences: The sentences of the passage, in order.
        labels: Whether each holds the answer.
        answers: The words that answer, where they are known and short.
    """

    source: str
    title: str
    question: str
    sentences: tuple[str, ...]
    labels: tuple[bool, ...]
    answers: tuple[str, ...] = ()

    @property
    def answerable(self) -> bool:
        """Whether any of the sentences holds the answer."""
        return any(self.labels)


def read_examples(folder: Path) -> tuple[Example, ...]:
    """Read every example.

    Args:
        folder: Where ``squad.jsonl``, ``selqa.jsonl``, ``clapnq.jsonl`` and
            ``policyqa.jsonl`` are.

    Raises:
        OSError: A file is missing.
    """
    return tuple(example for source in SOURCES for example in _read(folder, source))


def split_held_out(examples: Sequence[Example]) -> tuple[list[Example], list[Example]]:
    """Return the examples to train on, and those of held-out titles.

    Args:
        examples: All examples.
    """
    held = {
        (source, title)
        for source, step in _HELD_OUT.items()
        for title in sorted({it.title for it in examples if it.source == source})[::step]
    }
    train = [it for it in examples if (it.source, it.title) not in held]
    return train, [it for it in examples if (it.source, it.title) in held]


def _read(folder: Path, source: str) -> Iterator[Example]:
    with (folder / f"{source}.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            sentences, labels = _labelled(row)
            if sentences:
                question = row["question"].strip()
                answers = _short_answers(row) if any(labels) else ()
                yield Example(source, row["title"], question, sentences, labels, answers)


def _short_answers(row: dict[str, Any]) -> tuple[str, ...]:
    """Return the answers that are a few words; offsets say that they are whole sentences."""
    found = [it for it in row.get("answers", ()) if isinstance(it, str)]
    return tuple(dict.fromkeys(found))


def _labelled(row: dict[str, Any]) -> tuple[tuple[str, ...], tuple[bool, ...]]:
    if "sentences" in row:
        answerable = bool(row["answerable"])
        return (
            tuple(sentence.strip() for sentence in row["sentences"]),
            tuple(bool(label) and answerable for label in row["labels"]),
        )
    text = row["context"]
    spans = split_sentences(text)
    labels = tuple(
        any(a["start"] < it.end and it.start < a["start"] + len(a["text"]) for a in row["answers"])
        for it in spans
    )
    # A span that no sentence holds would teach that nothing answers.
    return (tuple(text[it.start : it.end] for it in spans), labels) if any(labels) else ((), ())
