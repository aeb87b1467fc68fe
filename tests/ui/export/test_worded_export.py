"""Answers of a chat model in exports: its sentences with notes, never what was removed."""

import io
from datetime import date

import pytest
from docx import Document

from tests.scripted_model import QUESTION
from ui.chat.session import ChatSession
from ui.export import export_turns
from ui.texts import texts_in

SAID = "merging three units."


@pytest.fixture(scope="module")
def turns(with_model):
    return ChatSession().answered(QUESTION, with_model.ask(QUESTION)).turns


def exported(turns, with_model, form):
    day = date(2026, 1, 2)
    file = export_turns(turns, with_model.report, texts_in("en"), form, day)
    if form != "docx":
        return file.content.decode()
    paragraphs = Document(io.BytesIO(file.content)).element.body.iter()
    return "".join(it.text or "" for it in paragraphs if it.tag.endswith("}t"))


@pytest.mark.parametrize("form", ["markdown", "html", "docx"])
def test_sentences_are_exported_and_who_worded_them(turns, with_model, form):
    text = exported(turns, with_model, form)

    assert SAID in text
    assert "Worded by scripted" in text
    assert "2 sentences failed the check" in text
    assert "Seven" not in text
    assert "Atlantis" not in text


def test_a_sentence_and_its_quote_share_a_note(turns, with_model):
    text = exported(turns, with_model, "markdown")

    assert f"{SAID}[^1]" in text
    assert text.count("[^1]") == 3
    assert "[^2]" not in text
