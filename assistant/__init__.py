"""Answers with citations."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from assistant.answer import Answer, Citation, Refusal, RefusalReason
from assistant.calibration import CALIBRATION_FILE, Calibration, calibration, probability
from assistant.citation_check import CitationVerdict, check_citation, find_quote
from assistant.conversation import Conversation
from assistant.errors import AssistantError, InvalidQuestionError, SettingsError
from assistant.question import MAX_QUESTION_LENGTH, clean_question
from assistant.signals import PassageSignals, QuestionSignals
from assistant.stages import Stages
from assistant.trail import Route, StageTime, Trail, TrailCandidate

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from assistant.composition import (
        assistant_index_status,
        build_assistant_index,
        open_assistant,
        open_report,
    )
    from assistant.settings import Settings, load_settings

__all__ = [
    "CALIBRATION_FILE",
    "MAX_QUESTION_LENGTH",
    "Answer",
    "Assistant",
    "AssistantError",
    "Calibration",
    "Citation",
    "CitationVerdict",
    "Conversation",
    "InvalidQuestionError",
    "PassageSignals",
    "QuestionSignals",
    "Refusal",
    "RefusalReason",
    "Route",
    "Settings",
    "SettingsError",
    "StageTime",
    "Stages",
    "Trail",
    "TrailCandidate",
    "assistant_index_status",
    "build_assistant_index",
    "calibration",
    "check_citation",
    "clean_question",
    "find_quote",
    "load_settings",
    "open_assistant",
    "open_report",
    "probability",
]

_LAZY = {
    "Assistant": "assistant.assistant",
    "Settings": "assistant.settings",
    "assistant_index_status": "assistant.composition",
    "build_assistant_index": "assistant.composition",
    "load_settings": "assistant.settings",
    "open_assistant": "assistant.composition",
    "open_report": "assistant.composition",
}
"""Names whose modules are slow to import, loaded when first used (PEP 562)."""


def __getattr__(name: str) -> Any:  # noqa: ANN401
    """Load a name when it is first used."""
    if name not in _LAZY:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_LAZY[name]), name)
