"""Questions about a figure's values, on a report of its own."""

import pytest

from assistant.figure_values import answer_from_values
from corpus import FigureDetails, FigureValue, Passage

VALUES = (("North", 4.5), ("North East", 12.0), ("South", 30.25), ("Islands and Capes", 1.25))
CAPTION = "Boats by coast, 2001 (in thousands)"


def figure():
    text = CAPTION
    values = []
    for label, value in VALUES:
        start = len(text) + 1
        text += f"\n{label} {value:g}"
        values.append(FigureValue(label, value, start, len(text)))
    text += "\nSource: The harbour master."
    details = FigureDetails(CAPTION, "The harbour master.", "thousands", tuple(values))
    return Passage("f1", "figure", "1", "Figure 1", text, "X.1", figure=details)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Which coast has the most boats?", "South: 30.25 thousands."),
        ("Which coast has the fewest boats?", "Islands and Capes: 1.25 thousands."),
        ("Which coast comes second by boats?", "North East: 12 thousands."),
        ("How many boats are in the South?", "South: 30.25 thousands."),
        ("How many boats are in the North East?", "North East: 12 thousands."),
        ("Has the South more boats than the Islands?",
         "South: 30.25 thousands; "
         "Islands and Capes: 1.25 thousands."),
        ("What comes 2nd by boats?", "North East: 12 thousands."),
        ("Which coast has the third most boats?", "North: 4.5 thousands."),
        ("How many boats do the Islands and the South have together?",
         "31.50 thousands, the sum of the 2 values."),
        ("In which unit are the boats counted?", "thousands."),
        ("What is the source of the figure?", "The harbour master."),
    ],
)  # fmt: skip
def test_values_are_read(question, said):
    draft = answer_from_values(question, [figure()])
    assert draft.short_answer == said
    (citation,) = draft.citations
    assert citation.quote == figure().text[citation.start : citation.end]


def test_a_total_is_computed_where_the_figure_is_named():
    question = "How many boats are there in total?"
    assert answer_from_values(question, [figure()]) is None
    draft = answer_from_values(question, [figure()], named=True)
    assert draft.short_answer == "48.00 thousands, the sum of the 4 values."


@pytest.mark.parametrize(
    "question",
    [
        "Why do boats sink?",
        "Who counted the trains?",
        "What is the largest city?",
        "What is the second reason for boats?",
    ],
)
def test_other_questions_are_left_alone(question):
    assert answer_from_values(question, [figure()]) is None


def test_without_a_figure_there_are_no_values():
    assert answer_from_values("Which is the largest?", []) is None
    plain = Passage("p1", "paragraph", "1", "¶ 1", "The largest is the South.", "X.1")
    assert answer_from_values("Which is the largest?", [plain]) is None
