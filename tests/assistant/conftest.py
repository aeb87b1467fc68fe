"""The real assistant, its index built once."""

from collections.abc import Iterator

import pytest

from assistant import Assistant, Settings, open_assistant


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(data_dir=tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="session")
def assistant(settings: Settings) -> Iterator[Assistant]:
    with open_assistant(settings) as opened:
        yield opened
