"""The chat in a real browser, with the real assistant."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

_INJECTION = (
    '<img src="http://192.0.2.1/a.png" onerror="document.title=1"> '
    "![b](http://192.0.2.1/b.png) [c](http://192.0.2.1/c) http://192.0.2.1/d "
    "<script>document.title=2</script> **e** `f` $$g$$ &lt;h&gt; <b>i</b> | # 1. - j"
)


def in_full(label):
    """What the source panel calls the passage that a chip names."""
    return label.replace("Rec.", "Recommendation").replace("Fig.", "Figure")


def test_the_page_says_what_can_be_asked(wide, assistant):
    page = wide.page

    expect(page.get_by_role("heading", level=1)).to_have_text(assistant.report.title)
    expect(page.locator("#ra-header")).to_contain_text(assistant.report.symbol)
    expect(page.locator("#ra-conversation")).to_contain_text("Ask a question about this report")
    expect(page.locator("#ra-conversation button.example")).to_have_count(6)
    wide.assert_quiet()


def test_a_question_is_answered_and_its_source_is_open(wide, assistant):
    passage = assistant.report.passage("p8")
    wide.ask("What does paragraph 8 say?")

    panel = wide.page.locator("#ra-panel")
    expect(panel.get_by_role("heading")).to_have_text("¶ 8")
    marked = " ".join(panel.locator("mark").all_text_contents())
    assert len(marked) > 20
    assert marked in passage.text
    expect(panel.locator(".ra-context")).to_have_count(2)
    expect(wide.page.locator("#ra-conversation .ra-mark").first).to_have_text("¶ 8")
    expect(wide.page.get_by_label("Your question")).to_have_value("")
    wide.assert_quiet()


def test_every_citation_of_an_answer_opens_its_passage_by_mouse(wide):
    wide.page.locator("#ra-conversation button.example").first.click()
    marks = wide.page.locator("#ra-conversation .ra-mark")
    expect(marks.first).to_be_visible()
    chips = wide.page.locator("#ra-sources label")
    expect(chips).to_have_count(marks.count())
    heading = wide.page.locator("#ra-panel h2")

    for place in range(marks.count()):
        label = in_full(marks.nth(place).inner_text())
        marks.nth(place).click()
        expect(heading).to_have_text(label)
        expect(chips.nth(place).locator("input")).to_be_checked()
    for place in range(marks.count()):
        chips.nth(place).click()
        expect(heading).to_have_text(in_full(marks.nth(place).inner_text()))
    wide.assert_quiet()


@pytest.mark.parametrize("chosen", ["#ra-sources label", "#ra-conversation .ra-mark"])
def test_the_last_of_quick_choices_is_the_passage_shown(wide, chosen):
    wide.asked("What does paragraph 8 say?", "¶ 8")
    wide.asked("What do paragraphs 9, 10 and 11 say?", "¶ 9")
    choices, shown = wide.page.locator(chosen), wide.page.locator("#ra-sources input")
    expect(shown).to_have_count(3)

    wide.do_quickly(choices.nth(-2).click, choices.nth(-1).click)

    expect(wide.page.locator("#ra-panel h2")).to_have_text("¶ 11")
    expect(shown.last).to_be_checked()


def test_a_citation_can_be_opened_with_the_keyboard(wide):
    wide.asked("What does paragraph 8 say?", "¶ 8")
    wide.asked("What is Recommendation 2?", "Recommendation 2")

    wide.page.locator("#ra-conversation .ra-mark").first.focus()
    wide.page.keyboard.press("Enter")

    expect(wide.page.locator("#ra-panel h2")).to_have_text("¶ 8")


def test_a_place_that_does_not_exist_is_refused_in_words(wide):
    wide.ask("What does paragraph 999 say?")

    refusal = wide.page.locator("#ra-conversation .ra-refusal")
    expect(refusal).to_contain_text("The report has no such place")
    expect(refusal).to_contain_text("999")
    wide.assert_quiet()


@pytest.mark.parametrize(
    ("question", "words"),
    [("   ", "The question is empty"), ("why " * 600, "2,000"), ("?!", "holds no words")],
)
def test_a_question_that_cannot_be_searched_is_answered_in_plain_words(wide, question, words):
    wide.ask(question)

    expect(wide.page.locator("#ra-conversation .ra-problem")).to_contain_text(words)
    expect(wide.page.get_by_label("Your question")).to_have_value(question)
    expect(wide.page.locator("body")).not_to_contain_text("Traceback")
    wide.assert_quiet()


def test_markup_in_a_question_is_shown_as_typed_and_fetches_nothing(wide):
    wide.ask(_INJECTION)
    expect(wide.page.locator("#ra-conversation .bot-row")).to_be_visible()

    shown = wide.page.locator("#ra-conversation .ra-question")
    assert shown.text_content() == _INJECTION
    assert shown.locator("*").count() == 0
    assert "questions and answers" in wide.page.title()
    wide.assert_quiet()


def test_half_characters_and_control_characters_do_no_harm(wide):
    box = wide.page.get_by_label("Your question")
    box.evaluate(
        "box => { box.value = 'What does \\ud800 paragraph \\u0000\\u202e 8 say?';"
        " box.dispatchEvent(new Event('input')); }"
    )
    box.press("Enter")

    expect(wide.page.locator("#ra-panel h2")).to_have_text("¶ 8")
    shown = wide.page.locator("#ra-conversation .ra-question").text_content()
    assert shown == "What does � paragraph �� 8 say?"
    wide.assert_quiet()


def test_the_newest_question_comes_into_sight_after_scrolling_up(wide):
    for number in (2, 8, 9):
        wide.ask(f"What does paragraph {number} say?")
        expect(wide.page.locator("#ra-panel h2")).to_have_text(f"¶ {number}")
    wide.page.locator("#ra-conversation [role=log]").evaluate("log => log.scrollTo(0, 0)")

    wide.ask("What does Figure 1 show?")

    expect(wide.page.locator("#ra-conversation .user-row").last).to_be_in_viewport(ratio=0.9)


def test_a_question_asked_while_the_last_stream_closes_is_answered(wide):
    wide.asked("What does paragraph 8 say?", "¶ 8")
    wide.settle()
    page, held = wide.page, []
    page.route("**/queue/data?*", lambda route: held.append((route, route.fetch())), times=1)
    page.locator("#ra-conversation .ra-mark").first.click()
    while not held:
        page.wait_for_timeout(10)

    with page.expect_response("**/queue/join?*"):
        page.get_by_label("Your question").fill("What does paragraph 9 say?")
        page.get_by_label("Your question").press("Enter")
    route, response = held.pop()
    route.fulfill(response=response)

    expect(page.locator("#ra-panel h2")).to_have_text("¶ 9")
    wide.assert_quiet()


def test_a_new_conversation_is_empty_again(wide):
    wide.ask("What does paragraph 8 say?")
    expect(wide.page.locator("#ra-panel h2")).to_have_text("¶ 8")

    wide.page.get_by_role("button", name="New conversation").click()

    expect(wide.page.locator("#ra-conversation button.example").first).to_be_visible()
    expect(wide.page.locator("#ra-sources")).to_be_hidden()
    expect(wide.page.locator("#ra-panel mark")).to_have_count(0)


def test_two_browsers_do_not_see_each_other(open_page):
    first, second = open_page(), open_page()
    first.ask("What does paragraph 8 say?")
    second.ask("What does paragraph 9 say?")

    expect(first.page.locator("#ra-panel h2")).to_have_text("¶ 8")
    expect(second.page.locator("#ra-panel h2")).to_have_text("¶ 9")
    expect(first.page.locator("#ra-conversation .ra-question")).to_have_count(1)
    expect(second.page.locator("#ra-conversation .ra-question")).to_have_count(1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_telephone_shows_the_source_below_the_conversation(open_page, scheme):
    narrow = open_page(390, scheme)
    panel = narrow.page.locator("#ra-panel")
    narrow.ask("What does paragraph 2 say?")
    expect(panel.get_by_role("heading")).to_have_text("¶ 2")
    narrow.ask("What does paragraph 8 say?")
    expect(panel.get_by_role("heading")).to_have_text("¶ 8")

    expect(narrow.page.locator("#ra-conversation .user-row").last).to_be_in_viewport()
    conversation_box = narrow.page.locator("#ra-conversation").bounding_box()
    panel_box = panel.bounding_box()
    assert panel_box["y"] >= conversation_box["y"] + conversation_box["height"]
    assert narrow.page.evaluate("document.documentElement.scrollWidth") <= 390
    narrow.page.locator("#ra-sources label").first.click()
    narrow.page.locator("#ra-conversation .ra-mark").last.click()
    expect(panel.get_by_role("heading")).to_be_in_viewport()
    narrow.assert_quiet()


def test_a_wide_page_shows_the_source_beside_the_conversation(wide):
    conversation_box = wide.page.locator("#ra-conversation").bounding_box()
    panel_box = wide.page.locator("#ra-panel").bounding_box()

    assert panel_box["x"] >= conversation_box["x"] + conversation_box["width"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(open_page, scheme):
    page = open_page(1280, scheme)
    page.ask("What does paragraph 8 say?")
    expect(page.page.locator("#ra-panel h2")).to_have_text("¶ 8")

    for selector, ground in (
        (".ra-quote-text", "#ra-conversation"),
        (".ra-question", ".user.message"),
        (".ra-mark", "#ra-conversation"),
        ("#ra-panel mark", "#ra-panel mark"),
        ("#ra-panel .ra-context", "#ra-panel"),
        (".ra-facts", ".gradio-container"),
    ):
        text = _colour(page.page, selector, "color")
        back = _colour(page.page, ground, "backgroundColor")
        assert _contrast(text, back) >= 4.5, (selector, text, back)


def _colour(page, selector, name):
    value = page.locator(selector).first.evaluate(f"element => getComputedStyle(element).{name}")
    return [float(part) for part in re.findall(r"[\d.]+", value)[:3]]


def _contrast(first, second):
    """The contrast ratio of two colours, after the Web Content Accessibility Guidelines 2.2."""
    lights = sorted(_luminance(colour) for colour in (first, second))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def _luminance(colour):
    parts = [value / 255 for value in colour]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
