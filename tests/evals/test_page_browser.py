"""The page in a browser: filters, links, keyboard, narrow and dark; no request, no error."""

import re

import pytest
from playwright.sync_api import Page, expect

from evals import make_system, run_system, shipped_cases
from evals.page import write_page

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def runs(context, report):
    cases = shipped_cases(report)[::7]
    return [run_system(make_system(name, context), cases, report) for name in ("assistant", "bm25")]


@pytest.fixture(scope="module")
def address(runs, tmp_path_factory):
    path = tmp_path_factory.mktemp("page") / "report.html"
    write_page(runs[0], runs[1:], path)
    return path.as_uri()


@pytest.fixture
def open_page(browser, address):
    """Open the page, and check at the end that it fetched nothing and broke nothing."""
    contexts, requests, trouble = [], [], []

    def call(fragment="", **options) -> Page:
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: requests.append(request.url))
        page.on("console", lambda message: trouble.append(message.text))
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.goto(address + fragment)
        return page

    yield call
    assert {url.partition("#")[0] for url in requests} == {address}
    assert trouble == []
    for context in contexts:
        context.close()


def shown(page):
    return page.locator("details.case:visible").count()


def count_of(runs, wanted):
    return sum(1 for result in runs[0].results if wanted(result))


def test_the_figures_and_every_question_are_there(open_page, runs):
    page = open_page()
    expect(page.locator("h1")).to_have_text("assistant")
    expect(page.locator("#count")).to_contain_text(f"{len(runs[0].results)} ")
    assert shown(page) == len(runs[0].results)
    first = page.locator(".card .figure").first
    expect(first).to_have_text(f"{runs[0].figures['accuracy'].value:.3f}")
    assert page.locator(".bars tbody").count() == 6
    assert page.locator(".bars svg").count() == 12


def test_filters_by_kind_verdict_split_change_and_words(open_page, runs):
    page = open_page()
    total = len(runs[0].results)
    filters = {
        ("Kind", "fact"): lambda r: r.case.kind == "fact",
        ("Verdict", "right"): lambda r: r.verdict == "right",
        ("Verdict", "bad"): lambda r: r.verdict not in ("right", "rightly_refused"),
        ("Split", "dev"): lambda r: r.case.split == "dev",
    }
    for (label, value), wanted in filters.items():
        page.get_by_label(label, exact=True).select_option(value)
        expected = count_of(runs, wanted)
        assert 0 < expected < total
        expect(page.locator("#count")).to_have_text(f"{expected} of {total} questions")
        assert shown(page) == expected
        page.get_by_role("button", name="Show all").click()
        expect(page.locator("#count")).to_have_text(f"{total} of {total} questions")
    page.get_by_label("Changed against").select_option(label="bm25")
    good = {"right", "rightly_refused"}
    changed = sum(
        (ours.verdict in good) != (theirs.verdict in good)
        for ours, theirs in zip(runs[0].results, runs[1].results, strict=True)
    )
    expect(page.locator("#count")).to_have_text(f"{changed} of {total} questions")
    page.get_by_role("button", name="Show all").click()
    page.get_by_label("Words").fill(runs[0].results[5].case.question[:25].upper())
    expect(page.locator(f"#case-{runs[0].results[5].case.id}")).to_be_visible()
    assert shown(page) < total


def test_filters_work_together(open_page, runs):
    page = open_page()
    page.get_by_label("Kind", exact=True).select_option("fact")
    page.get_by_label("Verdict", exact=True).select_option("good")
    expected = count_of(
        runs, lambda r: r.case.kind == "fact" and r.verdict in ("right", "rightly_refused")
    )
    expect(page.locator("#count")).to_contain_text(f"{expected} of")


def test_a_link_opens_its_question(open_page, runs):
    name = runs[0].results[-1].case.id
    page = open_page(f"#case-{name}")
    expect(page.locator(f"#case-{name}")).to_have_attribute("open", "")
    expect(page.locator(f"#case-{name} dl")).to_be_visible()


def test_a_link_to_a_question_that_is_filtered_out_shows_it(open_page, runs):
    result = runs[0].results[-1]
    page = open_page("#%")
    page.get_by_label("Words").fill("zzzz")
    page.evaluate(f"location.hash = '#case-{result.case.id}'")
    expect(page.locator(f"#case-{result.case.id} summary")).to_be_in_viewport()
    expect(page.locator("#count")).to_have_text(
        f"{len(runs[0].results)} of {len(runs[0].results)} questions"
    )


def test_a_question_shows_quotes_gold_and_facts(open_page, runs):
    result = next(r for r in runs[0].results if r.verdict == "right" and r.case.facts)
    page = open_page(f"#case-{result.case.id}")
    case = page.locator(f"#case-{result.case.id}")
    expect(case.locator("blockquote").first).to_contain_text(
        re.sub(r"\s+", " ", result.answer.citations[0].quote)[:40]
    )
    assert case.locator("mark").count() >= 1
    assert case.locator(".cite.gold").count() >= 1


def test_it_can_be_used_with_the_keyboard_alone(open_page):
    page = open_page()
    page.get_by_label("Words").focus()
    page.keyboard.type("zzzz")
    expect(page.locator("#count")).to_have_text(re.compile("^0 of"))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#count")).not_to_have_text(re.compile("^0 of"))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("details.case").first).to_have_attribute("open", "")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_it_never_scrolls_sideways(open_page, width, scheme):
    page = open_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach(it => { it.open = true })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (paper == "rgb(255, 255, 255)") == (scheme == "light")


def test_without_javascript_all_is_there_to_read(open_page, runs):
    page = open_page(java_script_enabled=False)
    assert page.locator("details.case").count() == len(runs[0].results)
    expect(page.locator("#filters")).to_be_hidden()
    page.locator("details.case summary").first.click()
    expect(page.locator("details.case dl").first).to_be_visible()
