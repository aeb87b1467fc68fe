"""Word exports, read back with python-docx."""

import io
import zipfile
from dataclasses import replace
from datetime import date, datetime

import docx
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from corpus import bundled_report
from ui.chat.session import Turn
from ui.export import export_turns
from ui.export.composing import document_of
from ui.export.document import Quote, Statement
from ui.export.holding import holdable
from ui.texts import texts_in

DAY = date(2026, 11, 24)
REPORT = bundled_report()


def content_of(turns, language="en", report=REPORT, title=""):
    return export_turns(turns, report, texts_in(language), "docx", DAY, title).content


def read(turns, **given):
    return docx.Document(io.BytesIO(content_of(turns, **given)))


def styled(word, style):
    return [it.text for it in word.paragraphs if it.style.name == style]


def test_questions_are_headings_and_quotes_are_quotes(turns):
    word = read(turns)
    document = document_of(turns, REPORT, texts_in("en"), DAY, "")
    quotes = [it for each in document.exchanges for it in each.parts if isinstance(it, Quote)]
    assert styled(word, "Title") == [document.title]
    assert styled(word, "Heading 1") == [*(it.question for it in document.exchanges), "Notes"]
    assert styled(word, "Quote") == [f"“{it.text}” {it.label}{it.mark.note}" for it in quotes]


def test_notes_are_word_for_word(turns):
    notes = document_of(turns, REPORT, texts_in("en"), DAY, "").notes
    assert styled(read(turns), "Note") == [
        f"{it.number}.\t“{it.quote}” {it.label} – {it.reference}. {it.report}." for it in notes
    ]


def test_what_is_answered_carries_marks(turns):
    document = document_of(turns, REPORT, texts_in("en"), DAY, "")
    leads = [it for each in document.exchanges for it in each.parts
             if isinstance(it, Statement) and it.role == "lead"]  # fmt: skip
    assert leads
    for it in leads:
        marks = " ".join(str(mark.note) for mark in it.marks)
        assert it.text + marks in styled(read(turns), "Normal")


def test_the_words_of_the_report_are_not_checked_for_spelling(turns):
    styles = read(turns, language="fr").styles
    assert styles["Quote"].font.no_proof
    assert styles["Note"].font.no_proof


def test_marks_and_notes_lead_to_one_another(turns):
    body = read(turns).element.body
    starts = list(body.iter(qn("w:bookmarkStart")))
    names = [it.get(qn("w:name")) for it in starts]
    numbers = [it.get(qn("w:id")) for it in starts]
    targets = {it.get(qn("w:anchor")) for it in body.iter(qn("w:hyperlink"))}
    assert len(names) == len(set(names))
    assert len(numbers) == len(set(numbers))
    assert targets <= set(names)
    assert any(it.startswith("note_") for it in targets)
    assert any(it.startswith("mark_") for it in targets)
    assert numbers == [it.get(qn("w:id")) for it in body.iter(qn("w:bookmarkEnd"))]


def test_the_properties_are_ours_and_fixed(turns):
    known = read(turns, language="fr", title="Mes notes").core_properties
    assert known.title == "Mes notes"
    assert known.author == "Report assistant"
    assert known.created.replace(tzinfo=None) == datetime(2026, 11, 24)
    assert known.language == "fr-FR"
    with zipfile.ZipFile(io.BytesIO(content_of(turns))) as packed:
        assert packed.testzip() is None
        assert {it.date_time for it in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_nothing_is_fetched(turns):
    with zipfile.ZipFile(io.BytesIO(content_of(turns))) as packed:
        for name in packed.namelist():
            assert b'TargetMode="External"' not in packed.read(name)


@given(st.text(min_size=1))
def test_any_text_is_held(text):
    turns = [Turn("Why?", problem="No."), Turn(text, problem=text)]
    word = read(turns, title="My " + text)
    assert word.paragraphs


@given(text=st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_a_quote_is_not_changed(turns, text):
    answer = turns[0].answer
    citation = replace(answer.citations[0], quote=text)
    word = read([Turn("Why?", replace(answer, citations=(citation,)))])
    (quote,) = styled(word, "Quote")
    assert quote.startswith(f"“{holdable(text)}” ")
