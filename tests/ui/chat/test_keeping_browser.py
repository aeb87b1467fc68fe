"""Conversations that the browser keeps, exports and feedback, in a real browser."""

import sqlite3
from contextlib import closing

import pytest
from playwright.sync_api import expect

from tests.ui.kept_conversations import expect_kept

pytestmark = pytest.mark.browser
FIRST = "What does paragraph 8 say?"
SECOND = "What is Recommendation 2?"


def past(page):
    return page.locator("#ra-past")


def open_past(page):
    page.get_by_role("button", name="Past conversations").click()
    expect(past(page).get_by_label("New name")).to_be_visible()


def two_conversations(opened):
    opened.asked(FIRST, "¶ 8")
    expect_kept(opened.page, 1)
    opened.page.get_by_role("button", name="New conversation").click()
    expect(opened.page.locator("#ra-conversation button.example").first).to_be_visible()
    opened.asked(SECOND, "Recommendation 2")
    expect_kept(opened.page, 2)


def two_listed(opened):
    two_conversations(opened)
    open_past(opened.page)
    expect(past(opened.page)).to_contain_text("2 conversations kept")


def test_a_reload_shows_the_conversation_again(wide):
    wide.asked(FIRST, "¶ 8")
    expect_kept(wide.page, 1)

    wide.page.reload()

    expect(wide.page.locator("#ra-conversation .ra-question")).to_have_text(FIRST)
    expect(wide.page.locator("#ra-panel h2")).to_have_text("¶ 8")


def test_a_new_tab_begins_anew_and_can_open_what_is_kept(open_page):
    first = open_page()
    first.asked(FIRST, "¶ 8")
    expect_kept(first.page, 1)
    second = open_page(context=first.page.context)
    expect(second.page.locator("#ra-conversation button.example").first).to_be_visible()

    open_past(second.page)
    second.page.get_by_label(FIRST).check()

    expect(second.page.locator("#ra-conversation .ra-question")).to_have_text(FIRST)


def test_two_tabs_do_not_overwrite_each_other(open_page):
    first = open_page()
    second = open_page(context=first.page.context)
    first.asked(FIRST, "¶ 8")
    second.asked(SECOND, "Recommendation 2")
    first.asked("What does paragraph 9 say?", "¶ 9")

    expect_kept(first.page, 2)


def test_a_choice_is_not_lost_where_the_list_changes_in_the_same_moment(wide):
    two_listed(wide)

    past(wide.page).get_by_label(FIRST).evaluate(
        """(radio) => {
          radio.click();
          const task = document.querySelector("#ra-tasks .ra-task");
          task.textContent = JSON.stringify({ tasks: [], stored: true });
        }"""
    )

    expect(wide.page.locator("#ra-panel h2")).to_have_text("¶ 8")
    expect(past(wide.page).get_by_label(FIRST)).to_be_checked()
    wide.assert_quiet()


def test_the_last_of_quick_choices_is_opened(wide):
    two_listed(wide)

    wide.do_quickly(*(past(wide.page).get_by_label(name).check for name in (FIRST, SECOND)))

    expect(wide.page.locator("#ra-panel h2")).to_have_text("Recommendation 2")
    expect(past(wide.page).get_by_label(SECOND)).to_be_checked()


def test_a_conversation_that_was_opened_by_keyboard_keeps_the_focus(wide):
    two_listed(wide)
    first = past(wide.page).get_by_label(FIRST)

    first.press("Space")

    expect(wide.page.locator("#ra-panel h2")).to_have_text("¶ 8")
    expect(first).to_be_checked()
    expect(first).to_be_focused()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_conversations_are_opened_renamed_and_deleted(open_page, width, scheme):
    opened = open_page(width, scheme)
    two_listed(opened)
    page = opened.page

    page.get_by_label(FIRST).check()
    expect(page.locator("#ra-panel h2")).to_have_text("¶ 8")
    page.get_by_label("New name").fill("<b>Eight</b>")
    page.get_by_role("button", name="Rename").click()
    expect(page.get_by_label("<b>Eight</b>")).to_be_visible()
    page.get_by_role("button", name="Delete", exact=True).click()
    expect(past(page)).to_contain_text("1 conversation kept")
    expect(page.locator("#ra-conversation button.example").first).to_be_visible()
    expect_kept(page, 1)
    opened.assert_quiet()


