"""Follow-ups: what depends on the conversation is resolved, what stands alone is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import Conversation
from assistant.answer import Answer
from assistant.errors import InvalidQuestionError
from assistant.follow_up import FollowUpResolver
from corpus import bundled_report

REPORT = bundled_report()


@pytest.fixture
def converse(assistant):
    """Ask questions in turn; return the last answer."""

    def call(*questions):
        conversation = Conversation()
        for question in questions:
            answer = assistant.ask(question, conversation)
            conversation = conversation.add(answer)
        return answer

    return call


@pytest.mark.parametrize(
    ("questions", "resolved"),
    [
        (("What is in recommendation 3?", "and 4?"), "What is in recommendation 4?"),
        (
            ("What is in recommendation 3?", "sorry, number 5 I mean"),
            "What is in recommendation 5?",
        ),
        (("What is in recommendation 3?", "and the next one?"), "What is in recommendation 4?"),
        (("Show me figure 2", "the previous one please"), "Show me figure 1"),
        (("What is shown in figure 1?", "and the second one?"), "What is shown in figure 2?"),
        (
            ("Which recommendations come under Effectiveness?", "What does the last of these say?"),
            "What does recommendation 6 say",
        ),
        (
            ("Which recommendations come under Effectiveness?", "the first one"),
            "What does recommendation 4 say?",
        ),
        (
            ("What did the ILO do in Ghana?", "and in Nepal?"),
            "What did the ILO do in Nepal?",
        ),
        (
            ("What did the ILO do in Ghana?", "what about Jordan then"),
            "What did the ILO do in Jordan?",
        ),
        (
            ("What does the vertical dimension deal with?", "no, I meant the horizontal one"),
            "What does the horizontal dimension deal with?",
        ),
        (
            ("How does the Office reply to recommendation 7?", "And to recommendation 8?"),
            "How does the Office reply to recommendation 8?",
        ),
        (
            ("Which section is recommendation 3 in?", "What comes next?"),
            "What comes after recommendation 3?",
        ),
        (("How many recommendations are there?", "And figures?"), "How many figures are there?"),
        (
            ("What does figure 3 show?", "Which share is the largest in it?", "And the smallest?"),
            "And the smallest? (on: figure 3)",
        ),
        (
            ("Which recommendations are under Sustainability?", "What does it ask for?"),
            "What does it ask for? (on: recommendation 12)",
        ),
        (
            ("What is said about gender?", "And about child labour?"),
            "What is said about child labour?",
        ),
        (
            ("What are the main sections?", "What is in the fourth one?"),
            "What does the section “Lessons learned” say?",
        ),
        (
            ("How many units were merged into one?", "what year was that"),
            "what year was that (on: units merged into)",
        ),
        (
            ("What is the World Social Security Report?", "When will its next edition appear?"),
            "When will its next edition appear? (on: World Social Security)",
        ),
    ],
)
def test_what_depends_on_the_conversation(converse, questions, resolved):
    answer = converse(*questions)
    assert answer.asked == questions[-1]
    assert answer.question.rstrip("?") == resolved.rstrip("?")


def test_an_item_of_a_passage_that_was_shown(converse):
    answer = converse("What does paragraph 4 say?", "What is its second item?")
    assert answer.lead == "Item 2 of ¶ 4 reads:"
    (citation,) = answer.citations
    assert citation.start == REPORT.passage("p4").items[1].start


def test_the_one_before_is_of_the_same_kind(converse):
    answer = converse("What does recommendation 12 say?", "the one before that")
    assert answer.citations[0].passage_id == "r11"


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("What is item 3 of paragraph 4?", 2),
        ("Show me the last point in paragraph 4", -1),
        ("paragraph 4, second bullet", 1),
    ],
)
def test_an_item_is_named_with_its_passage(assistant, question, place):
    (citation,) = assistant.ask(question).citations
    assert citation.passage_id == "p4"
    assert citation.start == REPORT.passage("p4").items[place].start


def test_an_item_of_a_list_that_was_quoted(converse):
    answer = converse(
        "What are the four characteristics of the strategy?", "Explain the third of those."
    )
    assert "pluralism" in answer.question
    assert answer.citations[0].passage_id == "p4"


@pytest.mark.parametrize(
    "question",
    [
        "Who pays for the project in Cambodia?",
        "What about staff shortages in the field?",
        "What lessons were learned from the evaluation?",
        "What is in paragraph 12?",
        "Are there any pilot countries in South America?",
        "Which countries got money that was not spent?",
        "How does the ILO present its work on training?",
        "How many units were merged into one?",
        "Do employers and workers both take part in training?",
    ],
)
def test_a_new_topic_does_not_drag_the_old_one_in(converse, question):
    assert converse("What did the ILO sign with Brazil?", question).question == question


@pytest.mark.parametrize(
    "question",
    ["Ok, forget the recommendations. How is training paid for?",
     "Never mind. How is training paid for?"],
)  # fmt: skip
def test_what_is_dismissed_is_not_searched(converse, question):
    answer = converse("What does recommendation 10 say?", question)
    assert answer.question == "How is training paid for?"


def test_a_chain_of_follow_ups_keeps_its_thread(converse):
    answer = converse(
        "How much extra-budgetary money went to Africa?", "And the Arab States?", "and Europe"
    )
    assert answer.question == "How much extra-budgetary money went to Europe?"
    assert answer.citations[0].passage_id == "f3"


def test_without_a_conversation_nothing_is_added(assistant):
    assert assistant.ask("and the next one?").question == "and the next one?"


def test_with_the_stage_off_every_question_stands_alone(settings):
    from assistant import Stages, open_assistant

    with open_assistant(settings, stages=Stages(follow_ups=False)) as assistant:
        first = assistant.ask("What is in recommendation 3?")
        assert assistant.ask("and 4?", Conversation().add(first)).question == "and 4?"


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_two_questions_make_one(before, question):
    resolver = FollowUpResolver(REPORT)
    last = Answer(asked=before, question=before)
    try:
        resolved = resolver.resolve(question, Conversation((last,)))
    except InvalidQuestionError:
        return
    assert resolved.asked == question
    assert resolved.question.strip()
