"""Reports and their printed units."""

from corpus.bundled import bundled_report, bundled_source
from corpus.errors import (
    CorpusError,
    ReportAssistantError,
    ReportFileError,
    ReportFormatError,
    UnknownPassageError,
    WrongInputError,
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
from corpus.parser import parse_report, parse_report_file
from corpus.references import UNIT_WORDS, NamedUnit, find_named_units
from corpus.source import SourceText, read_source
from corpus.visible import visible

__all__ = [
    "UNIT_WORDS",
    "CorpusError",
    "FigureDetails",
    "FigureValue",
    "FootnoteMark",
    "ListItem",
    "NamedUnit",
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
    "SourceText",
    "Span",
    "UnknownPassageError",
    "WrongInputError",
    "bundled_report",
    "bundled_source",
    "find_named_units",
    "parse_report",
    "parse_report_file",
    "read_source",
    "visible",
]
