"""How an answer was found, as the page shows it."""

from assistant import Answer
from ui.chat.trail_view import trail_html
from ui.markup import escape
from ui.texts import texts_in

ENGLISH = texts_in("en")


def test_a_search_shows_candidates_scores_and_times(assistant):
    answer = assistant.ask("How is the strategy funded?")

    html = trail_html(answer, ENGLISH)

    assert html.count('<th scope="row">') == len(answer.trail.candidates)
    assert f"{answer.trail.candidates[0].score:.2f}".replace(".", "&#46;") in html
    assert escape(f"{answer.confidence:.0%}") in html
    assert all(escape(query) in html for query in answer.trail.searched)
    assert "ms" in html


def test_a_place_that_was_looked_up_is_said_to_be_so(assistant):
    assert "names a place" in trail_html(assistant.ask("What does paragraph 8 say?"), ENGLISH)


def test_without_an_answer_the_page_says_what_will_be_shown():
    assert "Ask a question first" in trail_html(None, ENGLISH)
    assert "not kept" in trail_html(Answer("q", "q"), ENGLISH)


def test_a_question_with_markup_is_shown_as_typed(assistant):
    html = trail_html(assistant.ask("<img src=x> strategy funding?"), ENGLISH)

    assert "<img" not in html
