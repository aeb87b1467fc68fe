"""Numbers of a sentence against the passages that it cites."""

import pytest

from assistant.generation.chart_values import gives_other_value, states_value
from assistant.generation.figure_check import in_printed_form, without_own_units, wrong_figure
from corpus import bundled_report

REPORT = bundled_report()


def passages(ids: str):
    return [REPORT.passage(it) for it in ids.split()]


@pytest.mark.parametrize(
    ("ids", "sentence"),
    [
        ("p6", "It was supported by 14 posts at headquarters and 12 in the five regions."),
        ("p6", "Fourteen posts and twelve posts supported it in 2008-09."),
        ("p6", "From 2005 to 2009 allocations were about US$36 million."),
        ("p6", "Between 2005 and 2009 allocations were about $36m."),
        ("p6", "It was supported from 2008 to 2009."),
        ("p6", "Thirty-six million dollars were allocated."),
        ("p6", "It was an outcome in 76 countries."),
        ("p11", "Over 70 countries are served."),
        ("p11", "More than 70 countries are served."),
        ("p11", "¶ 11 says that three units were merged in 2006."),
        ("p11 r8", "Paragraph 11 and Recommendation 8 speak of posts."),
        ("p6 p8", "Paras 6 and 8 speak of the strategy."),
        ("p19", "The Office answers Recommendations 1 and 11 together."),
        ("f3", "Africa had US$7.3 million and the Americas US$2.0 million."),
        ("f3", "As of 13 January 2010, 18.9 million US$ were interregional and/or global."),
        ("f3", "Budgets were approved on January 13, 2010."),
        ("p3", "The campaign began in 2003."),
        ("r1", "Within six months, successes are to be documented."),
        ("p16", "One of the lessons is that tripartism helps."),
    ],
)
def test_what_stands_in_the_passages_passes(ids, sentence):
    assert wrong_figure(sentence, passages(ids)) is None


@pytest.mark.parametrize(
    ("ids", "sentence"),
    [
        ("p6", "It was supported by 15 posts."),
        ("p6", "Twelve specialist positions at headquarters supported it."),
        ("p6", "It was an outcome in 76 per cent of countries."),
        ("p6", "It was an outcome in 76% of countries."),
        ("p6", "Allocations were US$36 billion."),
        ("p6", "Allocations were US$36."),
        ("p6", "Allocations were €36 million."),
        ("p6", "Allocations were US$3.6 million."),
        ("p6", "Allocations were US$−36 million."),
        ("p6", "Allocations were over US$36 million."),
        ("p6", "It was supported in 2005–09 by half of the regions."),
        ("p6", "It was supported in 2005–08."),
        ("p6", "There were ٣ posts."),
        ("p6", "There were １４ posts."),
        ("p6", "There were 014 posts."),
        ("p6", "There were 1 4 posts."),
        ("p6", "Paragraph 11 gives 14 posts."),
        ("p6", "See paragraph 06 on 14 posts."),
        ("p6", "Recommendation 6 gives 14 posts."),
        ("p11", "Fewer than 70 countries are served."),
        ("p11", "Just under 70 countries are served."),
        ("p11", "70 countries are served."),
        ("p11", "Three units were merged into two."),
        ("p11", "3 units were merged."),
        ("p19", "11 cases will be documented."),
        ("p19", "The Office answers Recommendation 13."),
        ("p2", "There were 5 questions."),
        ("p3", "The second campaign began in 2003."),
        ("f3", "Africa had US$2.0 million."),
        ("f3", "Africa had 2.0 million and the Americas had 7.3 million."),
        ("f3", "The world had 7.3 million."),
        ("f3", "Asia had 2.8 million."),
        ("f3", "Budgets were approved on 13 January 2005."),
        ("cover", "It is dated 23 November 2010."),
        ("p10", "Two countries are named."),
        ("r1", "The next twelve months are for documents."),
    ],
)
def test_what_does_not_stand_in_the_passages_is_wrong(ids, sentence):
    wrong = wrong_figure(sentence, passages(ids))
    assert wrong is not None
    assert wrong.reason


def test_a_number_in_words_is_shown_as_it_is_printed():
    assert in_printed_form("11 case studies", passages("p1")) == "Eleven case studies"
    assert in_printed_form("It merged 3 units", passages("p11")) == "It merged three units"
    assert in_printed_form("It had 14 posts", passages("p6")) == "It had 14 posts"
    assert in_printed_form("See ¶ 11: 3 units", passages("p11")) == "See ¶ 11: three units"
    assert in_printed_form("It merged 4 units", passages("p11")) == "It merged 4 units"


def test_names_of_cited_units_say_nothing_themselves():
    cited = passages("r4 p9")
    assert without_own_units("Recommendation 4 asks for it.", cited) == "asks for it."
    assert without_own_units("It is in ¶ 9.", cited) == "It is in ."
    assert without_own_units("Recommendation 5 asks.", cited) == "Recommendation 5 asks."


@pytest.mark.parametrize(
    ("sentence", "right"),
    [
        ("Africa had 7.3 million", True),
        ("Asia and the Pacific had 4.2 million", True),
        ("Asia had 4.2 million", True),
        ("Africa and the Americas had 7.3 and 2.0 million", True),
        ("7.3 million went to Africa, 2.0 to the Americas and 0.5 to the Arab States", True),
        ("Africa had 4.2 million", False),
        ("Asia had 2.8 million", False),
        ("2.0 million went to Africa and 7.3 million to the Americas", False),
        ("7.3 million were allocated", False),
    ],
)
def test_values_of_a_chart_keep_their_labels(sentence, right):
    figure = REPORT.passage("f3")
    assert gives_other_value(sentence, figure) is not right
    assert states_value(sentence, figure) is right


def test_a_passage_without_values_has_none_to_give():
    assert not gives_other_value("Africa had 7.3 million", REPORT.passage("p6"))
    assert not states_value("Africa had 7.3 million", REPORT.passage("p6"))
