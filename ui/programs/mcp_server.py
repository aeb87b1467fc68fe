"""The functions as tools of the Model Context Protocol (MCP), over standard input and output.

The MCP library is imported by this module; import it late. `ui.programs.mcp_http` serves the
same tools over HTTP.
"""

from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import anyio
from anyio.to_thread import run_sync
from mcp import MCPError
from mcp.server import Server, ServerRequestContext
from mcp.server.stdio import stdio_server
from mcp.types import (
    INVALID_PARAMS,
    CallToolRequestParams,
    CallToolResult,
    ListToolsResult,
    PaginatedRequestParams,
    TextContent,
    Tool,
    ToolAnnotations,
)

from corpus import ReportAssistantError
from ui.caller import Caller
from ui.programs.catalogue import FUNCTIONS, ReportFunction, function_named
from ui.programs.functions import ReportFunctions

_NAME = "report-assistant"
_INSTRUCTIONS = """\
Answers questions about one report: {report}.
Use `ask` for questions, `search` to look around, `passage` to read a passage whose number is \
known, `outline` to see how the report is built. Every quote is word for word from the report, \
and its printed number (¶ 19, Recommendation 6) is the citation: give both unchanged. A refusal \
has a reason; pass it on, and do not fill the gap from other knowledge."""

Context = ServerRequestContext[dict[str, Any], Any]


def build_server(
    functions: ReportFunctions, user_of: Callable[[Any], str] | None = None
) -> Server[dict[str, Any]]:
    """Return a server with one tool for each function, and nothing else.

    Args:
        functions: What the tools call.
        user_of: Tells from a request over HTTP who sent it, for the access log; nobody is
            named when left out.
    """

    async def list_tools(_: Context, __: PaginatedRequestParams | None) -> ListToolsResult:
        return ListToolsResult(tools=[_tool(function) for function in FUNCTIONS])

    async def call_tool(context: Context, call: CallToolRequestParams) -> CallToolResult:
        user = user_of(context.request) if user_of and context.request else ""
        caller = Caller("mcp", user=user)
        return await run_sync(_called, functions.called_by(caller), call)

    return Server(
        _NAME,
        version=_version(),
        title="Report assistant",
        description="Answers questions about one report with word-for-word quotes.",
        instructions=_INSTRUCTIONS.format(report=functions.report_name),
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


def serve_on_stdio(functions: ReportFunctions) -> None:
    """Serve the tools on standard input and output until standard input is closed.

    Args:
        functions: What the tools call.
    """
    anyio.run(_serve, build_server(functions))


async def _serve(server: Server[dict[str, Any]]) -> None:
    async with stdio_server() as (read, write):
        await server.run(read, write, server.create_initialization_options())


def _tool(function: ReportFunction) -> Tool:
    return Tool(
        name=function.name,
        title=function.title,
        description=function.description,
        input_schema=function.arguments.model_json_schema(),
        output_schema=function.reply.model_json_schema(mode="serialization"),
        annotations=ToolAnnotations(
            title=function.title,
            read_only_hint=True,
            destructive_hint=False,
            idempotent_hint=True,
            open_world_hint=False,
        ),
    )


def _called(functions: ReportFunctions, call: CallToolRequestParams) -> CallToolResult:
    function = function_named(call.name)
    if function is None:
        names = ", ".join(it.name for it in FUNCTIONS)
        raise MCPError(INVALID_PARAMS, f"There is no tool {call.name!r}. The tools are: {names}.")
    try:
        reply = function.call(functions, call.arguments or {})
    except ReportAssistantError as error:
        return CallToolResult(content=[_text(str(error))], is_error=True)
    # The same as text, for clients that do not read structured content.
    return CallToolResult(
        content=[_text(reply.model_dump_json())], structured_content=reply.model_dump(mode="json")
    )


def _text(text: str) -> TextContent:
    return TextContent(type="text", text=text)


def _version() -> str:
    try:
        return version(_NAME)
    except PackageNotFoundError:
        return ""
