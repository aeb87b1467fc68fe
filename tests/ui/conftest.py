"""The real assistant, and the real chat in a process of its own."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from assistant import Assistant

_ROOT = Path(__file__).parents[2]

# Serves the chat and writes down every connection and every name look-up of the process.
_SERVER = """
import json, socket, sys

chosen, journal, scripted = sys.argv[1:]
lines = open(journal, "w", buffering=1)

def write_down(event, args):
    if event in {"socket.connect", "socket.sendto"}:
        lines.write(f"{event} {args[1][0] if isinstance(args[1], tuple) else 'unix'}\\n")
    elif event in {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}:
        lines.write(f"{event} {args[0]}\\n")

sys.addaudithook(write_down)
socket.getaddrinfo("localhost", 80)

from assistant import Settings, open_assistant
from ui.serving.server import serve

model = None
if scripted:
    from tests.scripted_model import held_by

    model = held_by(scripted)
settings = Settings(port=0, **json.loads(chosen))
with open_assistant(settings, model=model) as assistant:
    serve(assistant, settings, on_ready=lambda address: print(address, flush=True))
print("stopped", flush=True)
"""


@dataclass(frozen=True)
class RunningChat:
    """A chat that is being served."""

    address: str
    process: subprocess.Popen[str]
    journal: Path


@pytest.fixture(scope="session")
def data_dir(built_data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(built_data_dir, tmp_path_factory.mktemp("ui") / "data"))


@pytest.fixture(scope="session")
def assistant(data_dir: Path) -> Iterator["Assistant"]:
    from assistant import Settings, open_assistant

    with open_assistant(Settings(data_dir=data_dir)) as opened:
        yield opened


@pytest.fixture(scope="session")
def start_chat(
    assistant: "Assistant", data_dir: Path, tmp_path_factory: pytest.TempPathFactory
) -> Callable[..., object]:
    """Return a context manager that serves the chat; the index is there already.

    Settings that are given, as text or numbers, take the place of the usual ones. With the path
    of a file a scripted chat model is there, which writes its last sentence once the file is.
    """

    @contextmanager
    def start(scripted: str = "", **settings: str | int) -> Iterator[RunningChat]:
        chosen = json.dumps({"data_dir": str(data_dir), **settings})
        journal = tmp_path_factory.mktemp("journal") / "connections.txt"
        process = subprocess.Popen(
            [sys.executable, "-c", _SERVER, chosen, str(journal), scripted],
            cwd=_ROOT,
            env={**os.environ, "HF_HUB_OFFLINE": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        with process:
            assert process.stdout is not None
            address = process.stdout.readline().strip()
            assert address.startswith("http://"), process.stderr and process.stderr.read()
            yield RunningChat(address, process, journal)
            if process.poll() is None:
                process.send_signal(signal.SIGINT)

    return start


@pytest.fixture(scope="session")
def chat(start_chat) -> Iterator[RunningChat]:
    with start_chat() as running:
        yield running


@pytest.fixture
def open_with(assistant: "Assistant", data_dir: Path) -> Iterator[Callable[..., "Assistant"]]:
    """Return a function that opens an assistant with a chat model; the index is there already."""
    from assistant import Settings, open_assistant

    with ExitStack() as opened:

        def open_one(model: object, **settings: object) -> "Assistant":
            chosen = Settings(data_dir=data_dir, **settings)
            return opened.enter_context(open_assistant(chosen, model=model))

        yield open_one


@pytest.fixture(scope="session")
def with_model(assistant: "Assistant", data_dir: Path) -> Iterator["Assistant"]:
    """An assistant whose chat model says one sentence that passes the check and two that fail."""
    from assistant import Settings, open_assistant
    from tests.scripted_model import ScriptedModel

    with open_assistant(Settings(data_dir=data_dir), model=ScriptedModel()) as opened:
        yield opened
