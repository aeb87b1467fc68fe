"""The shipped report, small sets of cases, and the real systems."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant import Settings
from corpus import Report, bundled_report
from evals import SystemContext, system_context


@pytest.fixture(scope="session")
def report() -> Report:
    return bundled_report()


@pytest.fixture(scope="session")
def context(tmp_path_factory: pytest.TempPathFactory) -> SystemContext:
    """What systems are made of; the index in its data folder is built by the first of them."""
    return system_context(Settings(data_dir=tmp_path_factory.mktemp("data")))


@pytest.fixture
def write_lines(tmp_path: Path) -> Callable[..., Path]:
    """Write a file of one JSON object, or one raw text, a line."""

    def write(*rows: object, name: str = "cases.jsonl") -> Path:
        lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
        path = tmp_path / name
        path.write_text("\n".join(lines), encoding="utf-8")
        return path

    return write
