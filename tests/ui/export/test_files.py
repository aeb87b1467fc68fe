"""Exports of any form: what they hold, and what they are called."""

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import bundled_report
from ui.chat.kept import title_of
from ui.chat.session import ChatSession, Turn
from ui.errors import ExportError
from ui.export import export_turns
from ui.export.composing import document_of
from ui.export.document import Quote, Statement
from ui.texts import texts_in

DAY = date(2026, 11, 24)
FORMS = ("markdown", "html", "docx")
REPORT = bundled_report()


def statements_of(document):
    parts = [part for exchange in document.exchanges for part in exchange.parts]
    return [part for part in parts if isinstance(part, Statement)]


def quotes_of(document):
    parts = [part for exchange in document.exchanges for part in exchange.parts]
    return [part for part in parts if isinstance(part, Quote)]


def export(turns, form, report=REPORT, language="en", title=""):
    return export_turns(turns, report, texts_in(language), form, DAY, title)


@pytest.mark.parametrize("form", FORMS)
def test_nothing_is_not_exported(form):
    with pytest.raises(ExportError, match="nothing to export yet"):
        export((), form)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_the_same_turns_make_the_same_bytes(turns, form, language):
    assert export(turns, form, language=language) == export(turns, form, language=language)


@pytest.mark.parametrize(
    ("form", "ending"), [("markdown", "md"), ("html", "html"), ("docx", "docx")]
)
def test_a_file_is_named_after_the_report_and_the_day(turns, form, ending):
    assert export(turns, form).name == f"GB.309-PFA-5-4 2026-11-24.{ending}"


@pytest.mark.parametrize(
    ("symbol", "name"),
    [
        ("../../etc/passwd", "etc-passwd 2026-11-24.md"),
        ("CON", "report-CON 2026-11-24.md"),
        ("lpt1.x", "report-lpt1.x 2026-11-24.md"),
        ("", "report 2026-11-24.md"),
        ("报告", "report 2026-11-24.md"),
        ("Décision\r\n\x00 n° 5", "Decision-n-5 2026-11-24.md"),
    ],
)
def test_names_are_safe(symbol, name):
    report = replace(REPORT, symbol=symbol)
    assert export([Turn("Why?", problem="No.")], "markdown", report).name == name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Notes on gender", "Notes-on-gender 2026-11-24.md"),
        ("..\\..\\C:\\nul", "C-nul 2026-11-24.md"),
        ("NUL", "report-NUL 2026-11-24.md"),
        ("a\r\nSet-Cookie: x=1; filename=y.exe", "a-Set-Cookie-x-1-filename-y.exe 2026-11-24.md"),
        ("\u202egpj.exe\x00", "gpj.exe 2026-11-24.md"),
        ("😀 报告", "GB.309-PFA-5-4 2026-11-24.md"),
        ("x" * 500, "x" * 59 + " 2026-11-24.md"),
    ],
)
def test_a_file_is_named_after_a_title_of_ones_own(title, name):
    assert export([Turn("Why?", problem="No.")], "markdown", title=title).name == name


@given(st.text(), st.text())
def test_any_symbol_and_title_make_a_name(symbol, title):
    report = replace(REPORT, symbol=symbol)
    name = export([Turn("Why?", problem="No.")], "markdown", report, title=title).name
    assert re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]* 2026-11-24\.md", name)
    assert len(name) <= 80


def test_every_note_quotes_its_passage_word_for_word(turns):
    document = document_of(turns, REPORT, texts_in("en"), DAY, "")
    assert document.notes
    for note in document.notes:
        assert note.quote in REPORT.passage(note.passage_id).text
        assert note.reference.startswith("GB.309/PFA/5/4, ")
        assert note.report == f"{REPORT.title}, 23 September 2010"


def test_the_same_quote_keeps_its_number(turns):
    document = document_of(turns, REPORT, texts_in("en"), DAY, "")
    marks = [mark for it in statements_of(document) for mark in it.marks]
    marks += [it.mark for it in quotes_of(document)]
    cited = {(it.passage_id, it.quote): it for turn in turns for it in turn.citations}
    assert len(document.notes) == len(cited)
    assert [it.number for it in document.notes] == list(range(1, len(cited) + 1))
    for note in document.notes:
        mine = [it.place for it in marks if it.note == note.number]
        assert sorted(mine) == list(range(1, note.marks + 1))
        texts = {it.text for it in quotes_of(document) if it.mark.note == note.number}
        assert texts == {note.quote}


def test_what_is_answered_carries_the_marks_of_its_quotes(turns):
    document = document_of(turns, REPORT, texts_in("en"), DAY, "")
    for exchange, turn in zip(document.exchanges, turns, strict=True):
        quotes = [it.mark.note for it in exchange.parts if isinstance(it, Quote)]
        assert len(quotes) == len(turn.citations)
        for it in exchange.parts:
            if isinstance(it, Statement):
                answered = it.role in {"answer", "lead"}
                assert [mark.note for mark in it.marks] == (quotes if answered else [])


def test_every_statement_and_quote_is_marked_in_reading_order(turns):
    answer = replace(turns[0].answer, short_answer="In short.", lead="At length:")
    document = document_of([Turn("Why?", answer)], REPORT, texts_in("en"), DAY, "")
    short, lead, *quotes = document.exchanges[0].parts
    assert [it.role for it in (short, lead)] == ["answer", "lead"]
    assert {it.place for it in short.marks} == {1}
    assert {it.place for it in lead.marks} == {2}
    assert {it.mark.place for it in quotes} == {3}


def test_what_was_said_is_there(turns):
    document = document_of(turns, REPORT, texts_in("en"), DAY, "")
    said = [(it.text, it.role) for it in statements_of(document)]
    assert (f"Understood as: {turns[1].answer.question}", "understood") in said
    assert ("The index is damaged.", "problem") in said
    assert (turns[2].answer.refusal.message, "refusal") in said
    assert document.title == "Questions about GB.309/PFA/5/4"
    assert document.lines[1] == "Exported on 24 November 2026"


def test_a_title_of_ones_own_is_the_heading(turns):
    texts = texts_in("en")
    assert document_of(turns, REPORT, texts, DAY, " My\nnotes ").title == "My notes"
    begun = turns[0].question[:20]
    assert document_of(turns, REPORT, texts, DAY, begun).title == begun


@pytest.mark.parametrize("question", ["Why?", " Why \n is\tit so? ", "word " * 100])
def test_a_title_that_repeats_the_first_question_is_left_out(question):
    session = ChatSession().failed(question, "No.")
    document = document_of(session.turns, REPORT, texts_in("en"), DAY, title_of(session))
    assert document.title == "Questions about GB.309/PFA/5/4"
    export_name = export(session.turns, "docx", title=title_of(session)).name
    assert export_name == "GB.309-PFA-5-4 2026-11-24.docx"


def test_a_question_that_is_too_long_is_shortened():
    (exchange,) = document_of(
        [Turn("x" * 100_000, problem="Too long.")], REPORT, texts_in("en"), DAY, ""
    ).exchanges
    assert exchange.question == "x" * 200 + " …"


def test_an_empty_question_is_named():
    turns = [Turn(" \n", problem="Ask a question.")]
    assert "empty question" in export(turns, "markdown").content.decode()
