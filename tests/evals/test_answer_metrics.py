"""Facts, quotes and words in an answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import f1_score

from evals.facts import occurs, spans
from evals.metrics import (
    answer_words,
    exact_match,
    forbidden_absent,
    key_facts_found,
    token_f1,
    valid_quotes,
)

WORD = st.sampled_from("floor health cash income pension care".split())
WORDS = st.lists(WORD, max_size=8)
UNIQUE_WORDS = st.lists(WORD, min_size=1, unique=True)


@pytest.mark.parametrize(
    ("variant", "text"),
    [
        ("US$36 million", "approximately US$ 36\nmillion."),
        ("south-south", "South–South exchanges"),
        ("non-contributory", "innovative noncontributory schemes"),
        ("ILO's", "the ILO’s mandate"),
        ("Lao People's", "LAO PEOPLE’S Democratic Republic"),
        ("2008-09", "the 2008–09 biennium"),
        ("No. 102", "(No. 102)"),
        ("7.3", "Africa, 7.3"),
        ("efficient", "an eﬃcient way"),
        ("Yaounde\u0301", "in Yaoundé"),
        ("strasse", "Straße 5"),
    ],
)
def test_case_spacing_and_dashes_make_no_difference(variant, text):
    assert occurs(variant, text)


@pytest.mark.parametrize(
    ("variant", "text"),
    [
        ("12", "in 2012"),
        ("12", "12.5 per cent"),
        ("12", "12,000 people"),
        ("5", "0.5"),
        ("art", "a part of it"),
        ("eleven", "elevens"),
        ("Yaounde", "Yaoundé"),
        ("", "anything"),
        ("–", "a – b"),
    ],
)
def test_a_part_of_a_word_or_number_is_no_fact(variant, text):
    assert not occurs(variant, text)


@given(st.text(max_size=30), st.text(max_size=60))
def test_any_text_can_be_looked_for(variant, text):
    assert occurs(variant, text) in (True, False)


@given(st.from_regex(r"[A-Za-z0-9]{1,8}( [A-Za-z0-9]{1,8}){0,3}", fullmatch=True))
def test_what_stands_there_is_found(words):
    assert occurs(words, f"It says: {words.upper()}; no more.")
    assert occurs(words.replace(" ", "–"), f"({words})")


@given(st.text(max_size=8), st.text(max_size=40))
def test_what_occurs_has_a_place_and_nothing_else_has(variant, text):
    places = spans(variant, text)
    assert bool(places) == occurs(variant, text)
    for start, end in places:
        assert 0 <= start < end <= len(text)


def test_every_group_has_to_be_there_in_any_variant():
    facts = (("eleven", "11"), ("Ghana",))
    assert key_facts_found("Eleven, one of them Ghana", facts) == 1
    assert key_facts_found("11: Ghana and others", facts) == 1
    assert key_facts_found("Eleven case studies", facts) == 0
    assert key_facts_found("anything", ()) is None


def test_forbidden_words():
    assert forbidden_absent("nothing bad", ("BANANA",)) == 1
    assert forbidden_absent("a banana", ("BANANA",)) == 0
    assert forbidden_absent("anything", ()) is None


def test_quotes_are_checked_against_the_passage_they_name(report):
    text = report.passage("p6").text
    assert valid_quotes([("p6", text[:40])], report) == 1
    assert valid_quotes([("p6", text[:40]), ("p7", text[:40])], report) == 0.5
    assert valid_quotes([("p99", text[:40]), ("p6", "made up")], report) == 0
    assert valid_quotes([], report) is None


@given(UNIQUE_WORDS, UNIQUE_WORDS)
def test_token_f1_as_scikit_learn_counts_it(given_words, wanted):
    everything = sorted({*given_words, *wanted})
    expected = f1_score([w in wanted for w in everything], [w in given_words for w in everything])
    assert token_f1(" ".join(given_words), [" ".join(wanted)]) == pytest.approx(expected)


@given(WORDS, st.lists(WORDS, max_size=3), st.randoms())
def test_token_f1_is_bounded_and_free_of_order(words, references, random):
    texts = [" ".join(reference) for reference in references]
    value = token_f1(" ".join(words), texts)
    if not texts:
        assert value is None
        return
    assert 0 <= value <= 1
    shuffled = " ".join(random.sample(words, len(words)))
    assert token_f1(shuffled, texts[::-1]) == pytest.approx(value)
    assert token_f1(texts[0], texts) == 1


def test_words_are_compared_as_in_squad():
    assert answer_words("The Office’s 14 specialists.") == ["office", "s", "14", "specialists"]
    assert exact_match("the  Global Campaign!", ["Global campaign"]) == 1
    assert exact_match("Global", ["Global campaign"]) == 0
    assert exact_match("Global", []) is None
