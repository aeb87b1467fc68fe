"""Markdown exports, read back with a Markdown parser."""

import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from corpus import bundled_report, visible
from ui.chat.session import Turn
from ui.export import export_turns
from ui.export.composing import document_of
from ui.export.holding import holdable
from ui.export.markdown import escaped, heading_text
from ui.texts import texts_in

DAY = date(2026, 11, 24)
REPORT = bundled_report()
HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)> <!-- --> <?php ?> </div>",
    "![image](http://example.com/x.png) [link](javascript:alert(1)) [ref][1] [^1]",
    "http://example.com https://example.com www.example.com example.org a@b.example //localhost",
    "<http://example.com> mailto:a@b.c ftp://x.example",
    "# heading\n## another #\n- item\n+ item\n* item\n1. one\n2) two\n> quote\n---\n===\n***",
    "a\n===\nb\n---\nc",
    "    code\n\tcode\n```\ncode\n```\n~~~\n`code` ``",
    "| a | b |\n|---|---|\n| c | d |",
    "*a* _b_ **c** __d__ ~~e~~ $x^2$ $$y$$ ==f== H~2~O",
    "&amp; &#60;b&#62; &nbsp; \\* \\\\ \\",
    "[1]: http://example.com\n[^1]: note\n: definition",
    "  two  blanks  \n\n\nlines  \n",
    "\u2028a\u2029b\u0085c\u00a0d\u3000",
    "- [ ] task\n-\n+\n1.\n=",
    "a  \nb\\\nc",
    "\\",
    "",
    " ",
    "\n",
    "---\ntitle: x\n---",
    "“quote” 😀 \U0001f1e8\U0001f1ed \u0301 \ufeff",
)
SPECIAL = st.text(st.sampled_from(" \n\t\\`*_[]()<>&~$|^#@:/.!+-=0123456789abwx;{}\"'\u00a0"))


class Words(HTMLParser):
    """The words and the tags of what Markdown was read as."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.words, self.tags, self._tag = "", set(), ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        if tag == "br":
            self.words += "\n"
        self._tag = tag

    def handle_endtag(self, tag):
        self._tag = ""

    def handle_data(self, data):
        assert self._tag != "code" or data == "@"  # the one code there is
        self.words += data


def read(markdown, *rules):
    """Return what a parser reads that takes HTML, tables and strikethrough."""
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    # Markdown's own line end behind a <br> is not of the text.
    return Words(parser.render(markdown).replace("<br />\n", "<br />"))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text):
    _stays_text(text)


@given(st.one_of(SPECIAL, st.text()))
def test_any_text_stays_text(text):
    _stays_text(text)


def _stays_text(text):
    text = holdable(text)
    shown = read(f"> “{escaped(text)}” ¶ 1")
    assert shown.words.strip("\n") == f"“{text}” ¶ 1"
    assert shown.tags <= {"blockquote", "p", "br", "code"}
    heading = read(f"## {heading_text(text)}")
    assert heading.words.removesuffix("\n") == text
    assert heading.tags - {"code"} == {"h2"}
    paragraph = read(escaped(text))
    assert paragraph.words.removesuffix("\n") == text
    assert paragraph.tags <= {"p", "br", "code"}


@given(
    st.lists(
        st.sampled_from(
            "http https : // / www . example .com com @ a localhost ftp:// \\ ( - _ 1 ?q=".split()
        )
    ).map("".join)
)
def test_no_address_is_left_that_an_editor_makes_a_link(text):
    for markdown in (escaped(text), heading_text(text)):
        assert not re.search(r"[a-z\d.+_-]\\?@[a-z\d._-]", markdown, re.I), markdown
        plain = re.sub(r"\\[^\w\s]|`@`", " ", markdown)
        assert not re.search(r"//|@|[a-z]:\S|www\.|[^\s.]\.[a-z]", plain), plain


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_question_and_problem_stay_text(text):
    turns = [Turn(text, problem=text), Turn("Why?", problem=text)]
    markdown = export_turns(turns, REPORT, texts_in("en"), "markdown", DAY, "T").content.decode()
    shown = read(markdown)
    assert shown.tags <= {"h1", "h2", "p", "br", "code"}
    assert shown.words.count(visible(text)) >= 2


def test_the_notes_hold_the_quotes(turns):
    document = document_of(turns, REPORT, texts_in("en"), DAY, "")
    markdown = export_turns(turns, REPORT, texts_in("en"), "markdown", DAY).content.decode()
    for note in document.notes:
        assert markdown.count(f"[^{note.number}]") == note.marks + 1
        found = re.search(rf"^\[\^{note.number}\]: (.*\n(?:    .*\n)*)", markdown, re.M)
        shown = read(re.sub(r"^    ", "", found.group(1), flags=re.M))
        expected = f"“{note.quote}”\n{note.label} – {note.reference}. {note.report}."
        assert shown.words.strip() == expected


def test_an_email_address_is_no_link():
    # GitHub reads one even where its @ stands behind a backslash.
    assert escaped("To jane.doe@ilo.org, @all") == "To jane\\.doe`@`ilo\\.org, \\@all"
    assert read(escaped("jane.doe@ilo.org")).words.strip() == "jane.doe@ilo.org"


def test_an_exclamation_mark_and_a_note_are_no_image(turns):
    answer = replace(turns[0].answer, lead="Yes!")
    turns = [Turn("Why?", answer)]
    markdown = export_turns(turns, REPORT, texts_in("en"), "markdown", DAY).content.decode()
    assert "Yes\\![^1]" in markdown


def test_what_needs_no_mark_gets_none():
    text = "The long-term plan (1999–2003): US$36 million. See GB.309/PFA/5/4, para. 19 – a/b."
    assert escaped(text) == text.replace("$", "\\$")
