"""Passages and questions of other people: two JSONL files, or one of SQuAD 2.0.

The forms are described in docs/evals.md.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Self, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)

from evals.errors import CaseFileError, DatasetError
from evals.lines import in_plain_words, numbered_lines, raise_problems, read_text

Item = TypeVar("Item", "DatasetPassage", "DatasetQuestion")


def _as_text(value: object) -> object:
    return str(value) if isinstance(value, int) else value


Id = Annotated[str, BeforeValidator(_as_text), Field(min_length=1, max_length=500)]


class DatasetPassage(BaseModel):
    """One passage.

    Attributes:
        id: Unique in the file.
        title: What it is from, such as the heading above it; may be empty.
        text: Its words.
        doc: The document it belongs to, or None. Questions about passages of a document
            are searched among that document's passages only.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Id
    title: str = ""
    text: str = Field(min_length=1)
    doc: Id | None = None


class DatasetQuestion(BaseModel):
    """One question.

    Attributes:
        id: Unique in the file.
        question: The question.
        answers: Right answers as texts; any of them counts. May be empty.
        gold_passages: Ids of passages that hold an answer; for an unanswerable question,
            those that it was asked about.
        answerable: Whether the gold passages hold an answer.
        history: Earlier questions of the conversation, oldest first.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Id
    question: str = Field(min_length=1)
    answers: tuple[str, ...] = ()
    gold_passages: tuple[Id, ...] = ()
    answerable: bool
    history: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        if self.answerable and not self.gold_passages:
            raise ValueError("an answerable question needs gold_passages")
        return self


@dataclass(frozen=True)
class Dataset:
    """Passages and the questions about them.

    Attributes:
        name: Name of the file, for messages and folders.
        passages: The passages.
        questions: The questions.
    """

    name: str
    passages: tuple[DatasetPassage, ...]
    questions: tuple[DatasetQuestion, ...]

    @cached_property
    def sha256(self) -> str:
        """Hash of all of it."""
        digest = hashlib.sha256()
        for item in (*self.passages, *self.questions):
            digest.update(item.model_dump_json().encode("utf-8", "surrogatepass"))
        return digest.hexdigest()

    @cached_property
    def _doc_of(self) -> dict[str, str | None]:
        return {passage.id: passage.doc for passage in self.passages}

    @cached_property
    def _passages_of(self) -> dict[str, list[str]]:
        of: dict[str, list[str]] = {}
        for passage in self.passages:
            if passage.doc is not None:
                of.setdefault(passage.doc, []).append(passage.id)
        return of

    def searched_for(self, question: DatasetQuestion) -> list[str] | None:
        """Return the ids of the passages that a question is searched among; None for all."""
        docs = {self._doc_of[id_] for id_ in question.gold_passages} - {None}
        return [id_ for doc in sorted(filter(None, docs)) for id_ in self._passages_of[doc]] or None


def load_dataset(questions: Path, passages: Path | None) -> Dataset:
    """Read and check a dataset.

    Args:
        questions: JSONL of questions, or a SQuAD 2.0 JSON file, which brings its passages.
        passages: JSONL of passages; None for SQuAD.

    Raises:
        DatasetError: SQuAD without its form, or no passages where they are needed.
        CaseFileError: A file cannot be read, or lines of it are wrong; each is named.
    """
    if passages is None:
        return _squad(questions)
    read = _read(passages, DatasetPassage)
    asked = _read(questions, DatasetQuestion)
    known = {passage.id for passage in read}
    raise_problems(
        [
            f"{questions}: the question {it.id!r} names the passage {id_!r}, which {passages} "
            "does not have."
            for it in asked
            for id_ in it.gold_passages
            if id_ not in known
        ]
    )
    return Dataset(questions.stem, read, asked)


def _read(path: Path, model: type[Item]) -> tuple[Item, ...]:
    items: dict[str, Item] = {}
    problems = []
    for number, line in numbered_lines(read_text(path)):
        try:
            item = model.model_validate_json(line)
        except ValidationError as error:
            problems.append(f"{path}:{number}: {in_plain_words(error, model)}.")
            continue
        if item.id in items:
            problems.append(f"{path}:{number}: the id {item.id!r} is used above already.")
        items[item.id] = item
    raise_problems(problems)
    if not items:
        raise CaseFileError(f"{path} is empty. Write one JSON object a line.")
    return tuple(items.values())


def _squad(path: Path) -> Dataset:
    """Read SQuAD 2.0 (Rajpurkar, Jia and Liang, ACL 2018); an article is a document."""
    try:
        articles = json.loads(read_text(path))["data"]
        pairs = [pair for article in articles for pair in _article(article)]
    except (ValueError, KeyError, TypeError) as error:
        raise DatasetError(
            f"{str(path)!r} is not a SQuAD 2.0 file ({type(error).__name__}: {error}). Give the "
            "passages of a JSONL file of questions with --passages."
        ) from error
    passages = tuple(passage for passage, _ in pairs)
    questions = {question.id: question for _, asked in pairs for question in asked}
    if not questions:
        raise DatasetError(f"{str(path)!r} holds no questions.")
    return Dataset(path.stem, passages, tuple(questions.values()))


def _article(
    article: dict[str, Any],
) -> Iterable[tuple[DatasetPassage, list[DatasetQuestion]]]:
    title = article["title"]
    for place, paragraph in enumerate(article["paragraphs"], start=1):
        passage = DatasetPassage(
            id=f"{title}/{place}", title=title.replace("_", " "), text=paragraph["context"],
            doc=title,
        )  # fmt: skip
        yield passage, [_squad_question(asked, passage.id) for asked in paragraph["qas"]]


def _squad_question(asked: dict[str, Any], passage_id: str) -> DatasetQuestion:
    return DatasetQuestion(
        id=asked["id"],
        question=asked["question"].strip(),
        answers=tuple(dict.fromkeys(answer["text"] for answer in asked["answers"])),
        gold_passages=(passage_id,),
        answerable=not asked.get("is_impossible", False),
    )
