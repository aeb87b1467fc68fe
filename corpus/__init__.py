"""Reports and their printed units."""

from corpus.errors import (
    CorpusError,
    ReportAssistantError,
    ReportFileError,
    ReportFormatError,
    UnknownPassageError,
)
from corpus.model import (
    FigureDetails,
    FigureValue,
    FootnoteMark,
    ListItem,
    NumberingNote,
    Passage,
    PassageKind,
    Reference,
    Report,
    RunningLine,
    Section,
    Span,
)

__all__ = [
    "CorpusError",
    "FigureDetails",
    "FigureValue",
    "FootnoteMark",
    "ListItem",
    "NumberingNote",
    "Passage",
    "PassageKind",
    "Reference",
    "Report",
    "ReportAssistantError",
    "ReportFileError",
    "ReportFormatError",
    "RunningLine",
    "Section",
    "Span",
    "UnknownPassageError",
]
