"""What the shipped report is parsed into, in full."""

import datetime

import pytest

from corpus import Report, bundled_report

FINDINGS = "Findings, conclusions and recommendations"
RELEVANCE = (FINDINGS, "Relevance, responsiveness and added value")
COORDINATION = (FINDINGS, "Internal coordination and management")

PARAGRAPHS = [
    # number, section, list items, first words, last words
    (1, ("Introduction",), 0, "The independent evaluation of the ILO’s", "Thailand and Zambia."),
    (2, ("Introduction",), 7, "The evaluation addressed seven questions", "at country level?"),
    (3, ("Operational approach",), 0, "The Global Campaign on Social", "for a Fair Globalization."),
    (
        4,
        ("Operational approach",),
        4,
        "The strategy for the Global",
        "interventions and activities.",
    ),
    (5, ("Operational approach",), 0, "Since 2007, the strategy has", "presented in figure 1."),
    (
        6,
        ("Operational approach",),
        0,
        "During the 2008–09 biennium, the",
        "these allocated resources.",
    ),
    (7, RELEVANCE, 0, "The ILO’s strategy and programme", "concrete, broad interventions."),
    (8, (FINDINGS, "Effectiveness"), 0, "The ILO’s training and", "one area or another."),
    (9, (FINDINGS, "Effectiveness"), 0, "The evaluation found examples", "at country level."),
    (
        10,
        (FINDINGS, "Coherence and complementarity"),
        0,
        "The evaluation uncovered",
        "informal sector.",
    ),
    (11, (FINDINGS, "Efficiency"), 0, "The ILO consolidated its", "will also intensify."),
    (12, COORDINATION, 0, "The evaluation found a number", "is growing very rapidly."),
    (13, (FINDINGS, "Impact"), 0, "The ILO has analysed and", "the chances are improving."),
    (14, (FINDINGS, "Impact"), 0, "The ILO’s work on defining", "linked to ILO interventions."),
    (
        15,
        (FINDINGS, "Sustainability"),
        0,
        "The ILO’s technical soundness",
        "in middle-income countries.",
    ),
    (16, ("Lessons learned",), 3, "In addition to specific", "of broad policy advice."),
    (17, ("Lessons learned",), 0, "The path forward must be", "development that accompanies it."),
    (18, ("Comments from the Office",), 0, "The Office welcomes the", "and capacity building."),
    (
        19,
        ("Comments from the Office",),
        6,
        "The following is the Office",
        "over the present biennium.",
    ),
    (20, ("Comments from the Office",), 0, "The Committee may wish to", "extend social security."),
]

RECOMMENDATIONS = [
    # number, after, steps, first words, last words
    (1, "p7", 2, "Over the next six months, prioritize", "and raise awareness."),
    (2, "p7", 2, "Accelerate efforts to improve", "schemes within a country."),
    (3, "p7", 0, "Sustain the current operational", "measures that extend to all."),
    (4, "p9", 2, "Develop innovative approaches", "extend the social protection floor."),
    (5, "p9", 2, "More effort should go to", "such as the very elderly and women."),
    (6, "p9", 0, "Target capacity development", "demand for increased capacity."),
    (7, "p10", 0, "Leverage the ILO’s success", "offer to low-income countries."),
    (8, "p11", 0, "Fill vacant positions promptly", "in the area of capacity building."),
    (9, "p12", 3, "Improve operationally the support", "policy and partnership levels."),
    (10, "p12", 0, "Reach out to other UN agencies", "Recommendation, 1944 (No. 69)."),
    (11, "p14", 0, "Conduct follow-up analyses", "education of individuals."),
    (12, "p15", 0, "More visibly conduct assessment", "technical initiatives."),
]

