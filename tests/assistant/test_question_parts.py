"""Questions that ask several things."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.question_parts import split_question


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        (
            "Who paid for the boats, and how many sailors were hired in the harbour?",
            ("Who paid for the boats", "how many sailors were hired in the harbour"),
        ),
        (
            "Visibility: what is wrong, and what is proposed?",
            ("what is wrong (Visibility)", "what is proposed (Visibility)"),
        ),
        (
            "How big is the northern harbour and who built it?",
            ("How big is the northern harbour", "who built it (big northern harbour)"),
        ),
    ],
)
def test_each_part_can_be_searched_by_itself(question, parts):
    assert split_question(question) == parts


@pytest.mark.parametrize(
    "question",
    [
        "Who paid for the boats and nets?",
        "What is the harbour that was built in 1901?",
        "Boats",
        "Tell me what it says",
    ],
)
def test_one_question_is_not_split(question):
    assert split_question(question) == ()


@given(st.text(max_size=200))
def test_parts_are_two_or_three_or_none(question):
    assert len(split_question(question)) in (0, 2, 3)
