"""Text that tries to do harm, wherever text comes from, in a real browser."""

import contextlib
import json
import re
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from corpus import parse_report, read_source, visible
from tests.ui.chat.hostile_strings import HOSTILE, printable
from tests.ui.kept_conversations import expect_kept

pytestmark = pytest.mark.browser

HALVES = pytest.mark.parametrize(("width", "start"), [(1280, 0), (390, 1)])
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
    assert page.title() != "broken"
    assert page.evaluate(_TROUBLE) == [], name
    opened.assert_quiet()


# What is wider than the page, what would run, and what leads elsewhere.
_TROUBLE = """() => {
  const root = document.documentElement;
  const all = [...document.querySelectorAll("body *")].filter((it) => it.checkVisibility());
  const inside = (it) => it.closest("table, pre, svg") === null;
  const shown = "#main *, .ra-question, .ra-quote, .ra-refusal, .ra-problem, .ra-source *, label";
  const wide = [...document.querySelectorAll(shown)].filter((it) => it.checkVisibility())
    .filter(inside).filter((it) => it.getBoundingClientRect().right > innerWidth + 1);
  const running = all.filter((it) => [...it.attributes].some((at) => at.name.startsWith("on")));
  const leading = all.filter((it) => ["href", "src", "action", "data"].some((name) => {
    const there = it.getAttribute(name);
    if (!there) return false;
    const address = new URL(there, location.href);
    return !["data:", "blob:"].includes(address.protocol) && address.origin !== location.origin;
  }));
  const named = [...wide, ...running, ...leading].map((it) => it.outerHTML.slice(0, 300));
  return root.scrollWidth > innerWidth ? [`width ${root.scrollWidth}`, ...named] : named;
}"""


@HALVES
def test_hostile_questions_are_shown_as_typed(open_page, width, start):
    opened = open_page(width)
    page = opened.page
    title = page.title()
    for number, question in enumerate(HOSTILE[start::2]):
        opened.settle()
        enter(page.locator("#ra-question-box textarea"), question)
        page.locator("#ra-question-box textarea").press("Enter")
        expect(page.locator(ANSWERED)).to_have_count(number % 10 + 1)
        shown = page.locator("#ra-conversation .ra-question").last
        assert squeezed(shown.text_content()) == squeezed(question)
        assert shown.locator("*:not(br)").count() == 0
        assert page.title() == title
        assert_unharmed(opened, question)
        if number % 10 == 9:
            begin_anew(page)


def begin_anew(page):
    page.get_by_role("button", name="New conversation").click()
    expect(page.locator(ANSWERED)).to_have_count(0)
    expect(page.get_by_label("Your question")).to_have_value("")


def test_a_hostile_question_is_kept(open_page):
    opened = open_page()
    page = opened.page
    half = next(it for it in HOSTILE if "half" in it)
    enter(page.locator("#ra-question-box textarea"), half)
    page.locator("#ra-question-box textarea").press("Enter")
    expect(page.locator(ANSWERED)).to_have_count(1)
    page.get_by_role("button", name="Past conversations").click()
    expect(page.locator("#ra-past label span", has_text="half")).to_be_visible()

    page.reload()

    shown = page.locator("#ra-conversation .ra-question")
    expect(shown).to_have_count(1)
    assert squeezed(shown.text_content()) == squeezed(half)
    assert_unharmed(opened, half)


