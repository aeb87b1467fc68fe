"""One browser session: what it holds after each step."""

from assistant import Answer, Citation, Refusal
from ui.chat.session import ChatSession


def citation(number: int) -> Citation:
    return Citation(
        "R/1", "paragraph", str(number), f"¶ {number}", f"p{number}", (), "Words.", 0, 6
    )


ANSWER = Answer("first?", "first?", "It says:", (citation(1), citation(2)))
REFUSED = Answer("why?", "why?", refusal=Refusal("not_in_report", "No.", (citation(3),)))


def test_a_new_session_shows_nothing():
    session = ChatSession()

    assert session.sources == ()
    assert session.source is None


def test_the_first_source_of_an_answer_is_open_at_once():
    session = ChatSession().answered("first?", ANSWER)

    assert session.source == citation(1)
    assert session.conversation.answers == (ANSWER,)


def test_another_source_can_be_opened():
    session = ChatSession().answered("first?", ANSWER).opened(0, 1)

    assert session.source == citation(2)


def test_a_source_of_an_earlier_answer_can_be_opened_again():
    session = ChatSession().answered("first?", ANSWER).answered("why?", REFUSED).opened(0, 1)

    assert session.sources == ANSWER.citations
    assert session.source == citation(2)


def test_the_nearest_passages_of_a_refusal_can_be_opened():
    session = ChatSession().answered("why?", REFUSED)

    assert session.source == citation(3)


def test_a_place_that_does_not_exist_changes_nothing():
    session = ChatSession().answered("first?", ANSWER)

    for turn, place in ((0, 2), (0, -1), (1, 0), (-1, 0)):
        assert session.opened(turn, place) == session


def test_a_question_that_failed_is_kept_but_not_part_of_the_conversation():
    session = ChatSession().answered("first?", ANSWER).failed("", "The question is empty.")

    assert session.turns[-1].problem == "The question is empty."
    assert session.sources == ()
    assert session.conversation.answers == (ANSWER,)
