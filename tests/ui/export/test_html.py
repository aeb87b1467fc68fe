"""HTML exports, read back with an HTML parser."""

import base64
import hashlib
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest

from corpus import bundled_report
from ui.chat.session import Turn
from ui.export import export_turns
from ui.export.composing import document_of
from ui.export.document import Statement
from ui.texts import texts_in

DAY = date(2026, 11, 24)
REPORT = bundled_report()
HOSTILE = (
    "<script>alert(1)</script><img src=//example.com/x onerror=alert(1)>"
    "\" onclick='x' </style></title><svg/onload=a> {{7*7}} {% raw %} &lt;b&gt;"
)


class Page(HTMLParser):
    """Ids, links, tags and the words of each kind of element."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.elements, self.words, self._open = [], {}, []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in {"meta"}:
            self._open.append(tag)

    def handle_endtag(self, tag):
        assert self._open.pop() == tag

    def handle_data(self, data):
        for tag in set(self._open):
            self.words[tag] = self.words.get(tag, "") + data

    def values(self, name):
        return [attrs[name] for _, attrs in self.elements if name in attrs]


def page_of(turns, language="en", report=REPORT, title=""):
    return Page(html_of(turns, language, report, title))


def html_of(turns, language="en", report=REPORT, title=""):
    return export_turns(turns, report, texts_in(language), "html", DAY, title).content.decode()


def test_marks_and_notes_lead_to_one_another(turns):
    page = page_of(turns)
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    targets = [it.removeprefix("#") for it in page.values("href")]
    assert set(targets) <= set(ids)
    assert {it for it in ids if it.startswith(("note-", "mark-"))} == set(targets)


def test_quotes_and_notes_are_word_for_word(turns):
    page = page_of(turns)
    for note in document_of(turns, REPORT, texts_in("en"), DAY, "").notes:
        assert f"“{note.quote}”" in page.words["blockquote"]
        assert f"“{note.quote}”" in page.words["li"]
        assert note.reference in page.words["li"]
        assert note.report in page.words["li"]


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_the_language_is_named(turns, language):
    assert page_of(turns, language).elements[0] == ("html", {"lang": language})


def test_the_language_of_the_report_is_not_claimed(turns):
    for tag, attributes in page_of(turns, "fr").elements:
        quoted = tag == "blockquote" or attributes.get("class") == "quote"
        assert attributes.get("lang") == ("" if quoted else "fr" if tag == "html" else None)


def test_what_is_answered_carries_marks(turns):
    document = document_of(turns, REPORT, texts_in("en"), DAY, "")
    for exchange in document.exchanges:
        for it in exchange.parts:
            if isinstance(it, Statement) and it.marks:
                marks = " ".join(str(mark.note) for mark in it.marks)
                assert it.text + marks in page_of(turns).words["p"]


def test_nothing_is_fetched_and_nothing_runs(turns):
    html = html_of(turns)
    page = Page(html)
    style = re.search(r"<style>(.*?)</style>", html, re.S).group(1)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert page.values("content")[0] == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    assert "url(" not in style
    assert not page.values("src")
    assert not page.values("style")
    assert all(it.startswith("#") for it in page.values("href"))


def test_there_are_rules_for_print_and_for_the_dark(turns):
    html = html_of(turns)
    assert "@media print" in html
    assert "prefers-color-scheme: dark" in html


def test_hostile_text_stays_text(turns):
    answer = turns[0].answer
    citation = replace(answer.citations[0], quote=HOSTILE, label=HOSTILE, passage_id=HOSTILE)
    spoilt = replace(
        answer, lead=HOSTILE, short_answer=HOSTILE, question=HOSTILE, citations=(citation,)
    )
    report = replace(REPORT, symbol=HOSTILE, title=HOSTILE)
    page = page_of(
        [Turn(HOSTILE, spoilt), Turn(HOSTILE, problem=HOSTILE)], report=report, title="My" + HOSTILE
    )
    assert {tag for tag, _ in page.elements} <= {
        "html", "head", "meta", "title", "style", "body", "header", "h1", "p", "main", "section",
        "h2", "blockquote", "span", "sup", "a", "ol", "li",
    }  # fmt: skip
    assert not any(name.startswith("on") for _, attrs in page.elements for name in attrs)
    for tag in ("title", "h1", "h2", "p", "blockquote", "li"):
        assert HOSTILE in page.words[tag], tag


def test_control_characters_are_marked():
    html = html_of([Turn("a\x00b\x1b\ud800\u202e", problem="c\x08\r\nd")])
    assert "a\ufffdb\ufffd\ufffd\ufffd" in html
    assert "c\ufffd\nd" in html
