"""Signing in and out in a real browser, behind a path of a proxy."""

import pytest
from playwright.sync_api import expect

from tests.ui.kept_conversations import expect_kept

pytestmark = pytest.mark.browser
USERS = {"ana": "correct horse", "bo": "battery staple"}
LOOKS = [(width, scheme) for width in (1280, 390) for scheme in ("light", "dark")]


def sign_in(page, name):
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(USERS[name])
    page.get_by_role("button", name="Sign in").click()


def ask(page, question, heading):
    box = page.locator("#ra-question-box textarea")
    box.fill(question)
    box.press("Enter")
    expect(page.locator("#ra-panel h2")).to_have_text(heading)
    expect(page.locator("#ra-conversation button.option").first).to_be_visible()
    expect_kept(page)


def open_past(page):
    page.get_by_role("button", name="Past conversations").click()
    expect(page.get_by_label("New name")).to_be_visible()


@pytest.fixture
def page(browser):
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()


def test_a_link_leads_through_the_login_to_the_passage(page, served):
    page.goto(f"{served.address}/?passage=p19")
    sign_in(page, "ana")

    expect(page.locator("#ra-panel h2")).to_have_text("¶ 19")
    assert page.url == f"{served.address}/?passage=p19"


def test_users_of_one_browser_find_only_their_own_conversations(page, served):
    page.goto(f"{served.address}/")
    sign_in(page, "ana")
    ask(page, "What does paragraph 8 say?", "¶ 8")
    page.get_by_role("link", name="Account").click()
    page.get_by_role("button", name="Sign out").click()

    page.goto(f"{served.address}/")
    sign_in(page, "bo")
    expect(page.locator("#ra-conversation button.example").first).to_be_visible()
    open_past(page)
    expect(page.locator("#ra-past")).to_contain_text("No conversation is kept")
    page.get_by_role("link", name="Account").click()
    page.get_by_role("button", name="Sign out").click()

    page.goto(f"{served.address}/")
    sign_in(page, "ana")
    open_past(page)
    expect(page.get_by_label("What does paragraph 8 say?")).to_be_visible()


def test_only_a_tester_sees_the_page_of_feedback(page, served):
    page.goto(f"{served.address}/feedback")
    sign_in(page, "bo")
    assert page.goto(f"{served.address}/feedback").status == 403
    page.context.clear_cookies()

    page.goto(f"{served.address}/feedback")
    sign_in(page, "ana")
    assert page.goto(f"{served.address}/feedback").status == 200


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_the_login_has_no_serious_issue(browser, served, axe, width, scheme):
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    page.goto(f"{served.address}/login")

    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_label("Name").fill("ana")
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert axe(page) == []
    context.close()
