"""The MCP tools, called with the real client over standard input and output and over HTTP."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from mcp import Client, MCPError, StdioServerParameters

from ui.programs import build_server

ROOT = Path(__file__).parents[3]
NAMES = ["ask", "search", "passage", "outline"]
SEVENTH = "How did the Office respond to Recommendation 7?"
HEADERS = {
    "content-type": "application/json",
    "accept": "application/json, text/event-stream",
    "mcp-protocol-version": "2025-06-18",
}
FIRST = (
    b'{"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"protocolVersion": '
    b'"2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}}'
)


@pytest.fixture
def program(assistant, data_dir) -> StdioServerParameters:
    """How the program is started; the index is there already."""
    return StdioServerParameters(
        command=sys.executable,
        args=["-W", "error", "-m", "ui.cli", "--data-dir", str(data_dir), "mcp"],
        env={"PYTHONPATH": str(ROOT), "HF_HUB_OFFLINE": "1"},
        cwd=data_dir,
    )


@pytest.fixture(params=["stdio", "http", "http, older protocol"])
def connection(request, program, address) -> Client:
    if request.param == "stdio":
        return Client(program)
    mode = "legacy" if "older" in request.param else "auto"
    return Client(f"{address}/mcp", mode=mode)


async def test_there_are_four_tools_and_nothing_else(connection):
    async with connection as client:
        tools = (await client.list_tools()).tools
        assert [tool.name for tool in tools] == NAMES
        offered = client.server_capabilities.model_dump(exclude_none=True)
        assert set(offered) == {"tools"}
        assert client.server_info.name == "report-assistant"
        assert "GB.309/PFA/5/4" in (client.instructions or "")
        with pytest.raises(MCPError, match="Method not found"):
            await client.list_resources()


async def test_the_tools_are_described(connection):
    async with connection as client:
        for tool in (await client.list_tools()).tools:
            assert tool.title
            assert len(tool.description or "") > 100
            assert tool.annotations
            assert tool.annotations.read_only_hint
            assert not tool.annotations.open_world_hint
            assert all(it.get("description") for it in tool.input_schema["properties"].values())
            assert tool.output_schema


async def test_the_replies_are_those_of_the_functions(connection, functions):
    async with connection as client:
        for name, arguments in [
            ("ask", {"question": SEVENTH}),
            ("ask", {"question": "And to Recommendation 8?", "history": [SEVENTH]}),
            ("ask", {"question": "Who won the football cup?"}),
            ("search", {"query": "field offices", "limit": 2}),
            ("passage", {"name": "Figure 3"}),
            ("outline", {}),
        ]:
            result = await client.call_tool(name, arguments)
            expected = getattr(functions, name)(**arguments).model_dump(mode="json")
            assert not result.is_error
            assert result.structured_content == expected
            assert json.loads(result.content[0].text) == expected


async def test_wrong_input_gets_a_plain_message_and_the_next_call_works(connection):
    async with connection as client:
        for name, arguments, expected in [
            ("ask", {}, "The argument 'question' is missing."),
            ("ask", {"question": " "}, "The question is empty."),
            ("ask", {"question": ["a"]}, "input should be a valid string"),
            ("ask", {"question": "And?", "history": ["a"] * 21}, "at most 20 items"),
            ("search", {"query": "a", "limit": 1000}, "less than or equal to 100"),
            ("passage", {"name": "p99"}, "has no passage 'p99'"),
            ("outline", {"depth": 2}, "There is no argument 'depth'."),
        ]:
            result = await client.call_tool(name, arguments)
            assert result.is_error
            assert expected in result.content[0].text
            assert "Traceback" not in result.content[0].text
        with pytest.raises(MCPError, match="The tools are: ask, search, passage, outline"):
            await client.call_tool("eval", {})
        assert not (await client.call_tool("passage", {"name": "p8"})).is_error


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"\xff\xfe", b'{"jsonrpc": "2.0", "id": 1, "method": "tools/call"}',
     b'{"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": 5}}'],
)  # fmt: skip
def test_a_malformed_request_is_refused_and_breaks_nothing(address, body):
    refused = httpx.post(f"{address}/mcp", content=body, headers=HEADERS)
    assert "error" in refused.json()
    assert "Traceback" not in refused.text
    call = b'{"jsonrpc": "2.0", "id": 1, "method": "tools/list"}'
    assert httpx.post(f"{address}/mcp", content=call, headers=HEADERS).status_code == 200


def test_a_flood_is_refused(address):
    flood = b" " * 600_000
    assert httpx.post(f"{address}/mcp", content=flood, headers=HEADERS).status_code == 413


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"host": "evil.example"}, 400),
        ({"host": "["}, 400),
        ({"origin": "https://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"host": "localhost:1"}, 200),
        ({"host": "localhost:1", "origin": "http://localhost:1"}, 200),
    ],
)
def test_pages_of_other_origins_cannot_call(address, headers, status):
    call = b'{"jsonrpc": "2.0", "id": 1, "method": "tools/list"}'
    reply = httpx.post(f"{address}/mcp", content=call, headers=HEADERS | headers)
    assert reply.status_code == status


def test_only_post_is_answered(address):
    assert httpx.get(f"{address}/mcp").status_code == 405
    assert httpx.delete(f"{address}/mcp").headers["allow"] == "POST"


def test_ctrl_c_ends_it_without_a_traceback(program, data_dir):
    command = [program.command, *program.args]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=pipe) as process:
        process.stdin.write(b"no JSON\n" + FIRST + b"\n")
        process.stdin.flush()
        while b"serverInfo" not in process.stdout.readline():
            pass
        process.send_signal(signal.SIGINT)
        assert process.wait(30) in {-signal.SIGINT, 130}
        assert process.stderr.read() == b""


def test_the_first_start_builds_the_index_and_tells_so_on_standard_error(tmp_path):
    finished = subprocess.run(
        [sys.executable, "-W", "error", "-m", "ui.cli", "--data-dir", tmp_path / "data", "mcp"],
        input=FIRST + b"\n",
        capture_output=True,
        check=False,
        cwd=ROOT,
    )
    assert finished.returncode == 0, finished.stderr
    (told,) = finished.stdout.splitlines()
    assert json.loads(told)["result"]["serverInfo"]["name"] == "report-assistant"
    assert finished.stderr.decode().startswith("Building the search index")
    assert b"Traceback" not in finished.stderr


async def test_the_access_log_tells_that_a_tool_was_called(functions, caplog):
    caplog.set_level("INFO", logger="ui.access")
    async with Client(build_server(functions)) as client:
        await client.call_tool("ask", {"question": "What does paragraph 8 say?"})
    (line,) = [json.loads(it.message) for it in caplog.records if it.name == "ui.access"]
    assert (line["interface"], line["outcome"]) == ("mcp", "answered")
    assert "question" not in line
