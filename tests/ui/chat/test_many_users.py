"""Ten users at once, each with ten questions: everybody gets the answers to their own."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from playwright.sync_api import expect

from assistant import Conversation
from ui.chat.session import ChatSession
from ui.markup import short_label

USERS = range(10)
ROUNDS = 5


def questions_of(user):
    """Ten questions of one user: five places, and after each what comes next."""
    places = [user + 2 * step for step in range(ROUNDS)]
    return [
        question
        for place in places
        for question in (f"What does paragraph {place % 19 + 1} say?", "And the next one?")
    ]


@pytest.fixture(scope="module")
def expected(assistant):
    """The first citation of each answer, user by user, asked one after the other."""
    found = {}
    for user in USERS:
        conversation = Conversation()
        for question in questions_of(user):
            conversation = conversation.add(assistant.ask(question, conversation))
        found[user] = [answer.citations[0] for answer in conversation.answers]
    return found


def test_the_questions_lead_to_different_answers(expected):
    assert len({tuple(it.passage_id for it in found) for found in expected.values()}) == len(USERS)
    for found in expected.values():
        assert found[0].passage_id != found[1].passage_id


@pytest.mark.browser
def test_ten_users_in_ten_browsers_get_their_own_answers(open_page, expected):
    opened = {user: open_page() for user in USERS}
    for place in range(2 * ROUNDS):
        for user, watched in opened.items():
            watched.ask(questions_of(user)[place])
        for user, watched in opened.items():
            citation = expected[user][place]
            answers = watched.page.locator("#ra-conversation .bot-row:has(.ra-mark)")
            expect(answers).to_have_count(place + 1)
            expect(watched.page.locator("#ra-panel h2")).to_have_text(citation.label)
            label = short_label(citation.kind, citation.label)
            expect(answers.last.locator(".ra-mark").first).to_have_text(label)
    for user, watched in opened.items():
        shown = watched.page.locator("#ra-conversation .ra-question").all_inner_texts()
        assert shown == questions_of(user)
        watched.assert_quiet()


def test_ten_users_in_threads_get_their_own_answers(chat_handlers, expected):
    def talk(user):
        session = ChatSession()
        for question in questions_of(user):
            session = list(chat_handlers.ask(question, session))[-1][0]
        return [turn.answer.citations[0] if turn.answer else turn.problem for turn in session.turns]

    # The handlers of the tests let two in and two wait: nobody may be sent away here.
    with ThreadPoolExecutor(4) as threads:
        answered = dict(zip(USERS, threads.map(talk, USERS), strict=True))

    assert answered == expected


@pytest.mark.browser
def test_who_comes_when_all_places_are_taken_is_told_and_can_ask_again(open_page, start_chat):
    with start_chat(questions_at_once=1, questions_waiting=0) as server:
        opened = [open_page(server=server) for _ in range(6)]
        question = "What does the report say about effectiveness and how it can be better?"
        busy = []
        for _ in range(10):
            for watched in opened:
                watched.ask(question)
            for watched in opened:
                last = watched.page.locator("#ra-conversation .bot-row").last
                expect(last.locator(".ra-problem, .ra-quote, .ra-refusal").first).to_be_visible()
                if last.locator(".ra-problem").count():
                    busy.append(watched)
            if busy:
                break

        told = busy[0].page
        problem = told.locator("#ra-conversation .ra-problem").last
        expect(problem).to_contain_text("busy with other questions. Try again")
        expect(told.get_by_label("Your question")).to_have_value(question)
        busy[0].settle()
        told.get_by_label("Your question").press("Enter")
        answer = told.locator("#ra-conversation .bot-row").last
        expect(answer.locator(".ra-quote, .ra-refusal").first).to_be_visible()
