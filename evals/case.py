"""One question of an evaluation and what a right answer to it is."""

import hashlib
import json
from collections.abc import Sequence
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from evals.errors import NoCasesError
from evals.facts import FactGroup, has_words

Split = Literal["dev", "test"]
"""``dev`` is for tuning; ``test`` is only looked at to report."""


def _question(text: str) -> str:
    if not text.strip():
        raise ValueError("a question cannot be empty")
    return text


def _fact_group(group: FactGroup) -> FactGroup:
    for variant in group:
        if not has_words(variant):
            raise ValueError(f"the variant {variant!r} holds no words")
    return group


Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_.-]{0,79}$")]
Question = Annotated[str, AfterValidator(_question)]
Facts = Annotated[FactGroup, Field(min_length=1), AfterValidator(_fact_group)]


class Case(BaseModel):
    """One question and what a right answer to it is.

    Attributes:
        id: Unique in the file: small letters, digits and ``-_.``; it decides the split.
        kind: Kind of question, such as ``number`` or ``follow_up``.
        question: As a person types it.
        history: The earlier questions of the conversation, oldest first.
        stand_alone: The question as asked without the conversation; None where unknown.
        answerable: Whether the report answers it.
        passages: Ids of gold passages; any one of them is enough.
        all_of: Ids of gold passages that are all needed.
        facts: Key facts: each a group of variants, any of which will do.
        forbidden: Words that must not be in the answer.
        note: A remark for testers.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Slug
    kind: Slug
    question: Question
    history: tuple[Question, ...] = ()
    stand_alone: Question | None = None
    answerable: bool
    passages: tuple[str, ...] = ()
    all_of: tuple[str, ...] = ()
    facts: tuple[Facts, ...] = ()
    forbidden: tuple[str, ...] = ()
    note: str = ""

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        if self.answerable and not self.gold:
            raise ValueError("an answerable question needs gold passages or all_of")
        if not self.answerable and (self.gold or self.facts):
            raise ValueError("an unanswerable question has no passages, no all_of and no facts")
        if self.stand_alone is not None and not self.history:
            raise ValueError("stand_alone belongs to a question with a history")
        return self

    @property
    def gold(self) -> tuple[str, ...]:
        """Every gold passage, those that are all needed first."""
        return tuple(dict.fromkeys((*self.all_of, *self.passages)))

    @property
    def needs(self) -> tuple[frozenset[str], ...]:
        """What an answer has to cite: one passage out of each of these sets."""
        if self.all_of:
            return tuple(frozenset({passage}) for passage in dict.fromkeys(self.all_of))
        return (frozenset(self.passages),) if self.passages else ()

    @property
    def split(self) -> Split:
        """The half it belongs to: by the first bit of the SHA-256 of its id."""
        return "dev" if hashlib.sha256(self.id.encode()).digest()[0] < 128 else "test"


def select_cases(cases: Sequence[Case], split: Split | Literal["all"]) -> tuple[Case, ...]:
    """Return the cases of one split.

    Args:
        cases: All cases.
        split: ``dev``, ``test`` or ``all``.

    Raises:
        NoCasesError: The split holds none.
    """
    chosen = tuple(case for case in cases if split in ("all", case.split))
    if not chosen:
        raise NoCasesError(
            f"None of the {len(cases)} cases is in the split {split!r}. Use --split all."
        )
    return chosen


def spread(cases: Sequence[Case], most: int) -> tuple[Case, ...]:
    """Return some of the cases, in order and evenly spread, the same ones every time.

    Args:
        cases: All cases; those of a kind stand together, so that every kind has its share.
        most: How many at most, at least 1.
    """
    if most >= len(cases):
        return tuple(cases)
    return tuple(cases[place * len(cases) // most] for place in range(most))


def cases_sha256(cases: Sequence[Case]) -> str:
    """Return a hash of the cases, by which two runs over the same questions are known."""
    rows = json.dumps([case.model_dump(mode="json") for case in cases], sort_keys=True)
    return hashlib.sha256(rows.encode()).hexdigest()
