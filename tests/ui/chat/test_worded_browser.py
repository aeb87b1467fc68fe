"""Answers that a chat model words, in a real browser: they grow, chips open, the switch works."""

import pytest
from playwright.sync_api import expect

from tests.scripted_model import QUESTION
from tests.ui.kept_conversations import expect_kept

pytestmark = pytest.mark.browser

LOOKS = [(width, scheme) for width in (1280, 390) for scheme in ("light", "dark")]


@pytest.fixture(scope="module")
def go(tmp_path_factory):
    """The file that lets the model write its last sentence."""
    return tmp_path_factory.mktemp("scripted") / "go"


@pytest.fixture(scope="module")
def server(start_chat, go):
    with start_chat(scripted=str(go), questions_at_once=1, model_calls_at_once=1) as running:
        yield running


@pytest.fixture
def released(go):
    """Let the model write to its end."""
    go.touch()


def said(page):
    return page.locator("#ra-conversation .bot-row").last


def asked(opened, question=QUESTION):
    """Ask, and wait until the answer is whole."""
    opened.ask(question)
    expect(opened.page.locator("#ra-conversation button.option").first).to_be_visible()


def test_an_answer_grows_on_the_page_and_others_do_not_wait(open_page, server, go):
    go.unlink(missing_ok=True)
    first, second = open_page(server=server), open_page(server=server)
    first.ask(QUESTION)
    expect(said(first.page)).to_contain_text("More is being written")
    expect(said(first.page).locator(".ra-statement")).to_have_count(1)
    expect(said(first.page).locator(".ra-mark")).to_have_text("¶ 11")

    second.page.get_by_label("In the report’s words").check()
    second.asked(QUESTION, "¶ 11")
    expect(said(second.page).locator(".ra-statement")).to_have_count(0)
    expect(said(first.page)).to_contain_text("More is being written")

    go.touch()
    expect(said(first.page)).to_contain_text("Worded by scripted")
    expect(said(first.page)).to_contain_text("2 sentences failed the check")
    expect(said(first.page)).not_to_contain_text("More is being written")
    expect(said(first.page)).not_to_contain_text("Atlantis")
    first.assert_quiet()
    second.assert_quiet()


def growing(opened, go):
    """Ask, and wait until the first sentence is there."""
    go.unlink(missing_ok=True)
    opened.ask(QUESTION)
    expect(said(opened.page)).to_contain_text("More is being written")


def begin_anew(opened):
    """Begin a new conversation, and wait until it is there."""
    opened.page.get_by_role("button", name="New conversation").click()
    expect(opened.page.locator("#ra-conversation button.example").first).to_be_visible()


def assert_never_answered(opened, other, go):
    """Let the model write to its end, which changes nothing on the page."""
    rows = opened.page.locator("#ra-conversation").locator(".user-row, .bot-row")
    before = rows.all_inner_texts()
    go.touch()
    asked(other)
    expect(said(other.page)).to_contain_text("Worded by scripted")
    opened.settle()
    assert rows.all_inner_texts() == before
    opened.assert_quiet()


def test_a_new_conversation_ends_an_answer_that_is_growing(open_page, server, go):
    left, other = open_page(server=server), open_page(server=server)
    growing(left, go)

    begin_anew(left)

    expect(left.page.locator("#ra-conversation .bot-row")).to_have_count(0)
    assert_never_answered(left, other, go)


def test_another_question_can_be_asked_before_the_one_that_was_left_is_over(open_page, server, go):
    left, other = open_page(server=server), open_page(server=server)
    growing(left, go)
    begin_anew(left)

    left.page.get_by_label("In the report’s words").check()
    left.asked("What does paragraph 8 say?", "¶ 8")

    expect(left.page.locator("#ra-conversation .user-row")).to_have_count(1)
    assert_never_answered(left, other, go)


def test_opening_a_kept_conversation_ends_an_answer_that_is_growing(open_page, server, go):
    left, other = open_page(server=server), open_page(server=server)
    go.touch()
    asked(left, "What does paragraph 8 say?")
    expect_kept(left.page)
    begin_anew(left)
    growing(left, go)

    left.page.get_by_role("button", name="Past conversations").click()
    left.page.get_by_role("radio", name="What does paragraph 8 say?").check()

    expect(left.page.locator("#ra-panel h2")).to_have_text("¶ 8")
    expect(left.page.locator("#ra-conversation .user-row")).to_have_count(1)
    assert_never_answered(left, other, go)
    asked(left)
    expect(left.page.locator("#ra-conversation .user-row")).to_have_count(2)


