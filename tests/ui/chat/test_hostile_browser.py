"""Text that tries to do harm, wherever text comes from, in a real browser."""

import json

import pytest
from playwright.sync_api import expect

from corpus import visible
from tests.ui.chat.hostile_strings import HOSTILE

pytestmark = pytest.mark.browser

ANSWERED = "#ra-conversation .bot-row:has(.ra-lead, .ra-short, .ra-refusal, .ra-problem, .ra-quote)"
FILLER = "The evaluation found that the offices worked with these words in many countries"
FILE_NAME = "<img src=x onerror=alert(1)> \"'&{{7*7}} [a](b)\u202e.txt"
TITLE = "Report on <img src=//192.0.2.1/r onerror=alert(1)> {{7*7}} ![a](http://192.0.2.1/s) $$x$$"
HEADING = "Findings {} </h2><b>{{{{7*7}}}} [x](javascript:alert(1))</b>"
FIGURE = """
Figure 1. Shares by <svg onload=alert(1)> region ![b](http://192.0.2.1/t)
<script>alert(1)</script>, 7.3
</td></table>[x](javascript:alert(2)), 2.0
Source: <img src=//192.0.2.1/u>.
"""


def squeezed(text):
    """The text without blanks, as a page may break its lines anywhere."""
    return "".join(visible(text).split())


def enter(box, text):
    """Put any text into a box, half characters and zero bytes included."""
    box.evaluate(
        "(box, text) => { box.value = JSON.parse(text);"
        " box.dispatchEvent(new Event('input', {bubbles: true})); }",
        json.dumps(text),
    )


def assert_unharmed(opened, name):
    """Nothing ran, nothing was fetched, and nothing is wider than the page."""
    page = opened.page
    width = page.viewport_size["width"]
    assert "broken" not in page.title()
    assert page.evaluate("document.documentElement.scrollWidth") <= width, name
    assert (
        page.evaluate(
            "() => [...document.querySelectorAll("
            "'#main *, .ra-question, .ra-quote, .ra-refusal, .ra-problem, .ra-source *, label')]"
            ".filter(it => it.checkVisibility() && it.getBoundingClientRect().right > innerWidth + 1)"
            ".filter(it => !it.closest('table, pre, svg')).map(it => it.outerHTML.slice(0, 200))"
        )
        == []
    ), name
    opened.assert_quiet()


@pytest.mark.parametrize("width", [1280, 390])
def test_hostile_questions_are_shown_as_typed(open_page, width):
    opened = open_page(width)
    page = opened.page
    title = page.title()
    for number, question in enumerate(HOSTILE):
        asked = number % 10
        enter(page.locator("#ra-question-box textarea"), question)
        page.locator("#ra-question-box textarea").press("Enter")
        expect(page.locator(ANSWERED)).to_have_count(asked + 1)
        shown = page.locator("#ra-conversation .ra-question").last
        assert squeezed(shown.text_content()) == squeezed(question)
        assert shown.locator("*:not(br)").count() == 0
        assert page.title() == title
        assert_unharmed(opened, question)
        if asked == 9:
            page.get_by_role("button", name="New conversation").click()
            expect(page.locator(ANSWERED)).to_have_count(0)
            expect(page.get_by_label("Your question")).to_have_value("")
