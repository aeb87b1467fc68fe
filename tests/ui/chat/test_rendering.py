"""Whatever a question, a report or an answer holds is shown as text."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assistant import Answer, Citation, Refusal
from corpus import Passage, Report, Span, visible
from ui.chat.header import header_html
from ui.chat.rendering import answer_parts, problem_html, question_html, welcome_html
from ui.chat.source_panel import panel_html
from ui.markup import escape
from ui.texts import LANGUAGES, texts_in

ENGLISH = texts_in("en")
OUR_TAGS = set("br div h1 h2 mark p span sup table tbody td th thead tr".split())
HOSTILE = (
    "<script>alert(1)</script>",
    "![x](http://example.org/x.png) [y](javascript:alert(1))",
    "<img src=x onerror=alert(1)> &lt;b&gt; &#60;i&#62;",
    "\n\n# Title\n\n```html\n<b>\n```\n\n    code\n",
    "$$x$$ \\(y\\) http://example.org www.example.org me@example.org",
    "\ud800 \x00 \x1b[31m \u202eabc\u202c ﷐",
)
any_text = st.text() | st.text(alphabet="<>&\"'`*_[]()!#\\/:.\n\r\t ax1") | st.sampled_from(HOSTILE)


class Shown(HTMLParser):
    """What a browser shows of some HTML: its text, and the tags it found."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.text += "\n" if tag == "br" else ""

    def handle_data(self, data):
        self.text += data


def citation(quote: str, label: str = "¶ 1") -> Citation:
    return Citation("R/1", "paragraph", "1", label, "p1", (), quote, 0, len(quote))


@given(any_text)
@example("")
def test_escaped_text_is_shown_as_it_is(text):
    shown = Shown(escape(text))

    assert shown.text == visible(text)
    assert shown.tags <= {"br"}


@given(any_text)
def test_escaped_text_holds_no_mark_of_markdown_and_no_line_end(text):
    rest = re.sub(r"&#\d+;|<br>", "", escape(text))

    assert not re.search(r"[!-/:-@\[-`{-~\r\n\t]", rest)


@given(any_text)
def test_visible_text_can_be_sent_and_keeps_its_length(text):
    lines = text.replace("\r\n", "\n")

    visible(text).encode("utf-8")
    assert len(visible(text)) == len(lines)


def test_what_cannot_be_seen_becomes_a_mark_and_letters_stay():
    assert visible("a\x00b\ud800c\u202ed\u2066e") == "a�b�c�d�e"
    assert visible("Déjà vu – “¶ 8” שלום 中文 😀\tend\r\n") == "Déjà vu – “¶ 8” שלום 中文 😀\tend\n"


@given(any_text)
def test_a_question_adds_no_tag_of_its_own(text):
    shown = Shown(question_html(text, ENGLISH))

    assert shown.tags <= {"div", "br"}
    assert shown.text == (visible(text) if text.strip() else "empty question")


def test_of_a_question_that_is_too_long_the_beginning_is_shown():
    shown = Shown(question_html("why " * 600, ENGLISH))

    assert shown.text == "why " * 50 + " …"


@given(any_text, any_text, any_text)
def test_an_answer_is_shown_word_for_word_and_safely(lead, quote, label):
    answer = Answer("q", "q", lead, (citation(quote, label),))

    first, second = (Shown(part) for part in answer_parts(answer, ENGLISH))

    assert first.text == visible(lead)
    assert second.text == f"“{visible(quote)}” {visible(label)}"
    assert first.tags | second.tags <= OUR_TAGS
    assert first.attributes | second.attributes <= {"class", "role", "tabindex"}


@given(any_text)
def test_a_problem_is_shown_word_for_word(problem):
    assert Shown(problem_html(problem)).text == visible(problem)


@pytest.mark.parametrize(
    ("reason", "title"),
    [
        ("not_in_report", "The report does not say"),
        ("out_of_scope", "This is not a question about the report"),
        ("no_such_reference", "The report has no such place"),
        ("ambiguous_follow_up", "It is not clear what this question refers to"),
        ("unverified", "No answer could be checked against the report"),
    ],
)
def test_a_refusal_says_why_and_shows_the_nearest_passages(reason, title):
    refusal = Refusal(reason, "Nothing was found.", (citation("Near."),))

    parts = [Shown(part).text for part in answer_parts(Answer("q", "q", refusal=refusal), ENGLISH)]

    assert parts[0].startswith(title + "Nothing was found.")
    assert parts[1:] == ["“Near.” ¶ 1"]


def test_a_greeting_is_no_refusal():
    (part,) = answer_parts(Answer("hi", "hi", refusal=Refusal("small_talk", "Hello.")), ENGLISH)

    assert Shown(part).text == "Hello."
    assert "ra-refusal" not in part


def test_the_question_that_was_searched_is_shown_when_it_is_another_one():
    answer = Answer("and at field level?", "What was found at field level?", "It says:")

    assert (
        "Understood as: What was found at field level?"
        in Shown(answer_parts(answer, ENGLISH)[0]).text
    )


@given(any_text, any_text, any_text, st.data())
def test_the_source_panel_marks_the_quote_and_nothing_else(text, title, neighbour, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    passages = (
        Passage("p1", "paragraph", "1", "¶ 1", text, "R/1", section=(title,)),
        Passage("p2", "paragraph", "2", "¶ 2", neighbour, "R/1"),
    )
    report = Report("R/1", title, passages)

    html = panel_html(report, "p1", Span(start, end), ENGLISH)

    marked = "".join(re.findall(r"<mark>(.*?)</mark>", html))
    assert "\n" not in html
    assert Shown(html).tags <= OUR_TAGS | {"a", "svg", "rect"}
    assert _letters(Shown(marked).text) == _letters(visible(text[start:end]))


@given(any_text)
def test_the_head_of_the_page_shows_the_report_safely(text):
    report = Report(text, text, (), session=text, committee=text)

    assert Shown(header_html(report, ENGLISH)).tags <= OUR_TAGS | {"nav", "a"}
    assert Shown(welcome_html(report, ENGLISH)).tags <= OUR_TAGS


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_head_of_the_page_leads_to_the_other_pages_and_languages(language):
    texts = texts_in(language)

    html = header_html(Report("X/1", "Fish", ()), texts, "/reports")

    assert f'href="/reports{texts.root}report"' in html
    assert f'href="/reports{texts.root}about"' in html
    assert all(f'href="/reports/?language={code}" lang="{code}"' in html for code in LANGUAGES)
    assert html.count("aria-current") == 2


def _letters(text: str) -> str:
    """The text without blanks: the panel sets lines and list marks apart."""
    return re.sub(r"\s+", "", text)
