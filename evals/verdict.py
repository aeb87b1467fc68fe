"""What became of one question, in one word."""

from typing import Literal, get_args

from evals.case import Case
from evals.metrics import forbidden_absent, key_facts_found
from evals.system import SystemAnswer

Verdict = Literal[
    "right",
    "rightly_refused",
    "incomplete",
    "wrong_passage",
    "wrongly_refused",
    "should_have_refused",
    "forbidden",
    "failed",
]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
GOOD: frozenset[Verdict] = frozenset({"right", "rightly_refused"})

MEANINGS: dict[Verdict, str] = {
    "right": "cites what is needed and holds every key fact",
    "rightly_refused": "the report does not say, and it said so",
    "incomplete": "cites a right passage, but one that is needed or a key fact is missing",
    "wrong_passage": "cites no passage that answers the question",
    "wrongly_refused": "the report does say",
    "should_have_refused": "the report does not say, and it answered",
    "forbidden": "holds words that must not be in the answer",
    "failed": "the system broke off with an error",
}


def verdict_on(case: Case, answer: SystemAnswer) -> Verdict:
    """Judge an answer.

    Args:
        case: The question and what is right.
        answer: What the system said.
    """
    if answer.refused:
        return "wrongly_refused" if case.answerable else "rightly_refused"
    if forbidden_absent(answer.text, case.forbidden) == 0:
        return "forbidden"
    if not case.answerable:
        return "should_have_refused"
    cited = set(answer.cited)
    if not cited & set(case.gold):
        return "wrong_passage"
    whole = all(cited & need for need in case.needs)
    facts = key_facts_found(answer.text, case.facts) in (None, 1.0)
    return "right" if whole and facts else "incomplete"
