"""Every view for everybody: axe-core, the keyboard alone, both widths, light and dark."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
LOOKS = [(width, scheme) for width in (1280, 390) for scheme in ("light", "dark")]


def answer(opened):
    opened.asked("How did the Office respond to Recommendation 7?", "¶ 19")


def follow_up(opened):
    opened.asked("How many countries were case studies?", "¶ 1")
    opened.ask("And which ones?")
    expect(opened.page.locator("#ra-conversation .ra-note")).to_be_visible()


def figure(opened):
    opened.asked("What does Figure 3 show?", "Figure 3")
    expect(opened.page.locator("#ra-panel svg.ra-bar").first).to_be_visible()


def refusal(opened):
    opened.ask("What does paragraph 999 say?")
    expect(opened.page.locator("#ra-conversation .ra-refusal")).to_be_visible()


def problem(opened):
    opened.ask("?!")
    expect(opened.page.locator("#ra-conversation .ra-problem")).to_be_visible()


def trail(opened):
    answer(opened)
    opened.page.get_by_role("button", name="How this was found").click()
    expect(opened.page.locator("#ra-trail tbody tr").first).to_be_visible()


def past_and_export(opened):
    answer(opened)
    opened.page.get_by_role("button", name="Past conversations").click()
    opened.page.get_by_role("button", name="Export", exact=False).first.click()
    expect(opened.page.get_by_role("button", name="Save the file")).to_be_visible()
    opened.page.get_by_role("button", name="Delete all").click()
    expect(opened.page.get_by_role("button", name="No, keep them")).to_be_visible()


def feedback(opened):
    answer(opened)
    opened.page.get_by_role("button", name="Dislike", exact=True).click()
    expect(opened.page.get_by_role("button", name="Send")).to_be_visible()
    opened.page.get_by_role("button", name="Send").click()
    expect(opened.page.get_by_text("Choose what is wrong")).to_be_visible()


def scope(opened):
    answer(opened)
    opened.page.get_by_role("button", name="Ask about this").click()
    expect(opened.page.locator("#ra-scope")).to_be_visible()


def nothing(_opened):
    """The page as it is when it is opened."""


def other_colours(page):
    """Change between light and dark, as Gradio does: which saves asking everything twice."""
    paper = "getComputedStyle(document.querySelector('.gradio-container')).backgroundColor"
    before = page.evaluate(paper)
    page.evaluate("document.body.classList.toggle('dark')")
    assert page.evaluate(paper) != before


VIEWS = [
    nothing, answer, follow_up, figure, refusal, problem, trail, past_and_export, feedback, scope,
]  # fmt: skip


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_no_view_of_the_chat_has_a_serious_issue(open_page, axe, width, scheme):
    found = {}
    for view in VIEWS:
        opened = open_page(width, scheme)
        view(opened)
        for colours in ("as it is", "the other way round"):
            opened.page.wait_for_timeout(300)  # colours fade in
            found[f"{view.__name__}, {colours}"] = axe(opened.page)
            other_colours(opened.page)
        overflow = opened.page.evaluate("document.documentElement.scrollWidth")
        assert overflow <= width, view.__name__
        opened.assert_quiet()
        opened.page.close()

    assert {view: issues for view, issues in found.items() if issues} == {}


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_no_page_beside_the_chat_has_a_serious_issue(browser, chat, axe, width, scheme):
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    found = {}
    for address in (
        "/report", "/report?q=social+security", "/report?q=budget&mode=meaning", "/report?q=",
        "/about", "/feedback", "/fr/report", "/es/about",
    ):  # fmt: skip
        page.goto(chat.address + address)
        found[address] = axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
    context.close()

    assert {address: issues for address, issues in found.items() if issues} == {}


@pytest.mark.parametrize("language", ["fr", "es"])
def test_the_chat_in_another_language_has_no_serious_issue(open_page, axe, language):
    opened = open_page(address=f"/{language}/")
    opened.asked("What does paragraph 19 say?", "¶ 19")

    assert axe(opened.page) == []
    assert opened.page.evaluate("document.documentElement.lang") == language


def tab_to(page, locator, limit=80):
    """Press Tab until an element has the focus."""
    element = locator.first.element_handle()
    for _ in range(limit):
        if element.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{locator} was not reached with {limit} presses of Tab")


@pytest.mark.parametrize("width", [1280, 390])
def test_asking_opening_a_citation_and_exporting_work_by_keyboard_alone(open_page, width):
    page = open_page(width).page
    tab_to(page, page.locator("#ra-question-box textarea"))
    page.keyboard.type("What does the report say about effectiveness?")
    page.keyboard.press("Enter")
    marks = page.locator("#ra-conversation .ra-mark")
    expect(page.locator("#ra-conversation button.option").first).to_be_visible()
    expect(marks.nth(1)).to_be_visible()

    page.locator("body").focus()
    tab_to(page, marks.nth(1))
    page.keyboard.press("Enter")
    opened = marks.nth(1).inner_text().replace("Rec.", "Recommendation")
    expect(page.locator("#ra-panel h2")).to_have_text(opened)

    tab_to(page, page.locator("#ra-export button"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Save the file")).to_be_visible()
    tab_to(page, page.get_by_role("button", name="Save the file"))
    with page.expect_download() as download:
        page.keyboard.press("Enter")

    assert download.value.suggested_filename.endswith(".docx")


def test_what_has_the_focus_can_be_seen(wide):
    wide.asked("What does paragraph 19 say?", "¶ 19")

    for locator in (
        wide.page.locator("#ra-conversation .ra-mark").first,
        wide.page.get_by_role("button", name="Copy link"),
        wide.page.get_by_role("link", name="About"),
    ):
        locator.focus()
        wide.page.keyboard.press("Shift+Tab")
        wide.page.keyboard.press("Tab")
        outline = locator.evaluate("it => getComputedStyle(it).outlineWidth")
        assert float(re.sub("px", "", outline)) >= 2


def test_the_answer_is_announced(wide):
    assert wide.page.locator("#ra-conversation [role=log]").get_attribute("aria-live") == "polite"
    wide.asked("What does paragraph 19 say?", "¶ 19")

    messages = wide.page.locator("#ra-conversation [data-testid=bot]")
    assert messages.first.get_attribute("aria-label") is None
