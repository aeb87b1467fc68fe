"""The real assistant with a scripted chat model."""

from collections.abc import Callable, Iterator

import pytest
from langchain_core.language_models import BaseChatModel

from assistant import Assistant, Settings, open_assistant


@pytest.fixture
def with_model(settings: Settings, assistant: Assistant) -> Iterator[Callable[..., Assistant]]:
    """Return a function that opens the assistant with a model; the index is built already."""
    opened: list[Assistant] = []

    def call(model: BaseChatModel, **chosen: object) -> Assistant:
        given = settings.model_copy(update=chosen)
        opened.append(open_assistant(given, model=model))
        return opened[-1]

    yield call
    for it in opened:
        it.close()