def test_all_conversations_are_deleted_once_that_is_confirmed(wide):
    two_listed(wide)
    page = wide.page

    page.get_by_role("button", name="Delete all", exact=True).click()
    page.get_by_role("button", name="No, keep them").click()
    expect(page.get_by_role("button", name="No, keep them")).to_be_hidden()
    expect_kept(page, 2)
    page.get_by_role("button", name="Delete all", exact=True).click()
    page.get_by_role("button", name="Yes, delete all conversations").click()

    expect_kept(page, 0)
    expect(past(page)).to_contain_text("No conversation is kept")


def test_a_name_is_asked_for(wide):
    open_past(wide.page)

    wide.page.get_by_role("button", name="Rename").click()

    expect(wide.page.get_by_text("Choose a conversation and type its new name")).to_be_visible()


def test_a_full_browser_is_reported(wide):
    wide.page.evaluate(
        "() => { Storage.prototype.setItem = () => { throw new DOMException('full') } }"
    )

    wide.asked(FIRST, "¶ 8")

    expect(wide.page.locator("#ra-notice")).to_contain_text("could not keep the conversation")


def test_what_was_changed_in_the_browser_is_not_shown_as_a_quote(wide):
    wide.asked(FIRST, "¶ 8")
    expect_kept(wide.page, 1)
    wide.page.evaluate(
        "() => { for (const key of Object.keys(localStorage)) {"
        " const entry = JSON.parse(localStorage[key]);"
        ' entry.conversation = entry.conversation.replaceAll(\'"quote":"\','
        ' \'"quote":"Fabricated. \');'
        " localStorage[key] = JSON.stringify(entry); } }"
    )

    wide.page.reload()

    expect(wide.page.get_by_text("no longer stand")).to_be_visible()
    expect(wide.page.locator("#ra-conversation .ra-quote")).to_have_count(0)


@pytest.mark.parametrize("form", ["Word", "HTML", "Markdown"])
@pytest.mark.parametrize("what", ["This answer", "The whole conversation"])
def test_a_conversation_is_saved_as_a_file(wide, form, what):
    wide.asked(FIRST, "¶ 8")
    wide.asked(SECOND, "Recommendation 2")
    export = wide.page.locator("#ra-export")
    export.get_by_role("button", name="Export").click()
    export.get_by_label(form).check()
    export.get_by_label(what).check()

    with wide.page.expect_download() as download:
        export.get_by_role("button", name="Save the file").click()

    content = download.value.path().read_bytes()
    suffix = {"Word": ".docx", "HTML": ".html", "Markdown": ".md"}[form]
    assert download.value.suggested_filename.endswith(suffix)
    assert content[:2] == b"PK" or (b"paragraph 8" in content) == (what != "This answer")
    wide.assert_quiet()


def test_an_empty_conversation_cannot_be_saved(wide):
    export = wide.page.locator("#ra-export")
    export.get_by_role("button", name="Export").click()
    export.get_by_role("button", name="Save the file").click()

    expect(wide.page.get_by_text("There is nothing to export yet")).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "dark"), (390, "light")])
def test_thumbs_and_reasons_are_stored(open_page, data_dir, width, scheme):
    opened = open_page(width, scheme)
    page = opened.page
    opened.asked(FIRST, "¶ 8")
    before = stored(data_dir)

    page.get_by_role("button", name="Like", exact=True).click()
    expect(page.get_by_text("Thank you")).to_be_visible()
    assert stored(data_dir) == before + 1
    page.get_by_role("button", name="Dislike", exact=True).click()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Choose what is wrong")).to_be_visible()
    page.get_by_label("It quotes the wrong passage").check()
    page.get_by_label("Comment").fill("<img src=x onerror=alert(1)> ¶ 9")
    page.get_by_role("button", name="Send").click()
    expect(page.locator("#ra-feedback")).to_be_hidden()

    # The second verdict takes the place of the first.
    assert stored(data_dir) == before + 1


def test_feedback_can_be_left(wide, data_dir):
    wide.asked(FIRST, "¶ 8")
    before = stored(data_dir)
    wide.page.get_by_role("button", name="Dislike", exact=True).click()

    wide.page.get_by_role("button", name="Cancel").click()

    expect(wide.page.locator("#ra-feedback")).to_be_hidden()
    assert stored(data_dir) == before


def stored(data_dir):
    path = data_dir / "feedback.sqlite3"
    if not path.exists():
        return 0
    with closing(sqlite3.connect(path)) as database:
        return database.execute("SELECT count(*) FROM feedback").fetchone()[0]
