"""The chat without a browser: what each use of the page gives back, with the real assistant."""

import re
from types import SimpleNamespace

import pytest

from corpus import Passage, Report, visible
from ui.chat.examples import example_questions
from ui.chat.handlers import Chat
from ui.chat.session import ChatSession
from ui.markup import escape


@pytest.fixture(scope="module")
def page(assistant):
    return Chat(assistant)


def ask(page, question, session=None):
    """Return the last state of the page after a question."""
    *_, last = page.ask(question, session or ChatSession())
    return last


def test_the_question_is_shown_before_the_answer_is_there(page):
    first, last = page.ask("What does paragraph 1 say?", ChatSession())

    assert [message["role"] for message in first[1]] == ["user"]
    assert [message["role"] for message in last[1]] == ["user", "assistant"]


def test_an_answer_opens_its_first_source(page, assistant):
    session, messages, sources, panel, left = ask(page, "What does paragraph 8 say?")

    assert session.source.passage_id == "p8"
    assert "&#91;¶ 8&#93;" in messages[1]["content"][1]
    assert sources.choices[0] == ("¶ 8", "0")
    assert "¶ 8</h2>" in panel
    assert "<mark>" in panel
    assert left == ""


@pytest.mark.parametrize("question", ["", " \t\n", "x" * 2001, "\u202e\x00", "\ud800", "?!"])
def test_a_question_that_cannot_be_searched_gets_one_plain_sentence(page, question):
    session, messages, _, panel, left = ask(page, question)

    assert session.turns[0].problem.startswith("The question")
    assert "ra-problem" in messages[1]["content"][0]
    assert "<mark>" not in panel
    assert left == visible(question)
    left.encode()


def test_a_place_the_report_does_not_have_is_refused(page):
    session, messages, *_ = ask(page, "What does paragraph 999 say?")

    assert session.turns[0].answer.refusal.reason == "no_such_reference"
    assert "The report has no such place" in messages[1]["content"][0]


def test_a_quote_of_an_earlier_answer_can_be_chosen_in_the_conversation(page):
    first = ask(page, "What does paragraph 8 say?")[0]
    session, messages, *_ = ask(page, "What is Recommendation 2?", first)
    chosen = SimpleNamespace(index=1, value=messages[1]["content"][1])

    session, _, sources, panel = page.open_quote(session, chosen)

    assert session.source.passage_id == "p8"
    assert sources.choices[0][0] == "¶ 8"
    assert "¶ 8</h2>" in panel


def test_what_is_not_on_the_page_cannot_be_opened(page):
    session = ask(page, "What does paragraph 8 say?")[0]

    for index, value in ((0, "x"), (7, "x"), (-1, "x")):
        event = SimpleNamespace(index=index, value=value)
        assert page.open_quote(session, event)[0] == session
    assert page.open_source("99", session)[0] == session
    assert page.open_source(None, ChatSession())[0] == ChatSession()


def test_a_new_conversation_is_empty(page):
    session, messages, sources, _, left = page.start_again()

    assert session == ChatSession()
    assert (messages, left) == ([], "")
    assert not sources.visible


def test_a_broken_assistant_is_reported_in_plain_words_and_logged(assistant, caplog):
    class Broken:
        report = assistant.report

        def ask(self, *_):
            raise ZeroDivisionError("secret detail")

    session, *_ = ask(Chat(Broken()), "What does paragraph 1 say?")

    assert session.turns[0].problem.startswith("Something went wrong inside the program")
    assert "secret detail" not in session.turns[0].problem
    assert "secret detail" in caplog.text


def test_every_passage_can_be_shown_as_a_source(page, assistant):
    for passage in assistant.report.passages:
        panel = _whole(assistant.report, passage)
        words = re.sub(r"\W+", "", passage.text.split("\n")[0])
        shown = re.sub(r"\W+", "", re.sub(r"<sup>.*?</sup>|<[^>]+>|&#\d+;", "", panel))
        assert words in shown, passage.id


def test_a_list_is_shown_as_a_list(assistant):
    passage = next(passage for passage in assistant.report.passages if len(passage.items) > 2)

    assert _whole(assistant.report, passage).count("ra-item") == len(passage.items)


def test_the_values_of_a_figure_are_shown_as_a_table(assistant):
    figure = next(p for p in assistant.report.passages if p.figure and p.figure.values)

    panel = _whole(assistant.report, figure)

    assert panel.count("<tr><td>") == len(figure.figure.values)
    assert all(f"<td><mark>{escape(value.label)}<" in panel for value in figure.figure.values)


def test_a_footnote_is_shown_with_the_passage_that_carries_its_mark(assistant):
    marked = next(passage for passage in assistant.report.passages if passage.marks)
    footnote = assistant.report.passage(marked.marks[0].footnote)

    panel = _whole(assistant.report, marked)

    assert f"<sup>{footnote.number}</sup>" in panel
    assert escape(footnote.text) in panel


def test_the_passages_around_a_source_are_shown(assistant):
    before, passage, after = assistant.report.passages[3:6]

    panel = _whole(assistant.report, passage)

    assert panel.index(f">{before.label}</span>") < panel.index("ra-cited")
    assert panel.index("ra-cited") < panel.index(f">{after.label}</span>")


def test_every_example_is_answered(assistant):
    examples = example_questions(assistant)

    assert len(examples) == 6
    for example in examples:
        answer = assistant.ask(example)
        assert answer.refusal is None
        assert answer.citations


def test_examples_come_from_the_structure_of_any_report(assistant):
    class Yes:
        report = Report(
            "X/1",
            "Fish",
            (
                Passage("p7", "paragraph", "7", "¶ 7", "Trout.", "X/1", ("Rivers", "UN rules")),
                Passage("p8", "paragraph", "8", "¶ 8", "Pike.", "X/1", ("Rivers", "Catches")),
                Passage("t2", "table", "2", "Table 2", "Weights", "X/1", ("Rivers", "Catches")),
            ),
        )

        def ask(self, *_):
            return SimpleNamespace(refusal=None)

    assert example_questions(Yes()) == (
        "What does the report say about catches?",
        "What does the report say about UN rules?",
        "What does paragraph 7 say?",
        "What does Table 2 show?",
    )


def _whole(report, passage):
    """The panel with the whole passage quoted."""
    from assistant import Citation
    from ui.chat.source_panel import panel_html

    quoted = Citation(
        report.symbol, passage.kind, passage.number, passage.label, passage.id,
        passage.section, passage.text, 0, len(passage.text),
    )  # fmt: skip
    return panel_html(report, quoted)
