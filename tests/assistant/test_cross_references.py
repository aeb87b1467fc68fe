"""Units, and what is linked with them."""

import pytest

PLACES = [
    ("What does recommendation 1 want done?", ["r1"]),
    ("Could you sum up recommendation eleven for me?", ["r11"]),
    ("How do recommendations 3 and 5 differ?", ["r3", "r5"]),
    ("What should the Office do under recommendation 7?", ["r7"]),
    ("How does the Office reply to recommendation 3?", ["p19"]),
    ("Does the Office accept recommendation 7?", ["p19"]),
    ("Which paragraph discusses figure 3?", ["p6"]),
    ("Where is figure 1 mentioned?", ["p5"]),
    ("Which figures does paragraph 6 refer to?", ["f3", "f2"]),
    ("Which paragraph does footnote 1 belong to?", ["p3"]),
    ("Where is footnote 2?", ["p19"]),
    ("Where is footnote 1 cited?", ["p3"]),
    ("Cite footnote 1", ["n1"]),
    ("Please cite recommendation 3 in full", ["r3"]),
]


@pytest.mark.parametrize(("question", "cited"), PLACES)
def test_the_unit_or_what_is_linked_with_it(assistant, question, cited):
    answer = assistant.ask(question)
    assert sorted({it.passage_id for it in answer.citations}) == sorted(cited)
    assert answer.candidates[0].passage.id in cited


def test_the_part_that_names_the_unit_is_quoted(assistant):
    (citation,) = assistant.ask("How does the Office reply to recommendation 3?").citations
    assert "Recommendation 3" in citation.quote
    assert "Recommendations 4" not in citation.quote
    (citation,) = assistant.ask("Which paragraph discusses figure 3?").citations
    assert "Figure 3" in citation.quote


def test_many_linked_units_are_all_named(assistant):
    answer = assistant.ask("Which recommendations does paragraph 19 respond to?")
    assert answer.short_answer.startswith("Recommendation 1, Recommendation 2")
    assert answer.short_answer.endswith("Recommendation 12.")
    assert 1 < len(answer.citations) <= 3
