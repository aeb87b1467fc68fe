"""The signals of questions, beside what is right."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant import (
    Answer,
    Assistant,
    Conversation,
    InvalidQuestionError,
    PassageSignals,
    QuestionSignals,
)
from evals.benchmark import Dataset, DatasetPassage, DatasetQuestion
from evals.case import Case
from index.reader_training.examples import read_examples, split_held_out


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was searched, and what was seen.

    Attributes:
        answerable: Whether it has an answer.
        passages: The signals of every passage that was read, and whether it is a right one.
        question: The signals of the question.
    """

    answerable: bool
    passages: tuple[tuple[PassageSignals, bool], ...]
    question: QuestionSignals

    @property
    def can_be_ranked(self) -> bool:
        """Whether a right passage and a wrong one were read."""
        return self.answerable and len({right for _, right in self.passages}) == 2


def ask_cases(assistant: Assistant, cases: Sequence[Case]) -> Iterator[Asked]:
    """Ask the questions of a case file, and yield what was seen of those that were searched.

    Args:
        assistant: The assistant; it should answer whatever it is asked, that is, without the
            stage ``abstention``.
        cases: The questions.
    """
    for case in cases:
        conversation = Conversation()
        for question in case.history:
            conversation = conversation.add(assistant.ask(question, conversation))
        try:
            answer = assistant.ask(case.question, conversation)
        except InvalidQuestionError:
            continue
        yield from _seen(answer, case.gold, answerable=case.answerable)


def ask_dataset(assistant: Assistant, dataset: Dataset) -> Iterator[Asked]:
    """Ask the questions of a dataset, among the passages of their document and among their own.

    Args:
        assistant: The assistant on the dataset's passages, without the stage ``abstention``.
        dataset: The dataset.
    """
    for question in dataset.questions:
        for within in (dataset.searched_for(question), question.gold_passages):
            answer = assistant.ask(question.question, within=within)
            yield from _seen(answer, question.gold_passages, answerable=question.answerable)


def ask_off_topic(assistant: Assistant, dataset: Dataset, count: int) -> Iterator[Asked]:
    """Ask about a report what other documents answer.

    Args:
        assistant: The assistant on the report.
        dataset: Where the questions are from.
        count: How many to ask at most, evenly drawn.
    """
    questions = [it for it in dataset.questions if it.answerable]
    for question in questions[:: max(len(questions) // count, 1)][:count]:
        yield from _seen(assistant.ask(question.question), (), answerable=False)


def held_out_dataset(folder: Path, source: str) -> Dataset:
    """Return the questions on the titles that the reader was not trained on.

    Args:
        folder: Of the training files.
        source: Which of them, such as ``squad``.

    Raises:
        OSError: A file is missing.
    """
    _, held = split_held_out(read_examples(folder))
    examples = [it for it in held if it.source == source]
    texts: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for it in examples:
        text = " ".join(it.sentences)
        texts[it.title].setdefault(text, f"{it.title}/{len(texts[it.title])}")
    passages = [
        DatasetPassage(id=id_, title=title, text=text, doc=title)
        for title, of_title in texts.items()
        for text, id_ in of_title.items()
    ]
    questions = [
        DatasetQuestion(
            id=f"{source}-{number}",
            question=it.question,
            answers=it.answers,
            gold_passages=(texts[it.title][" ".join(it.sentences)],),
            answerable=it.answerable,
        )
        for number, it in enumerate(examples)
    ]
    return Dataset(f"held-out-{source}", tuple(passages), tuple(questions))


def _seen(answer: Answer, gold: Sequence[str], *, answerable: bool) -> Iterator[Asked]:
    trail = answer.trail
    if trail.signals is None or trail.route == "reference":
        return
    passages = tuple(
        (it.signals, it.passage_id in gold) for it in trail.candidates if it.signals is not None
    )
    yield Asked(answerable, passages, trail.signals)
