"""What a typed question becomes before it is searched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import MAX_QUESTION_LENGTH, InvalidQuestionError
from assistant.question import clean_question, without_frame


@pytest.mark.parametrize("question", ["", "   ", "\n\t", "\x00\x07", "\u202e\u2066", "\ud800"])
def test_a_question_without_anything_visible_is_refused(question):
    with pytest.raises(InvalidQuestionError, match=r"is empty.*Type what"):
        clean_question(question)


@pytest.mark.parametrize("question", ["???", "— … —", "<>", "🙂"])
def test_a_question_without_words_is_refused(question):
    with pytest.raises(InvalidQuestionError, match=r"holds no words.*Type what"):
        clean_question(question)


def test_the_longest_question_is_taken_and_one_more_is_not():
    assert len(clean_question("a" * MAX_QUESTION_LENGTH)) == MAX_QUESTION_LENGTH
    with pytest.raises(InvalidQuestionError, match=r"2,001 characters.*Shorten"):
        clean_question("a" * (MAX_QUESTION_LENGTH + 1))


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("  what\n is\tit ", "what is it"),
        ("what\x00is\x1bit", "what is it"),
        ("what \ud83d is it", "what is it"),
        ("\u202ewhat is it\u202c", "what is it"),
        ("<b>what</b> is **it**?", "<b>what</b> is **it**?"),
        ("Yaounde\u0301", "Yaoundé"),
    ],
)
def test_what_a_reader_cannot_see_is_taken_out(typed, cleaned):
    assert clean_question(typed) == cleaned


@given(st.text(alphabet=st.characters(), max_size=200))
def test_a_cleaned_question_is_one_visible_line_and_stays_as_it_is(typed):
    try:
        cleaned = clean_question(typed)
    except InvalidQuestionError:
        return
    cleaned.encode("utf-8")
    assert cleaned == cleaned.strip() == clean_question(cleaned)
    assert cleaned.splitlines() == [cleaned]


@pytest.mark.parametrize(
    ("question", "rest"),
    [
        ("What does the report say about effectiveness?", "effectiveness?"),
        ("Does this document mention anything about pensions?", "pensions?"),
        ("Tell me what the evaluation says on gender", "gender"),
        ("What does the report say about ?", "What does the report say about ?"),
        ("Who wrote the report on pensions?", "Who wrote the report on pensions?"),
        ("What will the World Social Security Report say?", None),
    ],
)
def test_words_about_the_report_itself_are_not_searched(question, rest):
    assert without_frame(question) == (rest or question)
