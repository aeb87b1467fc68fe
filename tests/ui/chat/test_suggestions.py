"""Questions that the chat offers: from the structure of any report, and always answered."""

from types import SimpleNamespace

from corpus import Passage, Report
from ui.chat.suggestions import Suggestions, next_candidates


def test_every_example_is_answered(assistant):
    examples = Suggestions(assistant).examples()

    assert len(examples) == 6
    for example in examples:
        answer = assistant.ask(example)
        assert answer.refusal is None
        assert answer.citations


def test_examples_come_from_the_structure_of_any_report():
    class Yes:
        report = Report(
            "X/1",
            "Fish",
            (
                Passage("p7", "paragraph", "7", "¶ 7", "Trout.", "X/1", ("Rivers", "UN rules")),
                Passage("p8", "paragraph", "8", "¶ 8", "Pike.", "X/1", ("Rivers", "Catches")),
                Passage("t2", "table", "2", "Table 2", "Weights", "X/1", ("Rivers", "Catches")),
            ),
        )

        def ask(self, *_, **__):
            return SimpleNamespace(refusal=None)

    assert Suggestions(Yes()).examples() == (
        "What does the report say about catches?",
        "What does the report say about UN rules?",
        "What does paragraph 7 say?",
        "What does Table 2 show?",
    )


def test_a_question_that_is_refused_is_never_offered():
    class No:
        report = Report("X/1", "Fish", (Passage("p7", "paragraph", "7", "¶ 7", "Trout.", "X/1"),))

        def ask(self, *_, **__):
            return SimpleNamespace(refusal="no")

    assert Suggestions(No()).examples() == ()


def test_a_recommendation_leads_to_its_response_and_a_passage_to_what_it_names(assistant):
    report = assistant.report
    asked = {
        name: list(next_candidates(report, assistant.ask(name).citations))
        for name in ("Recommendation 7", "paragraph 19")
    }

    assert asked["Recommendation 7"][0] == "What was the response to Recommendation 7?"
    named = report.passage(report.passage("p19").references[0].target)
    assert f"What is {named.label}?" in asked["paragraph 19"]


def test_what_was_asked_is_not_offered_again(assistant):
    suggestions = Suggestions(assistant)
    answer = assistant.ask("What is Recommendation 7?")
    first, *_ = suggestions.after(answer, ())

    assert first not in suggestions.after(answer, (first.upper(),))
