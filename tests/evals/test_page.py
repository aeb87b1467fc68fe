"""The page of a run: whole, the same every time, and harmless whatever stands in it."""

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evals import (
    RunFileError,
    SystemAnswer,
    SystemCitation,
    make_system,
    run_system,
    shipped_cases,
)
from evals.case import Case
from evals.page import render_page, write_page
from evals.page.case_view import marked
from evals.page.charts import latency_histogram, verdict_shares

HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\u202e\x1b[31m{{ 7*7 }}"


class Tags(HTMLParser):
    """Collects tags, attributes and text."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.attributes, self.text = [], [], ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data):
        self.text += data


class Echo:
    """A system that says what it was given."""

    name = "echo"
    description = HOSTILE

    def __init__(self, words):
        self.words = words

    def answer(self, question, history):
        citation = SystemCitation(passage_id=self.words[:40], quote=self.words)
        return SystemAnswer(
            text=self.words, citations=(citation,), ranking=(self.words,), question=self.words
        )

    def provenance(self):
        return {"words": self.words}


@pytest.fixture(scope="module")
def runs(context, report):
    cases = shipped_cases(report)[::12]
    return [run_system(make_system(name, context), cases, report) for name in ("bm25", "dense")]


def hostile_run(words, report):
    case = Case(
        id="hostile",
        kind="fact",
        question=f"x{words}",
        history=(f"y{words}",),
        answerable=True,
        passages=("p11",),
        facts=((f"z{words}",),),
        forbidden=(words,),
        note=words,
    )
    return run_system(Echo(words), [case], report)


def test_the_same_runs_give_the_same_page_and_every_case_is_on_it(runs):
    page = render_page(runs[0], runs[1:])
    assert page == render_page(runs[0], runs[1:])
    ids = {value for name, value in Tags(page).attributes if name == "id"}
    assert {f"case-{result.case.id}" for result in runs[0].results} <= ids


def test_nothing_is_fetched_and_nothing_runs_but_the_filter(runs):
    page = render_page(runs[0], runs[1:])
    tags = Tags(page)
    assert not {"img", "link", "iframe", "object", "embed", "base"} & set(tags.tags)
    names = {name for name, _ in tags.attributes}
    assert not {name for name in names if name.startswith("on")} | (names & {"src", "style"})
    assert all(value.startswith("#") for name, value in tags.attributes if name == "href")
    policy = next(v for k, v in tags.attributes if k == "content" and "default-src" in v)
    assert policy.startswith("default-src 'none'")
    for tag in ("style", "script"):
        (body,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.S)
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def test_hostile_words_are_shown_and_do_nothing(report):
    page = render_page(hostile_run(HOSTILE, report), [])
    assert page.count("<script") == 1
    assert "<img" not in page
    assert "\u202e" not in page
    assert "\x1b" not in page
    assert "{{ 7*7 }}" in Tags(page).text


@settings(max_examples=40)
@given(st.text(min_size=1, max_size=60))
def test_any_words_leave_the_page_as_it_is_built(report, words):
    try:
        run = hostile_run(words, report)
    except ValueError:
        return  # no case
    plain = Tags(render_page(hostile_run("plain words", report), [])).tags
    tags = [tag for tag in Tags(render_page(run, [])).tags if tag != "mark"]
    optional = {"dt", "dd", "blockquote", "p", "span"}
    assert [t for t in tags if t not in optional] == [
        t for t in plain if t not in {*optional, "mark"}
    ]


def test_a_run_without_an_answer_has_a_page(report):
    class Mute(Echo):
        def answer(self, question, history):
            raise RuntimeError("no voice")

    case = Case(id="one", kind="fact", question="Why?", answerable=True, passages=("p1",))
    page = render_page(run_system(Mute("x"), [case], report), [])
    assert "No question was answered." in page
    assert "RuntimeError: no voice" in page


def test_a_page_is_written_whole_or_not_at_all(runs, tmp_path):
    write_page(runs[0], [], tmp_path / "page.html")
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]
    with pytest.raises(RunFileError, match="cannot be written"):
        write_page(runs[0], [], tmp_path / "none" / "page.html")


@given(st.text(max_size=80), st.lists(st.text(min_size=1, max_size=6), max_size=3))
def test_marking_facts_loses_no_character(text, variants):
    assert "".join(piece.text for piece in marked(text, [variants])) == text


def test_a_change_is_told_against_the_right_run(runs, report):
    from evals.page.case_view import case_views

    nothing_in_common = runs[1].model_copy(update={"results": runs[1].results[:1]})
    views = case_views(runs[0], [nothing_in_common, runs[1]])
    last = views[-1]
    assert [other.place for other in last.others] == [1]
    assert last.changed == ("1" if last.others[0].changed else "")


def test_facts_are_marked_where_they_stand():
    pieces = marked("Merging THREE units; three–fold.", [["three"]])
    assert [piece.text for piece in pieces if piece.is_fact] == ["THREE", "three"]


def test_charts_hold_every_question(runs):
    histogram = latency_histogram(runs[0].results)
    assert sum(column.count for column in histogram.columns) == len(runs[0].results)
    assert all(0 <= place <= 100 for place, _ in histogram.marks)
    shares = verdict_shares(runs[0].results)
    assert sum(share.count for share in shares) == len(runs[0].results)
    assert shares[-1].x + shares[-1].width == pytest.approx(100)
