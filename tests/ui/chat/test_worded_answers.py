"""Answers that a chat model words: how they grow, what is shown of them, what is not."""

import re
from dataclasses import replace
from types import SimpleNamespace
from typing import get_args

import gradio as gr
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import (
    VERDICTS,
    Answer,
    CheckedSentence,
    Citation,
    ModelFault,
    ModelUsage,
    check_citation,
)
from assistant.trail import Rewriting
from corpus import visible
from tests.scripted_model import QUESTION, ScriptedModel
from ui.chat.handlers import Chat
from ui.chat.keeping import Keeping
from ui.chat.rendering import answer_parts, growing_html, welcome_html
from ui.chat.screen import View, answer_text
from ui.chat.session import ChatSession
from ui.chat.suggestions import Suggestions
from ui.chat.trail_view import trail_html
from ui.desk import QuestionDesk
from ui.markup import escape
from ui.texts import texts_in

ENGLISH = texts_in("en")
SAID = "The ILO consolidated its social security activities in 2006, merging three units."


@pytest.fixture(scope="module")
def chat_with_model(with_model):
    return Chat(QuestionDesk(with_model, 2, 2), Suggestions(with_model), ENGLISH)


@pytest.fixture(scope="module")
def steps(chat_with_model):
    """What the page is given for one question, step by step."""
    return list(chat_with_model.ask(QUESTION, ChatSession()))


@pytest.fixture(scope="module")
def view(steps):
    return View(*steps[-1][:-1])


@pytest.fixture(scope="module")
def answer(view):
    return view.session.turns[-1].answer


def content(view):
    return view.conversation["value"][-1]["content"]


def test_the_answer_grows_sentence_by_sentence(steps):
    waiting, *growing, last = steps

    assert [message["role"] for message in waiting[1]] == ["user"]
    assert growing
    for step in growing:
        (part,) = step[1][-1]["content"]
        assert escape(SAID) in part
        assert "More is being written" in part
        assert "Seven" not in part
        assert step[0] == gr.skip()
    assert "More is being written" not in last[1]["value"][-1]["content"][0]


def test_each_sentence_has_the_chip_of_the_quote_it_rests_on(view, answer):
    said, *quotes = content(view)

    assert escape(SAID) in said
    chip = '<span class="ra-mark ra-to-0" role="button" tabindex="0">¶ 11</span>'
    assert chip in said
    assert len(quotes) == len(answer.citations)
    assert "Worded by scripted" in said
    assert "2 sentences failed the check and were removed" in said
    assert view.session.source == answer.citations[0]


def test_every_chip_leads_to_a_quote_of_the_sentence(answer, with_model):
    other = replace(answer.citations[0], passage_id="p9", label="¶ 9")
    two = replace(answer.sentences[0], citations=(answer.citations[0], other))
    both = replace(answer, sentences=(two,), citations=(other, answer.citations[0]))

    said, *_ = answer_parts(both, ENGLISH)

    assert re.findall(r'ra-to-(\d+)" role="button" tabindex="0">(¶ \d+)<', said) == [
        ("1", "¶ 11"),
        ("0", "¶ 9"),
    ]
    assert check_citation(answer.citations[0], with_model.report) == "valid"


def test_a_chip_without_a_quote_below_opens_nothing(answer):
    alone = replace(answer, citations=())

    (said,) = answer_parts(alone, ENGLISH)

    assert "ra-mark-still" in said
    assert "tabindex" not in said


def test_removed_sentences_are_not_on_the_page_unless_they_are_wanted(chat_with_model, view):
    assert "Seven" not in str(content(view))
    assert "Atlantis" not in str(content(view))

    wanted = chat_with_model.show_removed(True, view.session)
    said, *quotes = content(wanted)

    assert wanted.shows_removed["value"] is True
    assert said.count("Not supported by the report") == 2
    assert "<del>Seven units were merged in 2006&#46;</del>" in said
    assert "a number or date in it is not in the passages" in said
    assert f"<del>{escape('<b>Atlantis</b> paid 9,999 dollars for it.')}</del>" in said
    assert said.count('role="button"') == 1
    assert quotes == content(view)[1:]
    hidden = chat_with_model.show_removed(False, wanted.session)
    assert content(hidden) == content(view)


def test_a_quote_is_found_by_its_words_whether_removed_sentences_are_shown_or_not(
    chat_with_model, view
):
    wanted = chat_with_model.show_removed(True, view.session)
    for shown in (view, wanted):
        for place, part in enumerate(content(shown)):
            event = SimpleNamespace(index=1, value=part)
            opened = chat_with_model.open_quote(shown.session, event)
            assert opened.session.open_citation == max(place - 1, 0)
            assert opened.conversation == gr.skip()


def test_the_reports_own_words_can_be_chosen_for_every_way_to_ask(chat_with_model, view):
    event = SimpleNamespace(value=QUESTION)
    for asked in (
        chat_with_model.ask(QUESTION, view.session, "extractive"),
        chat_with_model.ask_chosen(view.session, "extractive", event, None),
        chat_with_model.retry(view.session, "extractive", None),
    ):
        *_, last = asked
        found = last[0].turns[-1].answer
        assert (found.answerer, found.usage) == ("extractive", None)


@pytest.mark.parametrize("wanted", [None, "generative", "nonsense"])
def test_otherwise_the_model_is_asked(chat_with_model, wanted):
    *_, last = chat_with_model.ask(QUESTION, ChatSession(), wanted)

    assert last[0].turns[-1].answer.answerer == "generative"


