"""The pages beside the chat in a browser: two widths, two themes, by keyboard and by mouse."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
_ADDRESSES = ("/report", "/report?q=social+security", "/report?q=zeppelin", "/about", "/fr/report")


@pytest.fixture
def page(browser: "Browser", pages_address: str) -> Iterator["Page"]:
    context = browser.new_context(base_url=pages_address, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    context.close()
    assert said == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_is_wider_than_the_screen(page, width, theme):
    page.set_viewport_size({"width": width, "height": 844})
    page.emulate_media(color_scheme=theme)
    for address in _ADDRESSES:
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_every_page_is_accessible(page, axe, width, theme):
    page.set_viewport_size({"width": width, "height": 844})
    page.emulate_media(color_scheme=theme)
    for address in (*_ADDRESSES, "/report?q=", "/report?q=money+by+region&mode=meaning"):
        page.goto(address)
        for summary in page.locator("summary:visible").all():
            summary.click()
        assert axe(page) == [], address


def test_a_named_place_is_accessible(page, axe):
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        for anchor in ("p19", "r7", "f3", "n1"):
            page.goto(f"/report?q=the#{anchor}")
            assert axe(page) == [], anchor


def test_nothing_comes_from_elsewhere(page, pages_address):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for address in _ADDRESSES:
        page.goto(address)
    assert asked
    assert all(it.startswith((f"{pages_address}/", "data:,")) for it in asked)


def test_one_click_takes_the_whole_reference(page):
    page.goto("/report#p19")
    page.locator("#p19 .ra-reference").click()
    assert page.evaluate("getSelection().toString()") == "GB.309/PFA/5/4, para. 19"


def test_themes_follow_the_system(page):
    grounds = set()
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        page.goto("/about")
        grounds.add(page.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert len(grounds) == 2


def test_the_first_tab_leads_past_the_head(page):
    page.goto("/report")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_a_search_leads_to_the_place(page):
    page.goto("/report")
    page.get_by_label("Search the report").fill("South-South exchanges")
    page.keyboard.press("Enter")
    page.get_by_text("1 place · 1 passage").wait_for()
    page.locator(".ra-hits").get_by_role("link", name="Recommendation 7").click()
    assert page.url.endswith("#r7")
    mark = page.locator("#r7 mark")
    assert mark.inner_text() == "South–South exchanges"
    assert page.evaluate("document.querySelector('#r7 mark').getBoundingClientRect().top") < 900


def test_search_by_meaning(page):
    page.goto("/report")
    page.get_by_label("Search the report").fill("money by region")
    page.get_by_label("By meaning").check()
    page.get_by_role("button", name="Search").click()
    assert page.locator(".ra-hits li").count() >= 1
    assert page.get_by_label("By meaning").is_checked()


def test_a_passage_can_be_asked_about_by_its_name(page):
    page.goto("/report#p19")
    assert page.get_by_role("link", name="Ask about ¶ 19", exact=True).is_visible()
    assert page.get_by_role("article", name="¶ 19").is_visible()


def test_the_named_passage_is_shown_and_stands_out(page):
    grounds = []
    for address in ("/about", "/report", "/report#p19"):
        page.goto(address)
        if "report" in address:
            grounds.append(
                page.evaluate("getComputedStyle(document.querySelector('#p19')).backgroundColor")
            )
    assert grounds[0] != grounds[1]
    top = page.evaluate("document.querySelector('#p19').getBoundingClientRect().top")
    assert 0 <= top < 200


def test_a_footnote_and_back(page):
    page.goto("/report")
    page.locator("#n1-in-p3").click()
    assert page.url.endswith("#n1")
    page.locator("#n1").get_by_role("link", name="Back to ¶ 3").click()
    assert page.url.endswith("#n1-in-p3")


def test_contents_beside_the_text_or_folded_above_it(page):
    page.goto("/report")
    beside, folded = page.locator(".ra-wide"), page.locator("details.ra-narrow")
    assert beside.is_visible()
    assert not folded.is_visible()
    page.set_viewport_size({"width": 390, "height": 844})
    assert not beside.is_visible()
    folded.locator("summary").click()
    folded.get_by_role("link", name="Lessons learned").click()
    heading = page.get_by_role("heading", name="Lessons learned")
    assert 0 <= heading.bounding_box()["y"] < 200


def test_lines_are_short_enough_to_read(page):
    page.goto("/report")
    longest = page.evaluate(
        """() => {
            const probe = document.createElement('span');
            probe.textContent = 'Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do e';
            document.querySelector('#p1 .ra-line').append(probe);
            const wide = document.querySelector('#p1 .ra-body').clientWidth;
            probe.setAttribute('class', 'ra-hidden');
            const letter = probe.scrollWidth / probe.textContent.length;
            return wide / letter;
        }"""
    )
    assert 40 < longest <= 78


def test_every_bar_is_as_long_as_its_value(page):
    page.goto("/report")
    rows = page.locator("table.ra-values tbody tr")
    pairs = [
        (float(row.locator("td").last.inner_text()), row.locator("rect").bounding_box()["width"])
        for row in rows.all()
    ]
    unit = max(width for _, width in pairs) / max(value for value, _ in pairs)
    for value, width in pairs:
        assert width == pytest.approx(value * unit, abs=1)


def test_print_shows_the_report_and_nothing_else(page):
    page.goto("/report")
    page.emulate_media(media="print")
    assert page.locator("#p1 .ra-line").is_visible()
    for hidden in (".ra-search", ".ra-wide", ".ra-narrow", "#p1 .ra-tools", ".ra-languages"):
        assert not page.locator(hidden).first.is_visible()
