"""The product, opened on passages that are not a report's."""

from collections.abc import Sequence
from pathlib import Path

from assistant import (
    Assistant,
    Conversation,
    InvalidQuestionError,
    Settings,
    Stages,
    open_assistant,
)
from corpus import Passage, Report
from evals.benchmark.dataset import Dataset, DatasetQuestion
from evals.embedding_cache import CachingEmbedder
from evals.system import SystemAnswer
from evals.systems.assistant_system import as_short_answer
from index import EmbeddingProgress, open_embedder

STAGES = Stages(references=False)
"""Numbers in questions of other people name no printed units."""


def as_report(dataset: Dataset) -> Report:
    """Return the passages of a dataset as the passages of one report.

    Args:
        dataset: The dataset.
    """
    name = f"{dataset.name}-{dataset.sha256[:12]}"
    passages = tuple(
        Passage(
            id=passage.id,
            kind="paragraph",
            number="",
            label=passage.id,
            text=passage.text,
            report=name,
            section=(passage.title,) if passage.title else (),
        )
        for passage in dataset.passages
    )
    return Report(symbol=name, title=dataset.name, passages=passages)


def open_on(
    dataset: Dataset, settings: Settings, folder: Path, on_progress: EmbeddingProgress | None = None
) -> Assistant:
    """Open the product, without a chat model, on the passages of a dataset.

    Args:
        dataset: The dataset.
        settings: The settings; their data folder is not used.
        folder: Where the index and the vectors computed so far are kept.
        on_progress: Called while passages are embedded.

    Raises:
        ReportAssistantError: A model file or the folder cannot be used.
    """
    embedder = CachingEmbedder(open_embedder(settings.embedding_model), folder / "vectors")
    return open_assistant(
        settings.model_copy(update={"data_dir": folder, "chroma_url": None, "model": None}),
        on_progress,
        report=as_report(dataset),
        embedder=embedder,
        stages=STAGES,
    )


def ask(
    assistant: Assistant, question: DatasetQuestion, within: Sequence[str] | None
) -> SystemAnswer:
    """Ask a question after the earlier ones of its conversation.

    Args:
        assistant: The product.
        question: The question.
        within: Ids of the passages to search among; None for all.
    """
    conversation = Conversation()
    try:
        for earlier in question.history:
            conversation = conversation.add(assistant.ask(earlier, conversation, within=within))
        return as_short_answer(assistant.ask(question.question, conversation, within=within))
    except InvalidQuestionError as error:
        return SystemAnswer(text=str(error), refused=True, reason="invalid_question", confidence=-1)
