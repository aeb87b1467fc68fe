"""The words of the interface: every one of them in every language."""

import re
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

from ui.texts import LANGUAGES, NAMES, preferred_language, texts_in

UI = Path(__file__).parents[2] / "ui"
METHODS = [("**.py", "python"), ("**.jinja", "jinja2.ext:babel_extract")]
OTHERS = LANGUAGES[1:]


@cache
def messages():
    """Every text in the code and the templates: one, or one and many."""
    return {message for _, _, message, _, _ in extract_from_dir(UI, METHODS)}


def catalogue(language):
    source = (UI / "translations" / f"{language}.po").read_bytes()
    return read_po(BytesIO(source), locale=language, abort_invalid=True)


def values_in(text):
    return sorted(re.findall(r"\{(\w+)[^}]*\}", text))


def test_the_code_has_texts():
    assert len(messages()) > 60
    assert "New conversation" in messages()


@pytest.mark.parametrize("language", OTHERS)
def test_every_text_is_translated_and_no_translation_is_left_over(language):
    translated = {entry.id for entry in catalogue(language) if entry.id and entry.string}

    assert messages() - translated == set()
    assert translated - messages() == set()


@pytest.mark.parametrize("language", OTHERS)
def test_every_translation_is_complete_and_has_the_same_values(language):
    for entry in catalogue(language):
        if not entry.id:
            continue
        sources = entry.id if isinstance(entry.id, tuple) else (entry.id,)
        strings = entry.string if isinstance(entry.string, tuple) else (entry.string,)
        assert not entry.fuzzy, entry.id
        assert all(strings), entry.id
        for string in strings:
            assert values_in(string) in [values_in(source) for source in sources], entry.id


def test_french_never_breaks_a_line_before_a_mark():
    for entry in catalogue("fr"):
        strings = entry.string if isinstance(entry.string, tuple) else (entry.string,)
        for string in strings if entry.id else ():
            assert not re.search(r" [:;?!»]|« ", string), entry.id


@pytest.mark.parametrize(
    ("language", "count", "written"),
    [
        ("fr", 0, "0 passage"),
        ("fr", 2, "2 passages"),
        ("es", 0, "0 pasajes"),
        ("es", 1, "1 pasaje"),
    ],
)
def test_a_number_chooses_the_form(language, count, written):
    texts = texts_in(language)

    assert texts.ngettext("{count} passage", "{count} passages", count) == written


@pytest.mark.parametrize("language", OTHERS)
def test_a_text_is_given_in_its_language(language):
    assert texts_in(language).gettext("New conversation") != "New conversation"
    assert texts_in("en").gettext("New conversation") == "New conversation"


@pytest.mark.parametrize(
    ("language", "written"),
    [("en", "2 November 2010"), ("fr", "2 novembre 2010"), ("es", "2 de noviembre de 2010")],
)
def test_a_date_is_written_as_the_language_does(language, written):
    assert texts_in(language).date(date(2010, 11, 2)) == written


def test_every_language_names_itself_and_has_an_address():
    assert set(NAMES) == set(LANGUAGES)
    assert [texts_in(language).root for language in LANGUAGES] == ["/", "/fr/", "/es/"]


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "en"),
        ("fr", "fr"),
        ("fr-CH, fr;q=0.9, en;q=0.8", "fr"),
        ("de, es;q=0.7, en;q=0.3", "es"),
        ("de, zh", "en"),
        ("en-GB, fr;q=0.9", "en"),
        ("fr;q=0, es;q=0.1", "es"),
        ("ES", "es"),
        ("fr;q=nonsense, es", "es"),
        ("*", "en"),
    ],
)
def test_the_browser_chooses_the_language(header, language):
    assert preferred_language(header) == language


@given(st.text())
def test_any_header_gives_a_language(header):
    assert preferred_language(header) in LANGUAGES
