"""The chat without a browser: what each use of the page gives back, with the real assistant."""

from types import SimpleNamespace

import gradio as gr
import pytest

from corpus import visible
from ui.chat.handlers import Chat, caller_of
from ui.chat.session import ChatSession
from ui.chat.suggestions import Suggestions
from ui.desk import QuestionDesk
from ui.markup import escape


def messages(view):
    return view.conversation["value"]


def test_the_question_is_shown_before_the_answer_is_there(chat_handlers):
    first, answered = chat_handlers.ask("What does paragraph 1 say?", ChatSession())

    assert [message["role"] for message in first[1]] == ["user"]
    assert [message["role"] for message in answered[1]["value"]] == ["user", "assistant"]
    assert answered[1]["value"][1]["options"]


def test_an_answer_opens_its_first_source(ask):
    view, left = ask("What does paragraph 8 say?")

    assert view.session.source.passage_id == "p8"
    assert ">¶ 8</span>" in messages(view)[1]["content"][1]
    assert view.sources.choices[0] == ("¶ 8", "0")
    assert "¶ 8</h2>" in view.panel
    assert "<mark>" in view.panel
    assert view.copies.startswith(f'<div class="ra-copy-link">{escape("?passage=p8")}</div>')
    assert escape("GB.309/PFA/5/4, para. 8") in view.copies
    assert left == gr.skip()


def test_an_answer_can_be_copied_with_its_references(ask):
    view, _ = ask("What is Recommendation 2?")

    quote = view.session.source.quote
    assert escape("What is Recommendation 2?\n\n") in view.copies
    assert escape(f"“{quote}” (GB.309/PFA/5/4, Recommendation 2)") in view.copies


@pytest.mark.parametrize("question", ["", " \t\n", "x" * 2001, "\u202e\x00", "\ud800", "?!"])
def test_a_question_that_cannot_be_searched_gets_one_plain_sentence(ask, question):
    view, left = ask(question)

    assert view.session.turns[0].problem.startswith("The question")
    assert "ra-problem" in messages(view)[1]["content"][0]
    assert "<mark>" not in view.panel
    assert left == visible(question)
    left.encode()


def test_a_place_the_report_does_not_have_is_refused(ask):
    view, _ = ask("What does paragraph 999 say?")

    assert view.session.turns[0].answer.refusal.reason == "no_such_reference"
    assert "The report has no such place" in messages(view)[1]["content"][0]


def test_a_quote_of_an_earlier_answer_can_be_chosen_in_the_conversation(chat_handlers, ask):
    first, _ = ask("What does paragraph 8 say?")
    view, _ = ask("What is Recommendation 2?", first.session)
    chosen = SimpleNamespace(index=1, value=messages(view)[1]["content"][1])

    view = chat_handlers.open_quote(view.session, chosen)

    assert view.session.source.passage_id == "p8"
    assert view.sources.choices[0][0] == "¶ 8"
    assert "¶ 8</h2>" in view.panel


def test_what_is_not_on_the_page_cannot_be_opened(chat_handlers, ask):
    session = ask("What does paragraph 8 say?")[0].session

    for index, value in ((0, "x"), (7, "x"), (-1, "x")):
        event = SimpleNamespace(index=index, value=value)
        assert chat_handlers.open_quote(session, event).session == session
    assert chat_handlers.open_source("99", session).session == session
    assert chat_handlers.open_source(None, ChatSession()).session == ChatSession()


def test_the_question_that_was_searched_can_be_edited(chat_handlers, ask):
    first, _ = ask("How many countries were case studies?")
    view, _ = ask("And which ones?", first.session)

    edited, _ = chat_handlers.edit(view.session)

    assert edited == view.session.turns[1].answer.question
    assert edited != "And which ones?"
    assert chat_handlers.edit(ChatSession())[0] == ""


def test_the_last_question_can_be_taken_back(chat_handlers, ask):
    first, _ = ask("What does paragraph 8 say?")
    view, _ = ask("What is Recommendation 2?", first.session)

    *shown, question = chat_handlers.undo(view.session)

    assert shown[0].turns == first.session.turns
    assert shown[0].source.passage_id == "p8"
    assert question == "What is Recommendation 2?"


def test_the_last_question_can_be_asked_again(chat_handlers, ask):
    session = ask("What is Recommendation 2?")[0].session

    *_, last = chat_handlers.retry(session, None, None)

    assert [turn.question for turn in last[0].turns] == ["What is Recommendation 2?"]
    assert last[0].turns[0].answer == session.turns[0].answer


def test_nothing_can_be_taken_back_or_repeated_on_an_empty_page(chat_handlers):
    assert chat_handlers.undo(ChatSession())[0] == ChatSession()
    assert next(chat_handlers.retry(ChatSession(), None, None))[0] == ChatSession()


@pytest.mark.parametrize(
    "question", ["How many technical specialists were there?", "How many people worked on this?"]
)
def test_a_question_about_one_passage_is_answered_from_it(chat_handlers, ask, question):
    session, *_ = chat_handlers.ask_about(ChatSession().looking_up("p6"))
    view, _ = ask(question, session)

    answer = view.session.turns[0].answer
    shown = answer.refusal.nearest if answer.refusal else answer.citations
    assert {citation.passage_id for citation in shown} <= {"p6"}
    assert "ambiguous" not in str(answer.refusal)
    assert view.scope.visible
    assert "¶ 6" in view.scope.value
    assert not chat_handlers.ask_whole_report(view.session).scope.visible


def test_a_chosen_suggestion_is_asked_of_the_whole_report(chat_handlers):
    event = SimpleNamespace(value="What is Recommendation 2?")
    session = ChatSession().about("p6")

    *_, last = chat_handlers.ask_chosen(session, None, event, None)

    assert last[0].turns[0].citations[0].passage_id == "r2"
    assert last[0].scope is None


def test_what_is_suggested_next_is_answered(ask):
    for question in ("What is Recommendation 7?", "What does paragraph 19 say?", "Fish prices?"):
        view, _ = ask(question)
        turn = view.session.turns[0]
        assert 0 < len(turn.suggestions) <= 3, question
        for suggestion in turn.suggestions:
            assert ask(suggestion)[0].session.turns[0].answer.refusal is None


def test_what_a_question_back_offers_can_be_chosen(ask):
    first, _ = ask("How do recommendations 3 and 5 differ?")
    view, _ = ask("What does it want?", first.session)

    turn = view.session.turns[1]

    assert turn.suggestions == turn.answer.refusal.choices != ()


def test_a_broken_assistant_is_reported_in_plain_words_and_logged(assistant, english, caplog):
    class Broken:
        report = assistant.report
        model_name = None

        def stream(self, *_, **__):
            raise ZeroDivisionError("secret detail")

    chat = Chat(QuestionDesk(Broken(), 1, 1), Suggestions(assistant), english)
    *_, last = chat.ask("What does paragraph 1 say?", ChatSession())

    assert last[0].turns[0].problem.startswith("Something went wrong inside the program")
    assert "secret detail" not in last[0].turns[0].problem
    assert "secret detail" in caplog.text


def test_without_a_request_nobody_is_named():
    assert (caller_of(None).interface, caller_of(None).user) == ("chat", "")
