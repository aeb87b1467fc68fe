"""The page of feedback in a browser: two widths, two themes, by keyboard, with hostile words."""

import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from ui.feedback import REASONS, Feedback, FeedbackStore, Quoted

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
NOW = datetime(2026, 11, 24, 9, 5, tzinfo=UTC)
LONG = "<img src=//elsewhere.example/x onerror=alert(1)>" + "W" * 3000


def said(number: int) -> Feedback:
    reason = REASONS[number % len(REASONS)]
    return Feedback(
        question=LONG if number == 29 else f"Question {number}?",
        history=("What of the first?",),
        stand_alone="The whole question?",
        answer="“Words” [¶ 19]",
        citations=(Quoted(passage_id="p19", quote="Words"), Quoted(passage_id="r4", quote="x")),
        verdict="wrong" if reason else "right",
        reason=reason,
        comment=LONG[:2000] if number == 29 else "A remark.",
        time=NOW,
        user="ana",
    )


@pytest.fixture(scope="module")
def address(assistant, tmp_path_factory) -> Iterator[str]:
    import uvicorn
    from fastapi import FastAPI

    from ui.desk import QuestionDesk
    from ui.pages.feedback_page import feedback_router
    from ui.pages.routes import pages_router

    store = FeedbackStore(tmp_path_factory.mktemp("feedback") / "feedback.sqlite3")
    for number in range(30):
        store.add(said(number))
    app = FastAPI()
    app.include_router(pages_router(QuestionDesk(assistant, at_once=4, waiting=8)))
    app.include_router(feedback_router(assistant.report, store, "", lambda _: True))
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()


@pytest.fixture
def page(browser: "Browser", address: str) -> Iterator["Page"]:
    """A page that asks its own server only, and opens no dialog."""
    context = browser.new_context(base_url=address)
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text))
    page.on("dialog", lambda dialog: wrong.append(dialog.message))
    page.on("request", lambda it: it.url.startswith((address, "data:")) or wrong.append(it.url))
    yield page
    context.close()
    assert wrong == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_page_fits_and_everyone_can_read_it(page, axe, width, theme):
    page.set_viewport_size({"width": width, "height": 844})
    page.emulate_media(color_scheme=theme)
    for path in ("/feedback", "/fr/feedback", "/feedback?reason=other", "/feedback?page=2"):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert axe(page) == [], path


def test_records_are_chosen_and_turned_by_keyboard(page):
    page.goto("/feedback")
    page.get_by_role("link", name="It is incomplete").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/feedback?reason=incomplete")
    assert page.locator("article").count() == 5
    page.goto("/feedback")
    page.get_by_role("link", name="Older").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/feedback?page=2")
    assert page.locator("article h2").last.inner_text() == "Question 0?"


def test_the_file_can_be_downloaded(page, tmp_path):
    from evals.feedback import load_feedback

    page.goto("/feedback")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download everything").click()
    download.value.save_as(tmp_path / "feedback.jsonl")
    assert len(load_feedback(tmp_path / "feedback.jsonl")) == 30