RESPONSES = [
    ("Improving the dissemination of positive experience", ["r1", "r11"]),
    ("Increasing international collaboration", ["r2", "r7", "r10"]),
    ("Maintain the clarity of policy messages", ["r3"]),
    ("Increasing visibility of ILO action in social security", ["r4", "r12"]),
    ("Increasing attention to the special needs of vulnerable groups", ["r5"]),
    ("Improving effectiveness of technical advice", ["r6", "r8", "r9"]),
]


@pytest.fixture(scope="module")
def report() -> Report:
    return bundled_report()


def test_facts_of_the_document(report: Report):
    assert report.symbol == "GB.309/PFA/5/4"
    assert report.title == (
        "Independent evaluation of the ILO’s strategy to extend the coverage of social security"
    )
    assert report.session == "309th Session, Geneva, November 2010"
    assert report.date == datetime.date(2010, 9, 23)
    assert report.committee == "Programme, Financial and Administrative Committee PFA"
    assert report.numbering_notes == ()


def test_passages_in_reading_order(report: Report):
    assert [passage.id for passage in report.passages] == (
        "cover p1 p2 p3 p4 n1 p5 p6 f1 f2 f3 p7 r1 r2 r3 p8 p9 r4 r5 r6 p10 r7 p11 r8 "
        "p12 r9 r10 p13 p14 r11 p15 r12 p16 p17 p18 p19 n2 p20"
    ).split()


@pytest.mark.parametrize(("number", "section", "items", "first", "last"), PARAGRAPHS)
def test_paragraph(report: Report, number: int, section, items: int, first: str, last: str):
    passage = report.passage(f"p{number}")
    assert (passage.kind, passage.number, passage.label) == (
        "paragraph",
        str(number),
        f"¶ {number}",
    )
    assert passage.section == section
    assert len(passage.items) == items
    assert passage.text.startswith(first)
    assert passage.text.endswith(last)


@pytest.mark.parametrize(("number", "after", "steps", "first", "last"), RECOMMENDATIONS)
def test_recommendation(report: Report, number: int, after: str, steps: int, first: str, last: str):
    passage = report.passage(f"r{number}")
    assert (passage.kind, passage.label) == ("recommendation", f"Recommendation {number}")
    assert passage.after == after
    assert passage.section == report.passage(after).section
    assert len(passage.items) == steps
    assert ("\nSuggested next steps:\n" in passage.text) == bool(steps)
    assert passage.text.startswith(first)
    assert passage.text.endswith(last)


def test_steps_are_whole_items(report: Report):
    passage = report.passage("r4")
    steps = [passage.text[item.start : item.end] for item in passage.items]
    assert steps == [
        "Develop guidance for UN partners on good practices for collaboration, including terms "
        "of reference for working groups, key principles for working together, and agreed ways "
        "of presenting and following up on joint work; and",
        "advocate within United Nations Country Teams for a more visible and consistent role "
        "and area of responsibility within the UN family on the broader work to extend the "
        "social protection floor.",
    ]


def test_figures(report: Report):
    first, second, third = report.of_kind("figure")
    assert first.figure is not None
    assert second.figure is not None
    assert third.figure is not None
    assert first.figure.caption == "ILO intervention strategy on social security extension"
    assert first.figure.source is None
    assert "* Inputs from ILO: Resolution and conclusions" in first.text
    assert first.text.endswith("2004–05, 2006–07, 2008–09 and 2010–11.")
    assert second.figure.caption == (
        "Number of country programmes including decent work outcomes linked to social security "
        "programme and budget indicators, by region, 2008–09"
    )
    assert second.figure.source == (
        "ILO’s Integrated Resource Information System (IRIS), strategic management module, 2008–09."
    )
    assert third.figure.source == "IRIS, approved project budgets, as of 13 January 2010."
    assert third.figure.unit == "million US$"
    assert {figure.after for figure in (first, second, third)} == {"p6"}
    assert {figure.section for figure in (first, second, third)} == {("Operational approach",)}


