"""The one place where settings become parts that work together."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.settings import Settings, load_settings
from assistant.stages import Stages
from corpus import Report, bundled_report, parse_report_file

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from opentelemetry.trace import TracerProvider

    from assistant.assistant import Assistant
    from assistant.generation.chat_model import ChatModel
    from assistant.retrieval import ChainParts
    from index import Embedder, IndexConfig, IndexStatus, SearchIndex

Progress = Callable[[int, int], None]
"""Called with how many chunks are embedded and how many there are."""


def open_assistant(  # noqa: PLR0913 - the one place that puts every part together
    settings: Settings | None = None,
    on_progress: Progress | None = None,
    *,
    report: Report | None = None,
    embedder: "Embedder | None" = None,
    stages: Stages | None = None,
    model: "BaseChatModel | None" = None,
    tracer_provider: "TracerProvider | None" = None,
) -> "Assistant":
    """Open the assistant on a report.

    The index is built on first use, and built again when its files are damaged or the report's
    text has changed.

    Args:
        settings: The settings; from the environment and ``.env`` when left out.
        on_progress: Called while an index is built.
        report: The report; the one that the settings name when left out.
        embedder: The embedding model; the one that the settings name when left out.
        stages: Which stages are at work; all when left out. Evaluations switch some off.
        model: A LangChain chat model that words answers; the one that the settings name when
            left out, none where they name none.
        tracer_provider: Where OpenTelemetry spans go, if the settings want any; see
            `assistant.tracing.open_tracing`.

    Raises:
        ReportAssistantError: The report, a model file, the chat model or the index cannot be
            used; the message is one plain sentence with the next step.
    """
    from assistant.assistant import Assistant
    from assistant.chain import build_chain
    from assistant.follow_up import FollowUpResolver
    from assistant.generation.chat_model import open_chat_model
    from assistant.resolution import StandAloneResolver
    from assistant.retrieval import ChainParts
    from assistant.tracing import open_tracing
    from index import open_embedder, open_reader

    settings = settings or load_settings()
    chat = open_chat_model(settings, model)
    report = report or open_report(settings)
    embedder = embedder or open_embedder(settings.embedding_model)
    search = _open_or_build(report, index_config(settings, report), embedder, on_progress)
    stages = stages or Stages()
    parts = ChainParts(
        report=report,
        search=search,
        resolver=FollowUpResolver(report) if stages.follow_ups else StandAloneResolver(report),
        depth=settings.search_depth,
        max_quotes=settings.max_quotes,
        stages=stages,
        reader=open_reader(settings.reader),
        tracing=open_tracing(settings, tracer_provider),
    )
    parts = parts if chat is None else _with_model(parts, chat, settings)
    model_name = None if chat is None else chat.name
    return Assistant(report, search, build_chain(parts), model_name, parts.tracing)


def _with_model(parts: "ChainParts", chat: "ChatModel", settings: Settings) -> "ChainParts":
    from assistant.generation.answering import GenerativeAnswerer
    from assistant.generation.rewriting import FollowUpRewriter
    from assistant.generation.sentence_check import SentenceCheck

    check = SentenceCheck.over(parts.report, parts.vocabulary, parts.reader)
    rewriter = FollowUpRewriter(chat, parts.report, parts.vocabulary)
    return replace(
        parts,
        generator=GenerativeAnswerer(chat, check, parts.tracing),
        rewriter=rewriter if settings.model_follow_ups else None,
    )


def open_report(settings: Settings) -> Report:
    """Parse the report that the settings name.

    Args:
        settings: The settings.

    Raises:
        CorpusError: The file cannot be read, or is no report with numbered paragraphs.
    """
    return bundled_report() if settings.report is None else parse_report_file(settings.report)


def build_assistant_index(
    settings: Settings, on_progress: Progress | None = None, *, force: bool = False
) -> "IndexStatus":
    """Build the index of the report that the settings name, where it is not up to date.

    Args:
        settings: The settings.
        on_progress: Called while chunks are embedded.
        force: Whether to build even when nothing has changed.

    Raises:
        ReportAssistantError: The report or a model file cannot be used, or the index cannot
            be written.
    """
    from index import build_index, open_embedder

    report = open_report(settings)
    embedder = open_embedder(settings.embedding_model)
    config = index_config(settings, report)
    return build_index((report,), config, embedder, on_progress=on_progress, force=force)


def assistant_index_status(settings: Settings) -> "IndexStatus":
    """Tell the state of the index of the report that the settings name.

    Args:
        settings: The settings.

    Raises:
        CorpusError: The report cannot be read.
    """
    from index import index_status

    return index_status(index_config(settings, open_report(settings)))


def index_config(settings: Settings, report: Report) -> "IndexConfig":
    """Return where the index of a report is kept."""
    from index import IndexConfig

    token = settings.chroma_token
    return IndexConfig(
        folder=_index_folder(settings.data_dir, report),
        chroma_url=settings.chroma_url,
        chroma_token=None if token is None else token.get_secret_value(),
        lock_timeout_s=settings.lock_timeout_s,
    )


def _index_folder(data_dir: Path, report: Report) -> Path:
    return data_dir / "index" / re.sub(r"[^\w.-]+", "-", report.symbol)


def _open_or_build(
    report: Report, config: "IndexConfig", embedder: "Embedder", on_progress: Progress | None
) -> "SearchIndex":
    from index import (
        IndexDamagedError,
        IndexMissingError,
        IndexOutdatedError,
        build_index,
        open_index,
    )

    try:
        return open_index((report,), config, embedder)
    except (IndexMissingError, IndexDamagedError, IndexOutdatedError):
        build_index((report,), config, embedder, on_progress=on_progress)
        return open_index((report,), config, embedder)
