"""Quotes inside a sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.generation.quotations import quotations_in, with_own_characters, wrong_quotation
from corpus import bundled_report

REPORT = bundled_report()


@pytest.mark.parametrize(
    ("sentence", "quotes"),
    [
        ("It says “a b” and “c”.", ["a b", "c"]),
        ('It says "a b".', ["a b"]),
        ("It says «a b» or „c d“.", ["a b", "c d"]),
        ("It says ‘a b’.", ["a b"]),
        ("It says 'a b'.", ["a b"]),
        ("It says ‘the ILO’s work’ helps.", ["the ILO’s work"]),
        ("It says “no single ‘right’ model”.", ["no single ‘right’ model"]),
        ("Workers’ and employers’ groups.", []),
        ("The ILO's and the Office's work.", []),
        ("It says “a b.”", ["a b"]),
        ("“ ” and “…”", []),
    ],
)
def test_quotes_are_found(sentence, quotes):
    assert [it.words for it in quotations_in(sentence)] == quotes


@pytest.mark.parametrize(
    ("ids", "sentence", "verdict"),
    [
        ("p11", "Capacity is “stretched very thin”.", None),
        ("p11", 'Capacity is "stretched   very thin".', None),
        ("p4", "There is “no single ‘right’ model”.", None),
        ("p8 p11", "Capacity is “stretched very thin”.", None),
        ("p11", "Capacity is “stretched quite thin”.", "fabricated"),
        ("p11", "Capacity is “Stretched very thin”.", "fabricated"),
        ("p8", "Capacity is “stretched very thin”.", "misattributed"),
        ("p11", "It is “etched very thin”.", "misattributed"),
        ("p8", "“ILO visibility continues because governments and partner agencies”", "stitched"),
        ("p11", "Capacity is “stretched very thin.", "unsupported"),
        ("p11", "Capacity is stretched” very thin.", "unsupported"),
        ("p11", 'Capacity is "stretched very thin', "unsupported"),
        ("p11", "Capacity is “stretched “very thin”.", "unsupported"),
    ],
)
def test_a_quote_stands_word_for_word_or_has_a_verdict(ids, sentence, verdict):
    passages = [REPORT.passage(it) for it in ids.split()]
    wrong = wrong_quotation(sentence, passages, REPORT)
    assert (wrong and wrong.verdict) == verdict


def test_a_quote_is_shown_in_the_reports_own_characters():
    passages = [REPORT.passage("p4")]
    typed = "It says \"no single 'right' model\"."
    assert with_own_characters(typed, passages) == 'It says "no single “right” model".'


@given(st.text(alphabet="“”‘’\"'«»„ab ,.", max_size=60))
def test_any_quote_marks_can_be_read(text):
    for quotation in quotations_in(text):
        assert text[quotation.start : quotation.end] == quotation.words != ""