def test_no_suggestion_asks_the_model(open_with):
    model = ScriptedModel()
    suggestions = Suggestions(open_with(model))

    assert len(suggestions.examples()) == 6
    assert model.asked == []


def test_a_page_that_is_left_gives_its_place_back(open_with):
    model = ScriptedModel()
    opened = open_with(model)
    chat = Chat(QuestionDesk(opened, 1, 1, model_calls=0), Suggestions(opened), ENGLISH)
    for _ in range(3):
        asked = chat.ask(QUESTION, ChatSession())
        next(asked)
        next(asked)
        asked.close()

    *_, last = chat.ask(QUESTION, ChatSession())
    assert last[0].turns[-1].answer.answerer == "generative"


def test_a_new_conversation_keeps_what_the_person_chose_to_see(chat_with_model, view):
    keeping = Keeping(chat_with_model, ENGLISH)
    session = replace(view.session, shows_removed=True)

    assert keeping.begin(session)[1] == ChatSession(shows_removed=True)
    assert keeping.delete_all(session)[2] == ChatSession(shows_removed=True)
    assert keeping.delete(session.id, session)[1] == ChatSession(shows_removed=True)


@pytest.mark.parametrize("fault", get_args(ModelFault))
def test_a_fault_is_one_plain_sentence_above_the_reports_words(fault, assistant):
    found = assistant.ask(QUESTION)
    failed = CheckedSentence("Fish.", (), "unsupported", "It cites no passage.")
    told = replace(found, fault=fault, notice="In English.", sentences=(failed,))
    for language in ("en", "fr", "es"):
        texts = texts_in(language)
        first, *quotes = answer_parts(told, texts)
        assert first.startswith('<div class="ra-notice">')
        assert escape(texts.gettext("This answer is in the report’s own words.")) in first
        assert len(quotes) == len(found.citations)
        assert "Fish" not in first
        assert "Fish" in answer_parts(told, texts, shows_removed=True)[0]
        assert "ra-worded-by" not in first


def test_a_model_that_fails_leaves_the_reports_words_with_a_notice(open_with):
    opened = open_with(ScriptedModel(reply="Seven units were merged [p11]."))
    chat = Chat(QuestionDesk(opened, 1, 0), Suggestions(opened), ENGLISH)

    *_, last = chat.ask(QUESTION, ChatSession())

    said, *quotes = last[1]["value"][-1]["content"]
    assert "Nothing that the chat model said passed the check" in said
    assert quotes
    assert "Seven" not in said


def test_the_answer_is_copied_with_its_references_and_without_what_was_removed(view):
    text = answer_text(view.session.turns[-1], ENGLISH)

    assert f"{SAID} (GB.309/PFA/5/4, para. 11)" in text
    assert "Worded by scripted" in text
    assert "Seven" not in text
    assert escape(text) in view.copies


def test_how_it_was_found_tells_of_the_model_and_the_verdicts(answer):
    html = trail_html(answer, ENGLISH)

    assert "worded by a chat model" in html
    assert escape("scripted: calls 1, tokens read") in html
    assert escape("1 × a number or date in it is not in the passages") in html
    assert escape("chat model ") in html


def test_both_stand_alone_questions_of_a_follow_up_are_told(answer):
    usage = ModelUsage("scripted")
    rewriting = Rewriting("Ours?", "<i>Theirs?", "ours", "It names another place.", usage)

    html = trail_html(replace(answer, trail=replace(answer.trail, rewriting=rewriting)), ENGLISH)

    for words in ("Ours?", "<i>Theirs?", "question of this program", "names another place"):
        assert escape(words) in html


def test_the_welcome_tells_of_the_model_where_there_is_one(assistant):
    assert "chat model" not in welcome_html(assistant.report, ENGLISH)
    assert "chat model" in welcome_html(assistant.report, ENGLISH, has_model=True)


CITATION = Citation("R/1", "paragraph", "1", "¶ 1", "p1", (), "Quote.", 0, 6)
sentences = st.builds(
    CheckedSentence,
    st.text() | st.sampled_from(["<img src=x>", "![a](http://b.c/d)", "[x](javascript:y)"]),
    st.tuples(st.text()),
    st.sampled_from(VERDICTS),
    st.text(),
    st.sampled_from([(), (CITATION,)]),
)


@given(st.lists(sentences, max_size=4), st.text(), st.booleans(), st.booleans())
def test_whatever_a_model_says_is_shown_as_text(said, model, shows_removed, partial):
    answer = Answer(
        "q", "q", citations=(CITATION,), answerer="generative", sentences=tuple(said),
        usage=ModelUsage(model), partial=partial,
    )  # fmt: skip

    parts = [*answer_parts(answer, ENGLISH, shows_removed=shows_removed)]
    for html in (*parts, growing_html(answer, ENGLISH), trail_html(answer, ENGLISH)):
        assert "\n" not in html
        assert set(re.findall(r"<(\w+)", html)) <= {"br", "del", "div", "p", "span"}
        attributes = set(re.findall(r'<\w+ ([\w-]+)=|" ([\w-]+)=', html))
        assert {it for pair in attributes for it in pair if it} <= {"class", "role", "tabindex"}
    failed = [it for it in said if not it.is_supported]
    assert parts[0].count("<del>") == (len(failed) if shows_removed else 0)
    if shows_removed and failed:
        assert f"<del>{escape(visible(failed[0].text))}</del>" in parts[0]
