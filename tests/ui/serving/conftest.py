"""The command `serve` with everything switched on, in a process of its own."""

import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from ui.serving.users import line_of, new_user

ROOT = Path(__file__).parents[3]
AUTH = ("ana", "correct horse")
SECOND = ("bo", "battery staple")


@dataclass(frozen=True)
class Served:
    address: str
    log: Path

    def lines(self):
        return [json.loads(it) for it in self.log.read_text().splitlines() if it.startswith("{")]


@pytest.fixture(scope="module")
def served(assistant, data_dir, tmp_path_factory):
    folder = tmp_path_factory.mktemp("served")
    users, log = folder / "users.txt", folder / "log.txt"
    users.write_text(
        line_of(new_user(*AUTH, tester=True)) + "\n" + line_of(new_user(*SECOND)) + "\n"
    )
    command = [sys.executable, "-m", "ui.cli", "--data-dir", str(data_dir), "serve", "--port", "0"]
    options = ["--auth", str(users), "--root-path", "/reports", "--mcp"]
    with (
        log.open("wb") as written,
        subprocess.Popen(
            [*command, *options],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            stderr=written,
            text=True,
        ) as process,
    ):
        assert process.stdout is not None
        ready = process.stdout.readline()
        assert ready.startswith("The chat is ready: http://127.0.0.1:"), log.read_text()
        assert ready.endswith("/reports\n")
        yield Served(ready.split()[-1], log)
        process.send_signal(signal.SIGINT)
