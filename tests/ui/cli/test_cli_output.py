"""Writing: every encoding, no control characters, valid JSON."""

import io
import json
from contextlib import redirect_stdout
from unicodedata import category

from hypothesis import given
from hypothesis import strategies as st

from ui.cli.output import make_encodable, say, say_json, wrapped
from ui.cli.tables import table

ANY_TEXT = st.text(st.characters(exclude_categories=()))


def code_units(text):
    """Return the text as JSON counts it, where two lone surrogates may make a pair."""
    return text.encode("utf-16", "surrogatepass")


class Screen:
    """A standard output that keeps what is written to it."""

    def __init__(self, encoding):
        self.bytes = io.BytesIO()
        self.stream = io.TextIOWrapper(self.bytes, encoding=encoding)
        make_encodable(self.stream)

    def shown(self):
        self.stream.flush()
        return self.bytes.getvalue()


def test_a_terminal_without_the_characters_gets_plain_letters(monkeypatch):
    screen = Screen("ascii")
    monkeypatch.setattr("sys.stdout", screen.stream)
    say("¶ 19 › “Côte d’Ivoire” – 2008…")
    assert screen.shown() == b'para. 19 > "Cote d\'Ivoire" - 2008...\n'


def test_a_terminal_with_the_characters_gets_them(monkeypatch):
    screen = Screen("utf-8")
    monkeypatch.setattr("sys.stdout", screen.stream)
    say("¶ 19 “Côte”")
    assert screen.shown().decode() == "¶ 19 “Côte”\n"


def test_a_closed_output_is_no_error(monkeypatch):
    monkeypatch.setattr("sys.stdout", None)
    say("anything", at_once=True)
    say_json({"anything": 1})
    make_encodable(None)


@given(ANY_TEXT, st.sampled_from(["ascii", "latin-1", "utf-8", "cp1252"]))
def test_any_text_can_be_written_and_no_terminal_obeys_it(text, encoding):
    screen = Screen(encoding)
    with redirect_stdout(screen.stream):
        say(text)
    written = screen.shown().decode(encoding)
    assert not any(category(it) == "Cc" for it in written if it not in "\n\t")
    assert not any(it in written for it in "\u202a\u202b\u202d\u202e\u2066\u2067\u2068")


@given(ANY_TEXT)
def test_json_is_utf_8_and_keeps_every_character(text):
    screen = Screen("ascii")
    with redirect_stdout(screen.stream):
        say_json({"text": text})
    read_back = json.loads(screen.shown().decode("utf-8"))["text"]
    assert code_units(read_back) == code_units(text)


@given(st.text(st.characters(categories=("L", "P"))), st.sampled_from(["", "    "]))
def test_wrapping_loses_no_word(text, indent):
    assert wrapped(text, indent).split() == text.split()


def test_the_columns_of_a_table_are_aligned():
    assert table([("a", 1), ("long", "x")]) == "a     1\nlong  x"
    assert table([]) == ""
