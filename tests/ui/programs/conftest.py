"""The functions; and the real server with the endpoints and the MCP tools."""

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

_SERVER = """
import logging, sys

from assistant import Settings, open_assistant
from ui.serving.server import serve

logging.getLogger("ui.access").setLevel("INFO")
logging.getLogger("ui.access").addHandler(logging.StreamHandler())
settings = Settings(data_dir=sys.argv[1], port=0, mcp=True)
with open_assistant(settings) as assistant:
    serve(assistant, settings, on_ready=lambda address: print(address, flush=True))
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
