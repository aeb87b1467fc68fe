"""Questions about the outline, answered from the tree of any report."""

from dataclasses import replace

import pytest

from assistant import Conversation, Settings, open_assistant
from assistant.outline import answer_from_outline
from assistant.resolution import StandAloneResolver
from corpus import SourceText, bundled_report, parse_report

OTHER = """A/77/1

Report of the Committee on Ferries

I. Background

1. Ferries cross the strait. They are old and slow, and nobody has counted them for years.

2. The ministry owns twelve of them, and leases the others from a company abroad.

II. Safety of passengers

3. Lifeboats are missing on most of the ferries that were visited in the spring.

Recommendation 1: Buy lifeboats.

4. Crews are trained once a year, in winter, when the ferries do not sail at all.

Recommendation 2: Train crews in summer.
"""


@pytest.mark.parametrize(
    ("question", "short", "cited"),
    [
        ("How many recommendations are there?", "GB.309/PFA/5/4 has 12 recommendations.", ["r12"]),
        ("number of figures", "GB.309/PFA/5/4 has 3 figures.", ["f3"]),
        (
            "How many recommendations come under Effectiveness?",
            "GB.309/PFA/5/4 has 3 recommendations under “Effectiveness”.",
            ["r6"],
        ),
        (
            "Which recommendations are under Sustainability?",
            "Under “Sustainability”: Recommendation 12.",
            ["r12"],
        ),
        ("list the figures", "Figure 1, Figure 2 and Figure 3.", ["f1", "f2", "f3"]),
        (
            "In which section is paragraph eleven?",
            "¶ 11 stands under “Findings, conclusions and recommendations › Efficiency”.",
            ["p11"],
        ),
        ("What comes after paragraph 9?", "After ¶ 9 comes Recommendation 4.", ["r4"]),
        ("the next paragraph after para 9", "After ¶ 9 comes ¶ 10.", ["p10"]),
        ("What precedes figure 2?", "Before Figure 2 comes Figure 1.", ["f1"]),
        ("What comes after paragraph 20?", "Nothing comes after ¶ 20.", ["p20"]),
        ("What is the symbol of this document?", "Symbol: GB.309/PFA/5/4.", ["cover"]),
        ("What comes before paragraph 5?", "Before ¶ 5 comes ¶ 4.", ["p4"]),
        ("Which section comes after Impact?", "After “Impact” comes “Sustainability”.", ["p15"]),
        ("How many paragraphs does the report have?", "GB.309/PFA/5/4 has 20 paragraphs.", ["p20"]),
        (
            "Which paragraph comes right before Lessons learned?",
            "Before “Lessons learned” comes ¶ 15.",
            ["p15"],
        ),
        (
            "What is the heading above paragraph 15?",
            "¶ 15 stands under “Findings, conclusions and recommendations › Sustainability”.",
            ["p15"],
        ),
        ("What's the document number?", "Symbol: GB.309/PFA/5/4.", ["cover"]),
        ("When was this paper written?", "Date: 23 September 2010.", ["cover"]),
        (
            "What are the titles of the figures?",
            "Figure 1, Figure 2 and Figure 3.",
            ["f1", "f2", "f3"],
        ),
        ("Are there any footnotes?", "GB.309/PFA/5/4 has 2 footnotes.", ["n2"]),
        ("When is the report dated?", "Date: 23 September 2010.", ["cover"]),
        ("What is the date of the report?", "Date: 23 September 2010.", ["cover"]),
    ],
)
def test_answers_from_the_tree(assistant, question, short, cited):
    answer = assistant.ask(question)
    assert answer.refusal is None
    assert answer.short_answer == short
    assert [citation.passage_id for citation in answer.citations] == cited
    assert answer.text.startswith(short)


@pytest.mark.parametrize(
    ("question", "message"),
    [
        ("Is there an annex?", "GB.309/PFA/5/4 has no annexes."),
        ("How many tables are there?", "GB.309/PFA/5/4 has no tables."),
    ],
)
def test_what_there_is_none_of(assistant, question, message):
    refusal = assistant.ask(question).refusal
    assert (refusal.reason, refusal.message) == ("no_such_reference", message)


def test_the_page_of_a_unit():
    report = bundled_report()
    passage = replace(report.passage("p12"), page=7)
    resolved = StandAloneResolver(report).resolve("On which page is paragraph 12?", Conversation())
    assert answer_from_outline(resolved, [passage], report).short_answer == (
        "¶ 12 begins on page 7."
    )
    assert answer_from_outline(resolved, [report.passage("p12")], report) is None


@pytest.mark.parametrize(
    "question",
    ["What does the report say under Impact?", "What is in the section on Impact?"],
)
def test_what_stands_under_a_heading(assistant, question):
    answer = assistant.ask(question)
    assert answer.short_answer.startswith("Under “Impact”: ¶ 13")
    assert answer.citations[0].passage_id == "p13"
    assert all("Impact" in it.section for it in answer.citations)


@pytest.mark.parametrize(
    "question", ["What is this report about?", "Summarize the report", "Give me an overview"]
)
def test_an_overview_is_where_each_section_begins(assistant, question):
    answer = assistant.ask(question)
    assert answer.short_answer.startswith("Sections: “Introduction”;")
    assert answer.citations[0].passage_id == "p1"


@pytest.mark.parametrize(
    ("question", "cited"),
    [
        ("second recommendation under Effectiveness", "r5"),
        ("What is the last recommendation under Effectiveness?", "r6"),
        ("the first paragraph in the section Impact", "p13"),
        ("What does the penultimate recommendation say?", "r11"),
        ("quote me the third recommendation in full", "r3"),
        ("r5", "r5"),
        ("P12", "p12"),
    ],
)
def test_one_of_many_is_told_by_its_place(assistant, question, cited):
    (citation,) = assistant.ask(question).citations
    assert citation.passage_id == cited
    assert citation.quote == assistant.report.passage(cited).text


def test_the_sections_are_listed_with_where_they_begin(assistant):
    answer = assistant.ask("What are the main sections of the report?")
    assert "“Introduction”" in answer.short_answer
    assert "“Comments from the Office”" in answer.short_answer
    assert [it.passage_id for it in answer.citations] == ["p1", "p3", "p7", "p16", "p18"]


@pytest.mark.parametrize(
    "question",
    [
        "How many recommendations concern gender?",
        "How many countries were studied?",
        "Which recommendations speak of the World Bank?",
        "What is the title of the World Social Security Report?",
        "What was the effectiveness of the training?",
        "Which part of the money went to Africa?",
        "When was the Global Campaign launched?",
    ],
)
def test_questions_about_the_contents_are_left_to_the_search(assistant, question):
    assert assistant.ask(question).trail.route == "search"


def test_another_report_has_its_own_outline(tmp_path):
    report = parse_report(SourceText("ferries", OTHER, "0"))
    settings = Settings(data_dir=tmp_path)
    with open_assistant(settings, report=report) as assistant:
        count = assistant.ask("How many recommendations are there in all?")
        assert count.short_answer == f"{report.symbol} has 2 recommendations."
        under = assistant.ask("Which recommendations fall under safety of passengers?")
        assert under.short_answer.endswith("Recommendation 1 and Recommendation 2.")
        assert [it.passage_id for it in under.citations] == ["r1", "r2"]