def test_pages_that_are_left_leave_their_places_to_others(open_page, server, go):
    go.unlink(missing_ok=True)
    for _ in range(4):
        left = open_page(server=server)
        left.ask(QUESTION)
        expect(said(left.page).locator(".ra-statement, .ra-notice, .ra-problem")).not_to_have_count(
            0
        )
        left.page.close()
    go.touch()

    opened = open_page(server=server)
    asked(opened)
    expect(said(opened.page)).to_contain_text("Worded by scripted")


@pytest.mark.parametrize("key", ["click", "Enter", " "])
def test_the_chip_of_a_sentence_opens_its_quote(open_page, server, released, key):
    opened = open_page(server=server)
    page = opened.page
    asked(opened)
    asked(opened, "What does paragraph 8 say?")
    expect(page.locator("#ra-panel h2")).to_have_text("¶ 8")

    chip = page.locator("#ra-conversation .ra-statement .ra-mark").first
    if key == "click":
        chip.click()
    else:
        chip.focus()
        page.keyboard.press(key)

    expect(page.locator("#ra-panel h2")).to_have_text("¶ 11")
    expect(page.locator("#ra-panel mark").first).to_contain_text("consolidated")
    expect(page.locator("#ra-sources input").first).to_be_checked()
    opened.assert_quiet()


def test_the_answerer_is_chosen_for_each_question(open_page, server, released):
    opened = open_page(server=server)
    page = opened.page
    expect(page.get_by_label("Worded by scripted")).to_be_checked()
    asked(opened)
    expect(said(page).locator(".ra-statement")).to_have_count(1)

    page.get_by_label("In the report’s words").check()
    asked(opened, "How many units were merged?")
    expect(said(page).locator(".ra-quote").first).to_be_visible()
    expect(page.locator("#ra-conversation .ra-statement")).to_have_count(1)

    page.get_by_role("button", name="New conversation").click()
    expect(page.get_by_label("In the report’s words")).to_be_checked()


def test_removed_sentences_are_marked_when_they_are_wanted(open_page, server, released):
    opened = open_page(server=server)
    page = opened.page
    asked(opened)
    expect(page.locator(".ra-removed")).to_have_count(0)

    page.get_by_label("Show sentences that failed the check").check()

    removed = page.locator("#ra-conversation .ra-removed")
    expect(removed).to_have_count(2)
    expect(removed.first).to_contain_text("Not supported by the report")
    expect(removed.first.locator("del")).to_have_text("Seven units were merged in 2006.")
    assert removed.last.locator("b, a, img").count() == 0
    assert removed.locator(".ra-mark").count() == 0
    page.get_by_label("Show sentences that failed the check").uncheck()
    expect(removed).to_have_count(0)
    opened.assert_quiet()


def test_a_worded_answer_is_there_again_when_the_page_comes_back(open_page, server, released):
    opened = open_page(server=server)
    asked(opened)
    expect_kept(opened.page)
    opened.page.reload()

    expect(said(opened.page).locator(".ra-statement .ra-mark")).to_have_text("¶ 11")
    expect(said(opened.page)).to_contain_text("Worded by scripted")
    expect(opened.page.locator("body")).not_to_contain_text("Atlantis")


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_a_worded_answer_has_no_serious_issue(open_page, server, released, axe, width, scheme):
    opened = open_page(width, scheme, server=server)
    asked(opened)
    opened.page.get_by_label("Show sentences that failed the check").check()
    expect(opened.page.locator(".ra-removed")).to_have_count(2)
    opened.page.get_by_role("button", name="How this was found").click()
    opened.page.wait_for_timeout(300)  # colours fade in

    assert axe(opened.page) == []
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= width
    opened.assert_quiet()


def test_without_a_model_there_is_nothing_to_choose(wide):
    expect(wide.page.locator("#ra-answerer")).to_have_count(0)
    expect(wide.page.get_by_label("Show sentences that failed the check")).to_have_count(0)
