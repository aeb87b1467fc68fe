"""What the functions for programs take, with descriptions, and the check of what is given."""

import json
from collections.abc import Mapping
from typing import Annotated, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from assistant import Answerer
from corpus import visible
from ui.errors import ArgumentError

MOST_EARLIER_QUESTIONS = 20
"""How many questions of a conversation can be given with the next one."""

MOST_RESULTS = 100
"""How many passages a search gives at most."""

_LONGEST_NAME = 100
_MOST_SHOWN = 60


def _list_in_text(value: object) -> object:
    """Return the list that a text holds as JSON: some language models write lists so."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        return value


class Arguments(BaseModel):
    """The arguments of one call; unknown ones are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


GivenArguments = TypeVar("GivenArguments", bound=Arguments)
PassageName = Annotated[str, Field(max_length=_LONGEST_NAME)]


class AskArguments(Arguments):
    """The arguments of `ask`."""

    question: str = Field(
        description="The question in plain words, in the language of the report, at most 2,000 "
        "characters. One question at a time."
    )
    history: Annotated[list[str], BeforeValidator(_list_in_text)] = Field(
        default_factory=list,
        max_length=MOST_EARLIER_QUESTIONS,
        description="The earlier questions of this conversation, oldest first, so that a "
        "follow-up such as 'and at field level?' is understood. Questions only, no answers. "
        "Leave it empty for a question that stands alone.",
    )
    within: Annotated[list[PassageName], BeforeValidator(_list_in_text)] = Field(
        default_factory=list,
        max_length=MOST_RESULTS,
        description="Ids or printed names of the passages to search among, such as p19 or "
        "'Recommendation 6'. Leave it empty to search the whole report.",
    )
    trail: bool = Field(
        default=False,
        description="Whether to tell how the answer was found: candidates, scores, times.",
    )
    answerer: Answerer | None = Field(
        default=None,
        description="Who words the answer: 'extractive' for the report's own words alone, "
        "'generative' for sentences of a chat model, each checked against the passages it cites. "
        "When left out, the chat model where the server has one.",
    )


class SearchArguments(Arguments):
    """The arguments of `search`."""

    query: str = Field(
        description="Words to look for, by their letters and their meaning; at most 2,000 "
        "characters."
    )
    limit: int = Field(
        default=5, ge=1, le=MOST_RESULTS, description="How many passages to give at most."
    )


class PassageArguments(Arguments):
    """The arguments of `passage`."""

    name: PassageName = Field(
        description="Its id, such as p19, r6 or f3, or its printed name, such as 'para 19', "
        "'Recommendation 6', 'Figure 3' or 'cover'. A bare number is a paragraph."
    )


class OutlineArguments(Arguments):
    """`outline` takes no arguments."""


def checked(kind: type[GivenArguments], given: Mapping[str, object]) -> GivenArguments:
    """Return arguments once they are found to be right.

    Args:
        kind: What is expected.
        given: What came from outside.

    Raises:
        ArgumentError: One is missing, unknown, or not as described.
    """
    try:
        return kind.model_validate(given)
    except ValidationError as error:
        raise ArgumentError(_in_plain_words(kind, error)) from error


def _in_plain_words(kind: type[Arguments], error: ValidationError) -> str:
    first = error.errors(include_url=False)[0]
    name = ".".join(map(str, first["loc"]))
    names = ", ".join(kind.model_fields) or "none"
    if first["type"] == "missing":
        return f"The argument {name!r} is missing. The arguments are: {names}."
    if first["type"] == "extra_forbidden":
        return f"There is no argument {_shortened(name)!r}. The arguments are: {names}."
    expected = first["msg"][0].lower() + first["msg"][1:].replace(" after validation", "")
    shown = _shortened(repr(first["input"]))
    return f"The argument {name!r} cannot be used: {expected}. It is {shown}."


def _shortened(text: str) -> str:
    seen = visible(text)
    return seen if len(seen) <= _MOST_SHOWN else f"{seen[:_MOST_SHOWN]}…"
