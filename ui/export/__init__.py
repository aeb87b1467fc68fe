"""Answers and conversations as files: Markdown, HTML and Word, with numbered notes."""

from ui.export.files import Export, ExportFormat, export_turns

__all__ = ["Export", "ExportFormat", "export_turns"]
