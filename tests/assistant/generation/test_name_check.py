"""Names of a sentence against the passages that it cites."""

import pytest

from assistant.agreement import Vocabulary
from assistant.generation.name_check import NameCheck
from corpus import bundled_report

REPORT = bundled_report()
NAMES = NameCheck(REPORT, Vocabulary(REPORT))


def wrong(ids: str, sentence: str):
    return NAMES.wrong_name(sentence, [REPORT.passage(it) for it in ids.split()])


@pytest.mark.parametrize(
    ("ids", "sentence"),
    [
        ("p10", "In Jordan and Ghana the ILO gave advice."),
        ("p10", "Jordanian and Ghanaian schemes were advised."),
        ("p8", "African constituents have lost staff."),
        ("p12", "The WHO and UNICEF are partners."),
        ("p12", "The World Health Organization is a partner."),
        ("r10", "The World Health Organization is a partner."),
        ("p12", "The UK works with the ILO."),
        ("p11", "According to the Office, units were merged."),
        ("p11", "Recommendation 8 aside, ¶ 11 speaks of units."),
        ("r4", "Recommendation 4 asks for it."),
        ("p17", "Funding is needed."),
        ("p19", "Talks have been held with France."),
        ("p7", "The Social Protection Floor Initiative was endorsed."),
        ("p13", "However, Ghana has made progress. Progress was made in Nepal too."),
        ("p20", "The Governing Body may ask the Director-General."),
        ("p18", "The ILO Office welcomes it."),
    ],
)
def test_names_of_the_passages_pass(ids, sentence):
    assert wrong(ids, sentence) is None


@pytest.mark.parametrize(
    ("ids", "sentence", "in_report"),
    [
        ("p10", "In Kenya the ILO gave advice.", False),
        ("p10", "Kenya was given advice.", False),
        ("p10", "in kenya advice was given.", False),
        ("p10", "Countries such as these: Kenya.", False),
        ("p10", "It helped (Kenya).", False),
        ("p10", "It helped. Kenya gained.", False),
        ("p10", "KENYA WAS GIVEN ADVICE.", False),
        ("p10", "Advice was given to Brazil.", True),
        ("p10", "Advice was given to brazil.", True),
        ("p8", "Brazil lost staff.", True),
        ("p8", "The IMF lost staff.", True),
        ("p8", "The OECD lost staff.", False),
        ("p7", "The Global Employment Board endorsed it.", True),
        ("p7", "The Coordination System endorsed it.", False),
        ("p15", "Professor Smith doubts it.", False),
        ("p15", "Critics doubt it.", False),
        ("p3", "It was written by Juan Somavia.", False),
        ("p3", "I think that it began.", False),
        ("p3", "Phase II began.", False),
        ("p3", "It began in october.", True),
        ("p19", "The Niger is a partner.", False),
    ],
)
def test_other_names_do_not(ids, sentence, in_report):
    found = wrong(ids, sentence)
    assert found is not None
    assert found.in_report is in_report


def test_names_are_listed_word_by_word():
    assert NAMES.names_in("The ILO advised Jordan on social security.") == ("ILO", "Jordan")
    assert "Brazil" in NAMES.known_in(REPORT.passage("p19").text)
