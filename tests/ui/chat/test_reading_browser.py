"""What can be done with an answer, in a real browser."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
LINK = "?passage=p19"


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_an_address_opens_a_passage(open_page, width, scheme):
    opened = open_page(width, scheme, f"/{LINK}")

    expect(opened.page.locator("#ra-panel h2")).to_have_text("¶ 19")
    expect(opened.page.locator("#ra-panel .ra-context")).to_have_count(2)
    expect(opened.page.locator("#ra-panel mark")).to_have_count(0)
    opened.assert_quiet()


def test_an_address_with_an_unknown_passage_says_so(open_page):
    opened = open_page(address="/?passage=p999%3Cb%3E")

    expect(opened.page.get_by_text("no passage “p999<b>”")).to_be_visible()


def test_link_reference_and_answer_can_be_copied(open_page, chat):
    opened = open_page(permissions=["clipboard-read", "clipboard-write"])
    page = opened.page
    opened.asked("What does paragraph 19 say?", "¶ 19")
    expect(page.locator("#ra-copies .ra-copied")).to_be_attached()

    copied = {}
    for name in ("Copy link", "Copy reference", "Copy answer"):
        page.locator("#ra-notice").evaluate("line => { line.textContent = '' }")
        page.get_by_role("button", name=name).click()
        expect(page.locator("#ra-notice")).to_have_text("Copied.")
        copied[name] = page.evaluate("navigator.clipboard.readText()")

    assert copied["Copy link"] == f"{chat.address}/{LINK}"
    assert copied["Copy reference"] == "GB.309/PFA/5/4, para. 19"
    assert copied["Copy answer"].startswith("What does paragraph 19 say?")
    assert "” (GB.309/PFA/5/4, para. 19)" in copied["Copy answer"]
    opened.assert_quiet()


def test_a_question_can_be_about_one_passage(open_page):
    opened = open_page(address="/?about=p6")
    scope = opened.page.locator("#ra-scope")
    expect(scope).to_contain_text("¶ 6")

    opened.ask("How many technical specialists were there?")
    expect(opened.page.locator("#ra-conversation .ra-mark").first).to_have_text("¶ 6")
    scope.click()
    expect(scope).to_be_hidden()


def test_ask_about_this_puts_the_cursor_into_the_box(wide):
    wide.asked("What is Recommendation 2?", "Recommendation 2")

    wide.page.get_by_role("button", name="Ask about this").click()

    expect(wide.page.locator("#ra-scope")).to_contain_text("Recommendation 2")
    expect(wide.page.get_by_label("Your question")).to_be_focused()


def test_a_follow_up_shows_how_it_was_understood_and_can_be_edited(wide):
    wide.asked("How many countries were case studies?", "¶ 1")
    wide.ask("And which ones?")
    note = wide.page.locator("#ra-conversation .ra-note")
    expect(note).to_contain_text("Understood as:")
    understood = note.inner_text().removeprefix("Understood as: ")

    wide.page.get_by_role("button", name="Edit question").click()

    box = wide.page.get_by_label("Your question")
    expect(box).to_have_value(understood)
    expect(box).to_be_focused()


def test_how_an_answer_was_found_can_be_opened(wide):
    wide.ask("How is the strategy funded?")
    expect(wide.page.locator("#ra-conversation button.option").first).to_be_visible()
    trail = wide.page.locator("#ra-trail")

    trail.get_by_role("button", name="How this was found").click()

    expect(trail.locator("tbody tr").first).to_be_visible()
    expect(trail).to_contain_text("ms")


def test_a_suggestion_is_asked_with_one_click(wide):
    wide.asked("What is Recommendation 7?", "Recommendation 7")
    suggestion = wide.page.locator("#ra-conversation button.option").first
    text = suggestion.inner_text()

    suggestion.click()

    expect(wide.page.locator("#ra-conversation .ra-question").last).to_have_text(text)
    expect(wide.page.locator("#ra-conversation .ra-refusal")).to_have_count(0)
    expect(wide.page.locator("#ra-panel h2")).not_to_have_text("Recommendation 7")


def test_a_refusal_offers_the_nearest_passages_and_better_questions(wide):
    wide.ask("What does the report say about fish prices in Norway?")

    expect(wide.page.locator("#ra-conversation .ra-refusal")).to_be_visible()
    expect(wide.page.locator("#ra-conversation button.option").first).to_be_visible()
    expect(wide.page.locator("#ra-conversation .ra-short")).to_have_count(0)


def test_the_last_question_can_be_undone_and_asked_again(wide):
    wide.asked("What does paragraph 8 say?", "¶ 8")
    wide.asked("What is Recommendation 2?", "Recommendation 2")

    answers = wide.page.locator("#ra-conversation .bot-row")
    answers.last.evaluate("answer => answer.setAttribute('data-first', '')")
    wide.page.get_by_role("button", name="Retry").click()
    expect(wide.page.locator("[data-first]")).to_have_count(0)
    expect(answers).to_have_count(2)
    wide.page.get_by_role("button", name="Undo").click()

    expect(wide.page.locator("#ra-conversation .ra-question")).to_have_count(1)
    expect(wide.page.locator("#ra-panel h2")).to_have_text("¶ 8")
    expect(wide.page.get_by_label("Your question")).to_have_value("What is Recommendation 2?")


def test_a_source_leads_to_its_place_in_the_report(wide):
    wide.asked("What does paragraph 19 say?", "¶ 19")

    with wide.page.context.expect_page() as opened:
        wide.page.get_by_role("link", name="Read it in the report").click()

    assert opened.value.url.endswith("/report#p19")
    expect(opened.value.locator("#p19")).to_be_in_viewport()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "dark"), (390, "light")])
def test_the_printed_page_is_the_conversation_alone(open_page, width, scheme):
    opened = open_page(width, scheme)
    opened.asked("What does paragraph 8 say?", "¶ 8")

    opened.page.emulate_media(media="print")

    expect(opened.page.locator("#ra-conversation .ra-quote").first).to_be_visible()
    for part in ("#ra-question-box", "#ra-right", "#ra-past", "#ra-header nav"):
        expect(opened.page.locator(part).first).to_be_hidden()
