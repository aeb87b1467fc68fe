import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Span, bundled_report
from ui.pages.find import find_words

_TEXTS = [passage.text for passage in bundled_report().passages]
_ANY_TEXT = st.text(st.sampled_from("aAbBß –-\n'’“İ."), max_size=30)


def rewritten(text: str) -> str:
    """Return a text as another keyboard types it."""
    kinds = {"Pd": "-", "Pi": "'", "Pf": "'"}
    shown = "".join(kinds.get(unicodedata.category(character), character) for character in text)
    return shown.replace("\n", "  ").replace('"', "'").upper()


@given(st.data())
def test_what_stands_in_a_text_is_found_however_it_is_typed(data):
    text = data.draw(st.sampled_from(_TEXTS))
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, min(len(text), start + 60)))
    words = text[start:end].strip()
    if words:
        found = find_words(rewritten(words), text)
        assert found
        assert found == find_words(words, text)


@given(_ANY_TEXT, _ANY_TEXT)
def test_places_are_in_order_and_do_not_overlap(words, text):
    places = find_words(words, text)
    for place in places:
        assert 0 <= place.start < place.end <= len(text)
    for left, right in pairwise(places):
        assert left.end <= right.start


@given(_ANY_TEXT, _ANY_TEXT)
def test_a_place_holds_the_words(words, text):
    for place in find_words(words, text):
        assert find_words(words, text[place.start : place.end])


@pytest.mark.parametrize(
    ("words", "text", "places"),
    [
        ("social security", "Social\n  security, social security", [(0, 17), (19, 34)]),
        ("2005-09", "during 2005–09", [(7, 14)]),
        ("ILO's", "the ILO’s", [(4, 9)]),
        ('"right"', "no “right” model", [(3, 10)]),
        ("strasse", "Straße", [(0, 6)]),
        ("aa", "aaaa", [(0, 2), (2, 4)]),
        ("", "text", []),
        ("  ", "a  b", []),
        ("text", "", []),
        ("absent", "present", []),
    ],
)
def test_examples(words, text, places):
    assert find_words(words, text) == tuple(Span(*place) for place in places)
