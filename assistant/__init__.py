"""Answers with citations."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from assistant.answer import Answer, Refusal, RefusalReason
from assistant.calibration import CALIBRATION_FILE, Calibration, calibration, probability
from assistant.citation import Citation
from assistant.citation_check import CitationVerdict, check_citation, find_quote
from assistant.conversation import Conversation
from assistant.errors import (
    AssistantError,
    InvalidQuestionError,
    ModelCallError,
    ModelError,
    ModelNotInstalledError,
    SettingsError,
)
from assistant.generated import (
    VERDICTS,
    Answerer,
    CheckedSentence,
    ModelFault,
    ModelUsage,
    SentenceVerdict,
)
from assistant.generation.notices import notice_of
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
    from assistant.generation.chat_model import ChatModel, ModelLimits, open_chat_model
    from assistant.generation.model_check import ModelCheck, check_model
    from assistant.settings import Settings, load_settings

__all__ = [
    "CALIBRATION_FILE",
    "MAX_QUESTION_LENGTH",
    "VERDICTS",
    "Answer",
    "Answerer",
    "Assistant",
    "AssistantError",
    "Calibration",
    "ChatModel",
    "CheckedSentence",
    "Citation",
    "CitationVerdict",
    "Conversation",
    "InvalidQuestionError",
    "ModelCallError",
    "ModelCheck",
    "ModelError",
    "ModelFault",
    "ModelLimits",
    "ModelNotInstalledError",
    "ModelUsage",
    "PassageSignals",
    "QuestionSignals",
    "Refusal",
    "RefusalReason",
    "Route",
    "SentenceVerdict",
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
    "check_model",
    "clean_question",
    "find_quote",
    "load_settings",
    "notice_of",
    "open_assistant",
    "open_chat_model",
    "open_report",
    "probability",
]

_LAZY = {
    "Assistant": "assistant.assistant",
    "ChatModel": "assistant.generation.chat_model",
    "ModelCheck": "assistant.generation.model_check",
    "ModelLimits": "assistant.generation.chat_model",
    "Settings": "assistant.settings",
    "assistant_index_status": "assistant.composition",
    "build_assistant_index": "assistant.composition",
    "check_model": "assistant.generation.model_check",
    "load_settings": "assistant.settings",
    "open_assistant": "assistant.composition",
    "open_chat_model": "assistant.generation.chat_model",
    "open_report": "assistant.composition",
}
"""Names whose modules are slow to import, loaded when first used (PEP 562)."""


def __getattr__(name: str) -> Any:  # noqa: ANN401
    """Load a name when it is first used."""
    if name not in _LAZY:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_LAZY[name]), name)
