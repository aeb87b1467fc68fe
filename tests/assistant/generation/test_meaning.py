"""What a sentence says against what the report says, with the same words."""

import pytest

from assistant.generation.clauses import clauses_of, statements_of
from assistant.generation.modality import only_planned
from assistant.generation.polarity import OPPOSITES, opposed_word, polarity_of
from assistant.generation.scope import wider_word
from assistant.generation.swaps import opposite_displaced, swapped, turned_round


@pytest.mark.parametrize(
    ("sentence", "evidence"),
    [
        ("The Office welcomes it.", "The Office does not welcome it."),
        ("The Office does not welcome it.", "The Office welcomes it."),
        ("It isn't welcome.", "It is welcome."),
        ("No posts were filled.", "Some posts were filled."),
        ("Posts were never filled.", "Posts were filled."),
        ("The board lacks funds.", "The board has funds."),
        ("Integration was always possible.", "Integration was not always possible."),
        ("It is likely.", "It is unlikely."),
        ("It is effective.", "It is ineffective."),
        ("Dependency should increase.", "Dependency should decrease."),
        ("Visibility is higher.", "Visibility is lower."),
        ("The Office rejects the findings.", "The Office welcomes the findings."),
        ("Tripartism impedes it.", "Tripartism facilitates it."),
        ("The studies found a country.", "A country, which the studies did not uncover."),
        ("Growth is less probable there.", "Growth is of higher probability there."),
    ],
)
def test_the_opposite_is_seen(sentence, evidence):
    assert opposed_word(sentence, evidence) is not None


@pytest.mark.parametrize(
    ("sentence", "evidence"),
    [
        ("The Office welcomes it.", "The Office welcomes it."),
        ("It cannot be expected.", "It is not to be expected."),
        ("The mandate made it effective.", "The mandate made it more, not less, effective."),
        ("Tripartism facilitates it.", "Tripartism facilitates, not impedes, it."),
        ("It is not only useful.", "It is useful."),
        ("Full integration failed.", "Full integration was not possible."),
        ("There is little monitoring.", "Monitoring is insufficient."),
        ("Growth and decline were seen.", "Decline was seen."),
    ],
)
def test_the_same_is_not_called_the_opposite(sentence, evidence):
    assert opposed_word(sentence, evidence) is None


def test_a_negation_reaches_the_next_word_with_a_meaning():
    found = polarity_of("It is not fully possible, but useful.")
    assert found.negated == {"fulli", "possibl"}
    assert "use" in found.said


@pytest.mark.parametrize(
    ("sentence", "evidence", "word"),
    [
        ("All officials agree.", "Many officials agree.", "All"),
        ("Every scheme does so.", "Some schemes do so.", "Every"),
        ("It always helps.", "It often helps.", "always"),
        ("Most countries have it.", "Some countries have it.", "Most"),
        ("It only helps Ghana.", "It helps Ghana.", "only"),
        ("All officials agree.", "Every official agrees.", None),
        ("It reaches everybody.", "It reaches the entire population.", None),
        ("On the whole it helps.", "It helps.", None),
        ("It not only helps.", "It helps.", None),
        ("Some agree.", "Many agree.", None),
    ],
)
def test_more_cases_than_the_evidence_has(sentence, evidence, word):
    assert wider_word(sentence, evidence) == word


@pytest.mark.parametrize(
    ("sentence", "text", "planned"),
    [
        ("Posts have been filled.", "Fill posts promptly.", True),
        ("Posts were filled.", "Posts should be filled.", True),
        ("The Office filled the posts.", "The Office will fill the posts.", True),
        ("New plans were put in place.", "New plans will be put in place.", True),
        ("Posts have been filled.", "Posts were filled.", False),
        ("Posts have been filled.", "It fills posts.", False),
        ("Posts should be filled.", "Fill posts promptly.", False),
        ("Posts have not been filled.", "Fill posts promptly.", False),
        ("Posts have been created.", "Fill posts promptly.", False),
    ],
)
def test_what_is_only_planned_was_not_done(sentence, text, planned):
    assert (only_planned(sentence, text) is not None) is planned


COUNTRIES = (
    "An agreement on trade was signed with Brazil and there have been talks with France on "
    "arrangements. In Jordan concrete impacts were mostly vertical. Ghana is an example."
)
NAMES = ("Brazil", "France", "Jordan", "Ghana")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("An agreement on trade was signed with Brazil.", None),
        ("An agreement on trade was signed with France.", "France"),
        ("In Ghana concrete impacts were mostly vertical.", "Ghana"),
        ("In Jordan concrete impacts were mostly vertical.", None),
        ("Talks were held with France.", None),
    ],
)
def test_a_name_in_the_place_of_another_is_seen(sentence, expected):
    names = [it for it in NAMES if it in sentence]
    assert swapped(sentence, COUNTRIES, names, NAMES) == expected


def test_a_number_in_the_place_of_another_is_seen():
    text = (
        "The 2012 edition will look at women in rural areas while the 2014 one looks at migrants."
    )
    assert swapped("The 2012 edition will look at rural women.", text, [], []) is None
    assert swapped("In 2014 the edition will look at women in rural areas.", text, [], []) == "2014"


def test_a_word_in_the_place_of_its_opposite_is_seen():
    text = "The vertical part raises levels of benefits and the horizontal part extends access."
    assert opposite_displaced("The vertical part raises levels.", text, OPPOSITES) is None
    assert opposite_displaced("The horizontal part raises levels of benefits.", text, OPPOSITES)


@pytest.mark.parametrize(
    ("sentence", "turned"),
    [
        ("Ghana taught Nepal.", False),
        ("Nepal taught Ghana.", True),
        ("Nepal was taught by Ghana.", False),
        ("Nepal was taught.", False),
    ],
)
def test_who_does_what_to_whom(sentence, turned):
    assert turned_round(sentence, "Ghana taught Nepal.", [
        it for it in ("Ghana", "Nepal") if it in sentence
    ][:: 1 if sentence.startswith("Ghana") else -1]) is turned  # fmt: skip


def test_names_of_a_list_have_no_order():
    assert not turned_round(
        "In Nepal and Ghana.", "In Ghana, Jordan and Nepal.", ["Nepal", "Ghana"]
    )


def test_clauses_have_something_to_say():
    assert clauses_of("It merged three units, and parliament passed a law on it.") == (
        "It merged three units",
        "and parliament passed a law on it",
    )
    assert clauses_of("Ghana, Jordan, Nepal") == ("Ghana Jordan", "Nepal") or clauses_of("a") == (
        "a",
    )
    assert len(statements_of("It grew; it fell. It rose while they slept, and it ended.")) == 5
