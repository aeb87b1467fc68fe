"""Real assistants whose chat model is a scripted server on the same machine."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from assistant import Assistant, Settings, open_assistant
from tests.model_servers.scripted_server import ScriptedServer

KEY = "sk-canary-7f3a91c25e"

Opener = Callable[..., Assistant]


@pytest.fixture(scope="session")
def server() -> Iterator[ScriptedServer]:
    with ScriptedServer() as started:
        yield started


@pytest.fixture(scope="session")
def opened(settings: Settings, server: ScriptedServer) -> Iterator[Opener]:
    """Open an assistant that asks the server; options win over what is set here."""
    with ExitStack() as stack:

        def open_one(**options: Any) -> Assistant:
            values: dict[str, Any] = {
                "data_dir": settings.data_dir,
                "model": "openai:test",
                "model_base_url": server.url,
                "model_api_key": KEY,
                "model_retries": 1,
            }
            return stack.enter_context(open_assistant(Settings(**{**values, **options})))

        yield open_one


@pytest.fixture(scope="session")
def patient(opened: Opener) -> Assistant:
    """It waits so long that no test reaches the end of its patience."""
    return opened(model_timeout_s=60, model_deadline_s=120)


@pytest.fixture(scope="session")
def hasty(opened: Opener) -> Assistant:
    """It waits a second for each piece, and two seconds for all of them."""
    return opened(model_timeout_s=1, model_deadline_s=2)
