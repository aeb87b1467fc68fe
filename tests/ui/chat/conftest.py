"""The handlers of the chat with the real assistant, and its page in a real browser."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest

from ui.texts import texts_in

HEIGHTS = {1280: 800, 390: 844}


@dataclass
class Watched:
    """A page, what it asked for and what it complained about."""

    page: "object"
    origin: str
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def ask(self, question: str) -> None:
        """Type a question and press Enter."""
        box = self.page.locator("#ra-question-box textarea")
        box.fill(question)
        box.press("Enter")

    def asked(self, question: str, heading: str) -> None:
        """Ask, and wait until a passage is open and something is suggested."""
        from playwright.sync_api import expect

        self.ask(question)
        expect(self.page.locator("#ra-panel h2")).to_have_text(heading)
        expect(self.page.locator("#ra-conversation button.option").first).to_be_visible()

    def assert_quiet(self) -> None:
        """Nothing was asked of another address, and nothing went wrong."""
        elsewhere = [
            url
            for url in self.requests
            if urlsplit(url).scheme not in {"data", "blob"} and not url.startswith(self.origin)
        ]
        assert self.requests
        assert elsewhere == []
        assert self.complaints == []


@pytest.fixture
def open_page(browser, chat):
    """Return a function that opens the chat in a browser of its own."""
    from playwright.sync_api import expect

    contexts = []

    def open_one(
        width=1280, scheme="light", address="/", context=None, server=chat, **options
    ) -> Watched:
        if context is None:
            viewport = {"width": width, "height": HEIGHTS[width]}
            context = browser.new_context(viewport=viewport, color_scheme=scheme, **options)
            contexts.append(context)
        page = context.new_page()
        watched = Watched(page, server.address)
        page.on("request", lambda request: watched.requests.append(request.url))
        page.on("pageerror", lambda error: watched.complaints.append(str(error)))
        page.on("console", lambda message: _complain(watched, message))
        page.on("dialog", lambda dialog: watched.complaints.append(f"dialog {dialog.message}"))
        page.goto(server.address + address)
        expect(page.locator("#ra-question-box textarea, #main").first).to_be_visible()
        return watched

    yield open_one
    for context in contexts:
        context.close()


_OF_LEAVING = ("AbortError: signal is aborted", "Unexpected error Connection errored out")


def _complain(watched, message):
    # Gradio complains of its own streams when a page is left; nobody sees it.
    if message.type in {"error", "warning"} and not message.text.startswith(_OF_LEAVING):
        watched.complaints.append(message.text)


@pytest.fixture
def wide(open_page) -> Watched:
    return open_page()


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
        _, answered = chat_handlers.ask(question, session or ChatSession())
        return View(*answered[:-1]), answered[-1]

    return one
