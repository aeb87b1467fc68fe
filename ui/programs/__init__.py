"""The report for programs: four functions, as endpoints of the chat and as MCP tools."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from ui.programs.functions import ReportFunctions

if TYPE_CHECKING:
    from ui.programs.endpoints import add_endpoints, refusal_handlers
    from ui.programs.mcp_http import mount_mcp
    from ui.programs.mcp_server import build_server, serve_on_stdio

__all__ = [
    "ReportFunctions",
    "add_endpoints",
    "build_server",
    "mount_mcp",
    "refusal_handlers",
    "serve_on_stdio",
]

_LAZY = {
    "add_endpoints": "ui.programs.endpoints",
    "build_server": "ui.programs.mcp_server",
    "mount_mcp": "ui.programs.mcp_http",
    "refusal_handlers": "ui.programs.endpoints",
    "serve_on_stdio": "ui.programs.mcp_server",
}
"""Names whose modules load Gradio or the MCP library, loaded when first used (PEP 562)."""


def __getattr__(name: str) -> Any:  # noqa: ANN401
    """Load a name when it is first used."""
    if name not in _LAZY:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_LAZY[name]), name)