@pytest.fixture(scope="module")
def hostile_report(tmp_path_factory):
    """A report that is made of hostile strings, in a file with a hostile name."""
    lines = [TITLE, ""]
    for number, text in enumerate(HOSTILE, start=1):
        if number % 10 == 1:
            lines += [HEADING.format(number), ""]
        lines += [f"{number}. {FILLER} {printable(text)} and then it ended.", ""]
    path = tmp_path_factory.mktemp("report") / FILE_NAME
    path.write_text("\n".join([*lines, FIGURE]), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def hostile_chat(start_chat, hostile_report, tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile-data")
    with start_chat(report=str(hostile_report), data_dir=str(folder)) as running:
        yield running


def test_the_report_of_these_tests_holds_every_string(hostile_report):
    report = parse_report(read_source(hostile_report))

    assert report.symbol == FILE_NAME.removesuffix(".txt")
    assert report.title == TITLE
    for number, text in enumerate(HOSTILE, start=1):
        assert printable(text) in report.passage(f"p{number}").text
    assert report.sections
    assert len(report.passage("f1").figure.values) == 2


@HALVES
def test_hostile_passages_and_comments_are_shown_as_text(open_page, hostile_chat, width, start):
    opened = open_page(width, server=hostile_chat)
    page = opened.page
    page.get_by_role("button", name="How this was found").click()
    for asked, number in enumerate(range(start, len(HOSTILE), 2)):
        opened.ask(f"What does paragraph {number + 1} say?")
        expect(page.locator("#ra-panel h2")).to_have_text(f"¶ {number + 1}")
        cited = page.locator("#ra-panel .ra-cited")
        assert squeezed(printable(HOSTILE[number])) in squeezed(cited.text_content())
        assert cited.locator("*:not(div, p, span, mark, br)").count() == 0
        assert_unharmed(opened, HOSTILE[number])
        say_wrong(page, HOSTILE[number])
        if asked % 10 == 9:
            begin_anew(page)

    assert_comments_are_stored(hostile_chat, HOSTILE[start::2])
    look_at(open_page, hostile_chat, width, ["/feedback", "/feedback?page=2"])


def say_wrong(page, comment):
    form = page.locator("#ra-feedback")
    reason = page.get_by_label("It quotes the wrong passage")
    for _ in range(3):  # an answer that is just over may scroll away under the pointer
        page.get_by_role("button", name="Dislike", exact=True).last.click()
        with contextlib.suppress(AssertionError):
            expect(reason).to_be_visible(timeout=5000)
            break
    reason.check()
    enter(page.get_by_label("Comment"), comment)
    page.get_by_role("button", name="Send").click()
    expect(form).to_be_hidden()


def assert_comments_are_stored(server, comments):
    import httpx

    lines = httpx.get(f"{server.address}/feedback.jsonl").text.splitlines()
    stored = {squeezed(json.loads(line)["comment"]) for line in lines}
    assert {squeezed(comment) for comment in comments} <= stored


def look_at(open_page, server, width, addresses):
    """Open pages one after the other; nothing on them may do anything."""
    opened = open_page(width, server=server, address=addresses[0])
    for address in addresses:
        reply = opened.page.goto(server.address + address)
        assert reply.status == 200
        assert_unharmed(opened, address)


@pytest.mark.parametrize("width", [1280, 390])
def test_the_pages_on_a_hostile_report_are_text(open_page, hostile_chat, width):
    addresses = ["/report", "/about", "/fr/report", "/report?q=evaluation", "/report?q=script"]
    look_at(open_page, hostile_chat, width, addresses)
    opened = open_page(width, server=hostile_chat, address="/?passage=f1")

    panel = opened.page.locator("#ra-panel")
    expect(panel.locator(".ra-cited")).to_contain_text("<script>alert(1)</script>")
    expect(opened.page.get_by_role("heading", level=1)).to_have_text(TITLE)
    assert_unharmed(opened, "figure")


@pytest.mark.parametrize(("width", "form"), [(1280, "HTML"), (390, "Markdown"), (390, "Word")])
def test_a_hostile_conversation_is_saved_under_a_harmless_name(
    open_page, hostile_chat, width, form
):
    opened = open_page(width, server=hostile_chat)
    for number in (3, 19, 60):
        opened.ask(f"What does paragraph {number} say?")
        expect(opened.page.locator("#ra-panel h2")).to_have_text(f"¶ {number}")

    file = saved(opened.page, form)

    assert_harmless_name(file.suggested_filename)
    if form == "HTML":
        assert_file_is_quiet(opened.page.context, file.path())
    opened.assert_quiet()


def saved(page, form):
    export = page.locator("#ra-export")
    if not export.get_by_label(form).is_visible():
        export.get_by_role("button", name="Export").click()
    export.get_by_label(form).check()
    with page.expect_download() as download:
        export.get_by_role("button", name="Save the file").click()
    return download.value


def assert_harmless_name(name):
    assert re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._ -]{5,79}\.(docx|html|md)", name), name
    assert not re.match(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", name, re.IGNORECASE), name
    assert ".." not in name, name


def assert_file_is_quiet(context, path):
    """Open a saved page: it may ask for nothing and do nothing."""
    page, seen = context.new_page(), []
    page.on("request", lambda request: seen.append(request.url))
    page.on("dialog", lambda dialog: seen.append(dialog.message))
    page.on("pageerror", lambda error: seen.append(str(error)))
    copied = path.with_suffix(".html")
    copied.write_bytes(path.read_bytes())
    page.goto(copied.as_uri())
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert seen == [copied.as_uri()]


@HALVES
def test_hostile_names_of_conversations_are_text(open_page, width, start):
    opened = open_page(width)
    page = opened.page
    opened.asked("What does paragraph 8 say?", "¶ 8")
    page.get_by_role("button", name="Past conversations").click()
    name = page.locator("#ra-past label span")
    expect(page.locator("#ra-past input[type=radio]")).to_be_checked()
    for title in HOSTILE[start::2]:
        enter(page.get_by_label("New name"), title)
        page.get_by_role("button", name="Rename").click()
        expect(page.get_by_label("New name")).to_have_value("")
        wanted = squeezed(title).replace("\ufeff", "")  # a blank for JavaScript
        expect(page.locator("#ra-past")).to_be_visible()
        page.wait_for_function(
            "wanted => [...document.querySelectorAll('#ra-past label')].some("
            "it => it.textContent.replace(/\\s/g, '').startsWith(wanted))",
            arg=wanted[:60],
        )
        assert_unharmed(opened, title)
        assert_harmless_name(saved(page, "Markdown").suggested_filename)
    assert name.locator("*").count() == 0


@pytest.mark.parametrize("width", [1280, 390])
def test_hostile_conversations_in_the_browser_are_text(open_page, assistant, width):
    opened = open_page(width)
    page = opened.page
    opened.asked("What does paragraph 8 say?", "¶ 8")
    expect_kept(page)
    page.evaluate(_MULTIPLIED, json.dumps(HOSTILE))
    page.reload()
    page.get_by_role("button", name="Past conversations").click()
    labels = page.locator("#ra-past label:has(input[type=radio])")
    expect(labels).to_have_count(len(HOSTILE) + 1)
    assert_unharmed(opened, "list")

    for place in range(0, len(HOSTILE), 12):
        labels.nth(place).click()
        expect(labels.nth(place).locator("input")).to_be_checked()
        assert_unharmed(opened, place)


# Each conversation that is kept, again under every name and with every question.
_MULTIPLIED = """(text) => {
  const key = Object.keys(localStorage).find((it) => localStorage[it].includes("conversation"));
  const entry = JSON.parse(localStorage[key]);
  const talk = JSON.parse(entry.conversation);
  JSON.parse(text).forEach((title, place) => {
    const id = String(place).padStart(32, "0");
    const turns = talk.turns.map((it) => ({ ...it, question: title }));
    const short = title.slice(0, 120);
    const conversation = JSON.stringify({ ...talk, id, title: short, turns });
    localStorage[key.replace(entry.id, id)] = JSON.stringify({ ...entry, id, title, conversation });
  });
}"""


@pytest.mark.parametrize(
    ("width", "name", "start"),
    [(1280, "passage", 0), (390, "passage", 2), (1280, "about", 4), (390, "about", 6)],
)
def test_hostile_addresses_open_the_chat_as_ever(open_page, chat, width, name, start):
    opened = open_page(width)
    for text in HOSTILE[start::8]:
        opened.page.goto(f"{chat.address}/?{name}={quote(text, errors='replace')}")
        expect(opened.page.get_by_text("The report has no passage")).to_be_visible()
        assert_unharmed(opened, text)


@HALVES
def test_hostile_words_are_searched_in_the_report(open_page, chat, width, start):
    opened = open_page(width, address="/report")
    for text in HOSTILE[start::2]:
        opened.page.goto(f"{chat.address}/report?q={quote(text, errors='replace')}")
        expect(opened.page.get_by_role("searchbox")).to_be_visible()
        assert_unharmed(opened, text)
