"""Every example of docs/programs.md is run, and prints what the document says."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from mcp import Client, StdioServerParameters

ROOT = Path(__file__).parents[3]
DOCUMENT = (ROOT / "docs" / "programs.md").read_text(encoding="utf-8")
ADDRESS = "http://127.0.0.1:7860"


def blocks(language):
    """Return the code blocks of one language, each with the block of text right after it."""
    pattern = rf"```{language}\n(.*?)```(?:\n\n```text\n(.*?)```)?"
    return re.findall(pattern, DOCUMENT, re.DOTALL)


def run(command, code, address):
    return subprocess.run(
        [*command, code.replace(ADDRESS, address)],
        capture_output=True,
        check=True,
        text=True,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
    ).stdout


@pytest.mark.parametrize(("code", "output"), blocks("python"), ids=["gradio_client", "mcp"])
def test_the_python_examples_print_what_is_shown(address, code, output):
    assert run([sys.executable, "-c"], code, address) == output


@pytest.mark.skipif(not shutil.which("curl"), reason="this machine has no curl")
@pytest.mark.parametrize(("code", "_"), blocks("bash"))
def test_the_http_example_prints_the_event_with_the_reply(address, code, _):
    event, data = run(["bash", "-euc"], code, address).strip().split("\n")[:2]
    assert event == "event: complete"
    assert json.loads(data.removeprefix("data: "))[0]["label"] == "¶ 8"


async def test_the_configuration_starts_the_server(assistant, data_dir):
    ((example, _),) = blocks("json")
    configured = json.loads(example)["mcpServers"]["report-assistant"]
    assert configured["command"] == "report-assistant"
    program = StdioServerParameters(
        command=sys.executable,
        args=["-m", "ui.cli", *configured["args"]],
        env={"PYTHONPATH": str(ROOT), "REPORT_ASSISTANT_DATA_DIR": str(data_dir)},
        cwd=data_dir,
    )
    async with Client(program) as client:
        assert not (await client.call_tool("passage", {"name": "p8"})).is_error


def test_every_function_and_limit_is_documented():
    from ui.programs.catalogue import FUNCTIONS

    for function in FUNCTIONS:
        assert f"| `{function.name}` |" in DOCUMENT
        for argument in function.arguments.model_fields:
            assert f"`{argument}`" in DOCUMENT
