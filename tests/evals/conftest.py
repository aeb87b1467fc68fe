"""The shipped report, small sets of cases, and the real systems."""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from assistant import Settings
from assistant.settings import PREFIX
from corpus import Report, bundled_report
from evals import SystemContext, system_context
from ui.cli.run import run


@pytest.fixture(scope="session")
def report() -> Report:
    return bundled_report()


@pytest.fixture(scope="session")
def context(built_data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> SystemContext:
    """What systems are made of, with an index that is built."""
    folder = tmp_path_factory.mktemp("evals") / "data"
    return system_context(Settings(data_dir=shutil.copytree(built_data_dir, folder)))


@pytest.fixture
def write_lines(tmp_path: Path) -> Callable[..., Path]:
    """Write a file of one JSON object, or one raw text, a line."""

    def write(*rows: object, name: str = "cases.jsonl") -> Path:
        lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
        path = tmp_path / name
        path.write_text("\n".join(lines), encoding="utf-8")
        return path

    return write


@dataclass(frozen=True)
class Outcome:
    """What a command did."""

    code: int
    out: str
    err: str


@pytest.fixture
def evaluate(context, capsys, monkeypatch, tmp_path) -> Callable[..., Outcome]:
    """Run ``report-assistant eval`` in this process, on an index that is built."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(f"{PREFIX}{name.upper()}", raising=False)

    def call(*arguments: object, typed: str = "") -> Outcome:
        with monkeypatch.context() as patch:
            patch.setattr("sys.stdin", __import__("io").StringIO(typed))
            code = run(["--data-dir", str(context.settings.data_dir), "eval", *map(str, arguments)])
        return Outcome(code, *capsys.readouterr())

    return call
