"""What a question demands, and whether a text has it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.agreement import TextWords, Vocabulary, share_missing
from assistant.demands import Demands, demands_of
from corpus import bundled_report

PLAIN = Vocabulary(bundled_report()).plain


@pytest.mark.parametrize(
    ("question", "names", "numbers", "kind"),
    [
        ("How much went to Brazil in 2009?", ("Brazil",), ("2009",), "number"),
        ("When was the agreement with India signed?", ("India",), (), "time"),
        ("Who paid for it?", (), (), "name"),
        ("Is coverage growing?", (), (), None),
        ("What shall I do, I’m asking?", (), (), None),
        ("What percentage of women are covered?", (), (), "percentage"),
        ("What did the project cost?", (), (), "money"),
        ("How many of 1,200 people?", (), ("1200",), "number"),
        ("What does the WHO do in Viet Nam?", ("WHO", "Viet", "Nam"), (), None),
    ],
)
def test_names_numbers_and_kind(question, names, numbers, kind):
    demands = demands_of(question, PLAIN)
    assert (demands.names, demands.numbers, demands.kind) == (names, numbers, kind)


def test_words_that_the_report_writes_small_are_no_names():
    assert demands_of("What did the Evaluation find on Coverage?", PLAIN).names == ()


@pytest.mark.parametrize(
    ("name", "text", "held"),
    [
        ("Africa", "African countries", True),
        ("Brazil", "in Brazil’s towns", True),
        ("India", "Indonesia and Indians", True),
        ("India", "Indonesia", False),
        ("WHO", "those who pay", True),
        ("WHO", "the World Health Organization", True),
        ("IMF", "the International Monetary Fund", True),
        ("IMF", "International aid for Money", False),
        ("ILO", "the silo", False),
        ("Senegal", "the sea", False),
    ],
)
def test_a_name_is_held_in_any_form_of_it(name, text, held):
    assert TextWords(text).holds_name(name) is held


@pytest.mark.parametrize(
    ("kind", "text", "held"),
    [
        ("number", "They are 76.", True),
        ("number", "There are two of them.", True),
        ("number", "There are some.", False),
        ("time", "It was done in 2009.", True),
        ("time", "Every other month.", True),
        ("time", "It was done by 76 people.", False),
        ("name", "It was done by the ILO.", True),
        ("name", "it was done by nobody.", False),
        ("percentage", "It was 12 per cent.", True),
        ("percentage", "It was 12 of them.", False),
        ("money", "It was US$12,000.", True),
        ("money", "It was 12 of them.", False),
    ],
)
def test_the_kind_of_answer(kind, text, held):
    assert TextWords(text).holds_kind(Demands((), (), kind, ())) is held


def test_what_the_question_says_itself_is_no_answer():
    demands = demands_of("Who sits on the Harbour Board?", PLAIN)
    assert not TextWords("the Harbour Board meets.").holds_kind(demands)
    assert TextWords("the Harbour Board has Ann Smith.").holds_kind(demands)
    demands = demands_of("How many of the 76 countries paid?", PLAIN)
    assert not TextWords("the 76 countries were asked.").holds_kind(demands)


@given(st.lists(st.booleans()))
def test_shares_are_shares(found):
    assert 0 <= share_missing(found) <= 1
    assert share_missing([True, *found]) <= share_missing([False, *found])


@given(st.text(max_size=200))
def test_a_text_holds_its_own_numbers(text):
    words = TextWords(text)
    assert all(words.holds_number(it) for it in demands_of(text, PLAIN).numbers)
