"""The real assistant, on an index of its own."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import Assistant, Settings, open_assistant


@pytest.fixture(scope="session")
def settings(built_data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("assistant") / "data"
    return Settings(data_dir=shutil.copytree(built_data_dir, folder))


@pytest.fixture(scope="session")
def assistant(settings: Settings) -> Iterator[Assistant]:
    with open_assistant(settings) as opened:
        yield opened
