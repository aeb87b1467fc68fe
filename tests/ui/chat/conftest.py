"""The handlers of the chat, with the real assistant behind them."""

import pytest

from ui.texts import texts_in


@pytest.fixture(scope="session")
def english():
    return texts_in("en")


@pytest.fixture(scope="module")
def chat_handlers(assistant, english):
    from ui.chat.handlers import Chat
    from ui.chat.suggestions import Suggestions
    from ui.desk import QuestionDesk

    return Chat(QuestionDesk(assistant, 2, 2), Suggestions(assistant), english)


@pytest.fixture
def ask(chat_handlers):
    """Return a function that asks, and gives the page's parts and what is left in the box."""
    from ui.chat.screen import View
    from ui.chat.session import ChatSession

    def one(question, session=None):
        *_, answered, _ = chat_handlers.ask(question, session or ChatSession())
        return View(*answered[:-1]), answered[-1]

    return one
