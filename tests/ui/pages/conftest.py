from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from fastapi import FastAPI

    from ui.desk import QuestionDesk


@pytest.fixture(scope="session")
def desk(assistant) -> "QuestionDesk":
    from ui.desk import QuestionDesk

    return QuestionDesk(assistant, at_once=4, waiting=8)


@pytest.fixture(scope="session")
def pages_app(desk) -> "FastAPI":
    from fastapi import FastAPI

    from ui.pages.routes import pages_router

    app = FastAPI()
    app.include_router(pages_router(desk))
    return app


@pytest.fixture(scope="module")
def pages_address(pages_app) -> Iterator[str]:
    """The address of the pages, served alone."""
    import threading
    import time

    import uvicorn

    server = uvicorn.Server(uvicorn.Config(pages_app, port=0, log_level="warning"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()
