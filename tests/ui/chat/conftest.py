"""The handlers of the chat with the real assistant, and its page in a real browser."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest

from ui.texts import texts_in

HEIGHTS = {1280: 800, 390: 844}
_STREAM = "/queue/data"


@dataclass
class Watched:
    """A page, what it asked for and what it complained about."""

    page: "object"
    origin: str
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    streams: set[object] = field(default_factory=set)

    def watch(self) -> None:
        """Write down what the page does from now on."""
        page, complaints = self.page, self.complaints
        page.on("request", self._begun)
        page.on("requestfinished", self._over)
        page.on("requestfailed", self._over)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: _complain(self, message))
        page.on("dialog", lambda dialog: complaints.append(f"dialog {dialog.message}"))

    def _begun(self, request) -> None:
        self.requests.append(request.url)
        if _STREAM in request.url:
            self.streams.add(request)

    # Playwright cannot call a method of a built-in type.
    def _over(self, request) -> None:
        self.streams.discard(request)

    def settle(self) -> None:
        """Wait until the server has dealt with all that was done on the page.

        Gradio takes no question while the last is not quite over. A busy machine may take seconds
        for that; a stream that stays open for another reason is not waited for longer.
        """
        for _ in range(1000):
            if not self.streams and any(_STREAM in it for it in self.requests):
                break
            self.page.wait_for_timeout(10)

    def ask(self, question: str) -> None:
        """Type a question and press Enter."""
        self.settle()
        box = self.page.locator("#ra-question-box textarea")
        box.fill(question)
        box.press("Enter")

    def asked(self, question: str, heading: str) -> None:
        """Ask, and wait until a passage is open and something is suggested."""
        from playwright.sync_api import expect

        self.ask(question)
        expect(self.page.locator("#ra-panel h2")).to_have_text(heading)
        expect(self.page.locator("#ra-conversation button.option").first).to_be_visible()

    def do_quickly(self, *actions) -> None:
        """Do each thing while the answer to the one before is on its way."""
        self._slow_down()
        for action in actions:
            action()
            self.page.wait_for_timeout(200)
        self.page.wait_for_timeout(3000)

    def _slow_down(self) -> None:
        """Let every request of the page take half a second longer."""
        network = self.page.context.new_cdp_session(self.page)
        network.send("Network.enable")
        limits = {"offline": False, "latency": 500, "downloadThroughput": -1}
        network.send("Network.emulateNetworkConditions", {**limits, "uploadThroughput": -1})

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
        watched.watch()
        page.goto(server.address + address)
        expect(page.locator("#ra-question-box textarea, #main").first).to_be_visible()
        if page.locator("#ra-inbox").count():
            watched.settle()
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


@pytest.fixture(scope="module")
def session(assistant):
    """A conversation of one question."""
    from ui.chat.session import ChatSession

    question = "What does paragraph 8 say?"
    return ChatSession().answered(question, assistant.ask(question))


@pytest.fixture
def ask(chat_handlers):
    """Return a function that asks, and gives the page's parts and what is left in the box."""
    from ui.chat.screen import View
    from ui.chat.session import ChatSession

    def one(question, session=None):
        _, answered = chat_handlers.ask(question, session or ChatSession())
        return View(*answered[:-1]), answered[-1]

    return one
