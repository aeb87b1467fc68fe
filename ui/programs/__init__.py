"""The report for programs: four functions, as endpoints of the chat and as MCP tools."""

from ui.programs.functions import ReportFunctions

__all__ = ["ReportFunctions"]
