"""The views that pictures are taken of, and how a browser gets to each."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

_FIRST = "How many countries were case studies?"
_DATED = "When was the Global Campaign launched?"
_COUNTED = "Which region got the most extra-budgetary funds?"
_SECOND = "How did the Office respond to Recommendation 7?"


@dataclass(frozen=True)
class View:
    """Something to take a picture of.

    Attributes:
        name: What the file is called.
        address: Where it begins.
        show: Brings the page there.
        whole: Whether the picture holds the whole page, not only what fits in a window.
        whole_on_phone: The same, for the narrow pictures alone.
        asks_for_a_name: Whether the server is one with a file of users.
        has_model: Whether the server is one with a chat model.
    """

    name: str
    address: str
    show: Callable[["Page"], None]
    whole: bool = False
    whole_on_phone: bool = True
    asks_for_a_name: bool = False
    has_model: bool = False


def _ask(page: "Page", question: str) -> None:
    asked = page.locator("#ra-conversation .ra-question")
    before = asked.count()
    box = page.locator("#ra-question-box textarea")
    box.fill(question)
    box.press("Enter")
    asked.nth(before).wait_for()
    page.locator("#ra-conversation button.option").first.wait_for()
    page.wait_for_function("document.querySelector('#ra-question-box textarea').value === ''")


def _answer(page: "Page") -> None:
    _ask(page, _DATED)


def _worded(page: "Page") -> None:
    _ask(page, "How did the ILO organize its social security activities in 2006?")
    page.locator("#ra-conversation .ra-statement").first.wait_for()


def _chart(page: "Page") -> None:
    _ask(page, _COUNTED)


def _follow_up(page: "Page") -> None:
    _ask(page, _FIRST)
    _ask(page, "And which ones?")


def _refusal(page: "Page") -> None:
    _ask(page, "What does the report say about fish prices in Norway?")


def _trail(page: "Page") -> None:
    _ask(page, "How is the strategy funded?")
    page.locator("#ra-trail").get_by_role("button").first.click()
    page.locator("#ra-trail tbody tr").first.wait_for()


def _past(page: "Page") -> None:
    _ask(page, _FIRST)
    page.get_by_role("button", name="New conversation").click()
    page.locator("#ra-conversation button.example").first.wait_for()
    _ask(page, _SECOND)
    page.get_by_role("button", name="Past conversations").click()
    page.get_by_label(_FIRST).check()
    page.get_by_label("New name").fill("Case studies")
    page.get_by_role("button", name="Rename").click()
    page.get_by_label("Case studies").wait_for()


def _form(page: "Page") -> None:
    _ask(page, _COUNTED)
    page.get_by_role("button", name="Dislike", exact=True).click()
    page.locator("#ra-feedback textarea").wait_for()


def _as_it_is(page: "Page") -> None:
    page.locator("h1").first.wait_for()


def _ready(page: "Page") -> None:
    page.locator("#ra-question-box textarea").wait_for()
    page.locator("#ra-conversation button.example").first.wait_for()


def _ask_in_french(page: "Page") -> None:
    _ready(page)
    _ask(page, _DATED)


VIEWS: tuple[View, ...] = (
    View("welcome", "/", _ready),
    View("chat", "/", _answer),
    View("worded", "/", _worded, has_model=True),
    View("chart", "/", _chart),
    View("follow-up", "/", _follow_up),
    View("refusal", "/", _refusal),
    View("trail", "/", _trail, whole=True),
    View("past", "/", _past, whole=True),
    View("feedback-form", "/", _form, whole=True),
    View("reading", "/report", _as_it_is, whole_on_phone=False),
    View("search", "/report?q=social+dialogue&mode=meaning", _as_it_is, whole_on_phone=False),
    View("figure", "/report#f3", _as_it_is, whole_on_phone=False),
    View("about", "/about", _as_it_is),
    View("feedback", "/feedback", _as_it_is, whole_on_phone=False),
    View("login", "/login", _as_it_is, asks_for_a_name=True),
    View("french", "/fr/", _ask_in_french),
)
"""Every view, in the order of the documents."""
