"""What is given from outside is checked, and refused in plain words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.errors import ArgumentError
from ui.programs.arguments import AskArguments, PassageArguments, SearchArguments, checked
from ui.programs.catalogue import FUNCTIONS, function_named

_TEXT = st.text(st.characters(exclude_categories=[]), max_size=200)
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | _TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_TEXT, inner, max_size=3),
    max_leaves=5,
)
_NAMES = st.sampled_from(["question", "history", "within", "trail", "query", "limit", "name"])


@given(st.sampled_from(FUNCTIONS), st.dictionaries(_NAMES | _TEXT, _JSON, max_size=4))
def test_whatever_is_given_is_taken_or_refused_in_plain_words(function, arguments):
    try:
        taken = checked(function.arguments, arguments)
    except ArgumentError as error:
        message = str(error)
        assert len(message) < 300
        assert "pydantic" not in message
        message.encode()
    else:
        assert type(taken) is function.arguments


@pytest.mark.parametrize(
    ("kind", "arguments", "expected"),
    [
        (AskArguments, {}, "The argument 'question' is missing. The arguments are: question, "),
        (AskArguments, {"question": "a", "q": 1}, "There is no argument 'q'."),
        (AskArguments, {"question": 5}, "input should be a valid string. It is 5."),
        (AskArguments, {"question": "a", "history": ["b"] * 21}, "at most 20 items, not 21"),
        (AskArguments, {"question": "a", "history": "b"}, "input should be a valid list"),
        (SearchArguments, {"query": "a", "limit": 0}, "greater than or equal to 1. It is 0."),
        (SearchArguments, {"query": "a", "limit": 101}, "less than or equal to 100"),
        (PassageArguments, {"name": "p" * 101}, "at most 100 characters"),
    ],
)
def test_a_refusal_names_the_argument_and_what_is_expected(kind, arguments, expected):
    with pytest.raises(ArgumentError) as refused:
        checked(kind, arguments)
    assert expected in str(refused.value)


def test_a_list_may_come_as_json_in_a_text():
    arguments = checked(AskArguments, {"question": "a", "history": '["b", "c"]'})
    assert arguments.history == ["b", "c"]


def test_there_are_four_functions():
    assert [it.name for it in FUNCTIONS] == ["ask", "search", "passage", "outline"]
    assert function_named("eval") is None
