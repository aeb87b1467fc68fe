"""Running the command line on the shipped report, with an index that is built once."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from assistant import Settings
from assistant.settings import PREFIX
from ui.cli.run import run

ROOT = Path(__file__).parents[3]


@dataclass(frozen=True)
class Outcome:
    """What a command did."""

    code: int
    out: str
    err: str


@pytest.fixture(scope="session")
def data_dir(built_data_dir, tmp_path_factory) -> Path:
    """A data folder with the index of the shipped report. Tests must not change it."""
    return Path(shutil.copytree(built_data_dir, tmp_path_factory.mktemp("cli") / "data"))


@pytest.fixture(autouse=True)
def empty_surroundings(monkeypatch, tmp_path):
    """Neither the developer's own settings nor their .env file reach a test."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(f"{PREFIX}{name.upper()}", raising=False)


@pytest.fixture
def cli(data_dir, capsys) -> Callable[..., Outcome]:
    """Run a command in this process, on the index that is built."""

    def call(*arguments: str) -> Outcome:
        capsys.readouterr()
        code = run(["--data-dir", str(data_dir), *arguments])
        return Outcome(code, *capsys.readouterr())

    return call


@pytest.fixture
def command() -> Callable[..., list]:
    """Return the command that starts the command line in a process of its own."""
    return lambda *arguments: [sys.executable, "-W", "error", "-m", "ui.cli", *arguments]


@pytest.fixture
def process(command, tmp_path) -> Callable[..., Outcome]:
    """Run a command in a process of its own."""

    def call(*arguments, stdin: bytes = b"", **environment: str) -> Outcome:
        result = subprocess.run(
            command(*arguments),
            input=stdin,
            capture_output=True,
            check=False,
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": str(ROOT)} | environment,
        )
        return Outcome(result.returncode, result.stdout.decode(), result.stderr.decode())

    return call