def test_values_of_figure_3(report: Report):
    passage = report.passage("f3")
    assert passage.figure is not None
    assert [(value.label, value.value) for value in passage.figure.values] == [
        ("Africa", 7.3),
        ("Americas", 2.0),
        ("Arab States", 0.5),
        ("Asia and the Pacific", 4.2),
        ("Europe and Central Asia", 2.8),
        ("Interregional and/or global", 18.9),
    ]
    printed = [passage.text[value.start : value.end] for value in passage.figure.values]
    assert printed[3] == "Asia and the Pacific, 4.2"
    assert printed[5] == "Interregional and/or global, 18.9"


def test_footnotes_hang_on_the_paragraphs_with_their_marks(report: Report):
    first, second = report.of_kind("footnote")
    assert first.after == "p3"
    assert first.text.startswith("ILO: Social security for all: Investing")
    assert first.text.endswith("Social Security Department, Geneva, Aug. 2006.")
    assert second.after == "p19"
    assert second.text.endswith("ShowTheme.do?tid=1985.")
    (mark,) = report.passage("p3").marks
    assert mark.footnote == "n1"
    assert report.passage("p3").text[: mark.offset].endswith("2006 ILO policy paper,")
    (mark,) = report.passage("p19").marks
    assert mark.footnote == "n2"
    assert report.passage("p19").text[: mark.offset].endswith("World Social Security Report")
    assert report.passage("p4").marks == ()


@pytest.mark.parametrize(("index", "title", "targets"), [(i, *r) for i, r in enumerate(RESPONSES)])
def test_responses_link_to_what_they_answer(report: Report, index: int, title: str, targets):
    passage = report.passage("p19")
    item = passage.items[index]
    assert item.marker == "■"
    assert passage.text[item.start : item.end].startswith(title)
    linked = [r.target for r in passage.references if item.start <= r.start < item.end]
    assert linked == targets
    for target in targets:
        assert passage in report.referring_to(target)


def test_references_to_figures_and_paragraphs(report: Report):
    assert [reference.target for reference in report.passage("p5").references] == ["f1"]
    assert [reference.target for reference in report.passage("p6").references] == ["f2", "f3"]
    assert {reference.target for reference in report.passage("cover").references} == {"p20"}
    # "the Income Security Recommendation, 1944 (No. 67)" names no unit of the report
    assert report.passage("r10").references == ()


def test_cover(report: Report):
    cover = report.passage("cover")
    assert cover.text.startswith("INTERNATIONAL LABOUR OFFICE\nGoverning Body\n309th Session")
    assert "\nFinancial implications\nNone.\n" in cover.text
    assert cover.text.endswith("Geneva, 23 September 2010\nPoint for decision: Paragraph 20")


def test_running_lines_are_taken_out_and_listed(report: Report):
    assert [(line.text, line.page) for line in report.running_lines] == [
        ("GB309-PFA_5-4_[2010-09-0235-1]-En.doc", None),
        ("GB.309/PFA/5/4", None),
        ("GB309-PFA_5-4_[2010-09-0235-1]-En.doc  1", 1),
        ("GB.309/PFA/5/4", None),
        ("GB309-PFA_5-4_[2010-09-0235-1]-En.doc  5", 5),
    ]
    assert not any("En.doc" in passage.text for passage in report.passages)
    assert [p.id for p in report.passages if "GB.309/PFA/5/4" in p.text] == ["cover"]


def test_outline(report: Report):
    assert [section.path[-1] for section in report.sections if len(section.path) == 1] == [
        "Introduction",
        "Operational approach",
        FINDINGS,
        "Lessons learned",
        "Comments from the Office",
    ]
    assert [section.title for section in report.sections if len(section.path) == 2] == [
        "Relevance, responsiveness and added value",
        "Effectiveness",
        "Coherence and complementarity",
        "Efficiency",
        "Internal coordination and management",
        "Impact",
        "Sustainability",
    ]


def test_words_broken_at_line_ends_are_whole(report: Report):
    assert "headquarters short-term missions" in report.passage("r8").text
    assert "(web-based), including" in report.passage("r1").text
