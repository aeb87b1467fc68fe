"""The functions; and a server with several pages, the endpoints and the MCP tools."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from assistant import Assistant
    from ui.programs import ReportFunctions

_ROOT = Path(__file__).parents[3]

# Two Gradio pages, as the chat has one for each language; the tools are mounted in between.
_SERVER = """
import logging, os, socket, sys

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"

import gradio, uvicorn
from fastapi import FastAPI

from assistant import Settings, open_assistant
from ui.desk import QuestionDesk
from ui.programs import ReportFunctions
from ui.programs.endpoints import add_endpoints, refusal_handlers
from ui.programs.mcp_http import mount_mcp

access = logging.getLogger("ui.access")
access.setLevel("INFO")
access.addHandler(logging.StreamHandler())

with open_assistant(Settings(data_dir=sys.argv[1])) as assistant:
    functions = ReportFunctions(QuestionDesk(assistant, at_once=4, waiting=32))
    with gradio.Blocks(analytics_enabled=False) as other:
        gradio.Markdown("Another language")
    with gradio.Blocks(analytics_enabled=False) as page:
        gradio.Markdown("The chat")
        add_endpoints(functions)
    app = FastAPI()
    shown = {"ssr_mode": False, "show_error": False}
    gradio.mount_gradio_app(app, other, path="/fr", **shown)
    mount_mcp(app, functions, only_loopback=True)
    handlers = {"exception_handlers": refusal_handlers()}
    gradio.mount_gradio_app(app, page, path="/", app_kwargs=handlers, **shown)
    listener = socket.create_server(("127.0.0.1", 0))
    print("http://127.0.0.1:%d" % listener.getsockname()[1], flush=True)
    config = uvicorn.Config(app, log_level="error", timeout_graceful_shutdown=1)
    uvicorn.Server(config).run(sockets=[listener])
"""


@dataclass(frozen=True)
class ServedFunctions:
    """Where the functions are served, and where the server writes its troubles."""

    address: str
    errors: Path

    def said(self) -> str:
        """Return what the server wrote on standard error."""
        return self.errors.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def functions(assistant: "Assistant") -> "ReportFunctions":
    from ui.desk import QuestionDesk
    from ui.programs import ReportFunctions

    return ReportFunctions(QuestionDesk(assistant, at_once=4, waiting=32))


@pytest.fixture(scope="session")
def served(
    assistant: "Assistant", data_dir: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ServedFunctions]:
    """Serve the functions in a process of their own; the index is there already."""
    errors = tmp_path_factory.mktemp("served") / "errors.txt"
    with (
        errors.open("wb") as written,
        subprocess.Popen(
            [sys.executable, "-c", _SERVER, str(data_dir)],
            cwd=_ROOT,
            env={**os.environ, "HF_HUB_OFFLINE": "1"},
            stdout=subprocess.PIPE,
            stderr=written,
            text=True,
        ) as process,
    ):
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        assert address.startswith("http://"), errors.read_text(encoding="utf-8")
        yield ServedFunctions(address, errors)
        process.send_signal(signal.SIGINT)


@pytest.fixture(scope="session")
def address(served: ServedFunctions) -> str:
    return served.address
