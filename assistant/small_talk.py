"""Greetings, thanks and the like: what is said around questions, and what is answered to it."""

import re
from typing import Literal, NamedTuple

from assistant.answer import Refusal
from corpus import Report

_Kind = Literal["help", "thanks", "farewell", "greeting", "remark"]

_PHRASES: tuple[tuple[_Kind, str], ...] = (
    (
        "help",
        r"help(?:\s+me)?|who\s+are\s+you|what\s+are\s+you|what\s+can\s+you\s+(?:do|answer)|"
        r"what\s+(?:can|may|should)\s+i\s+ask(?:\s+you)?|how\s+(?:do|does)\s+(?:you|this)\s+work|"
        r"are\s+you\s+(?:a\s+(?:bot|robot|human|person|machine)|human|real|there)|"
        r"how\s+do\s+i\s+use\s+(?:this|it)",
    ),
    (
        "thanks",
        r"(?:many\s+|no,?\s+)?(?:thank\s+you|thanks?(?!\s+to\b)|thx|cheers|merci|gracias)"
        r"(?:\s+(?:a\s+lot|a\s+million|so\s+much|very\s+much|again|indeed))*"
        r"(?:\s+for\s+(?:your|the|all\s+your|that|this)(?:\s+(?:\w+\s+)?"
        r"(?:help|answer|reply|information|info|support))?)?|much\s+appreciated|"
        r"i\s+appreciate\s+(?:it|that|this|your\s+help)",
    ),
    (
        "farewell",
        r"(?:good\s*)?bye(?:\s*bye)?|see\s+you(?:\s+(?:later|soon|tomorrow))?|farewell|"
        r"(?:nothing|no\s+(?:more|further)\s+questions?)(?:\s+else)?|"
        r"have\s+a\s+(?:nice|good|great)\s+(?:day|evening|weekend|one)|good\s+night|"
        r"(?:that(?:['’]s|\s+is|\s+was|\s+will\s+be)|this\s+is)\s+(?:all|it|enough|everything)"
        r"(?:\s+(?:for\s+)?(?:now|today|i\s+(?:needed|need|wanted)(?:\s+to\s+know)?))*",
    ),
    (
        "greeting",
        r"hello|hi|hey|hiya|greetings|dear\s+(?:all|assistant|colleagues?)|"
        r"good\s+(?:morning|afternoon|evening|day)|how\s+are\s+you(?:\s+(?:today|doing))?|"
        r"nice\s+to\s+meet\s+you",
    ),
    (
        "remark",
        r"(?:very\s+|really\s+|so\s+|how\s+)?(?:great|perfect|nice|good|excellent|wonderful|"
        r"brilliant|fantastic|awesome|cool|lovely|helpful|useful|interesting|clear|fine)"
        r"(?:\s+(?:job|work|answer|one))?|"
        r"ok(?:ay)?|alright|all\s+right|right|sure|yes|no|i\s+see|got\s+it|understood|"
        r"(?:that|this|it)(?:['’]s|\s+is|\s+was)\s+(?:very\s+|really\s+|so\s+|all\s+)?"
        r"(?:great|perfect|nice|good|excellent|helpful|useful|interesting|clear|fine)|"
        r"(?:that|this)\s+(?:really\s+)?(?:helps|helped|makes\s+sense)(?:\s+a\s+lot)?|"
        r"well\s+done|there|everyone|all|assistant|then|so|and|please|dear|again|now|indeed",
    ),
)
_BETWEEN = re.compile(r"[\s,.;:!?–—…-]*")
_PHRASE = re.compile(
    "|".join(rf"(?P<{kind}>(?:{form})(?![\w'’]))" for kind, form in _PHRASES),
    re.IGNORECASE,
)
_OPENINGS = frozenset({"thanks", "greeting"})


class _Said(NamedTuple):
    kind: _Kind
    end: int


def reply_to_small_talk(question: str, report: Report) -> Refusal | None:
    """Return what is said to a greeting, to thanks or to a question about the assistant.

    Args:
        question: A cleaned question.
        report: The report.

    Returns:
        The reply; None where anything else is said as well.
    """
    said = _phrases(question)
    if not said or _BETWEEN.fullmatch(question, said[-1].end) is None:
        return None
    kinds = {it.kind for it in said}
    kind = next(kind for kind, _ in _PHRASES if kind in kinds)
    return Refusal("small_talk", _reply(kind, report))


def without_pleasantries(question: str) -> str:
    """Return a question without the greeting or thanks that it opens with.

    Args:
        question: A cleaned question.
    """
    said = _phrases(question)
    while said and said[-1].kind not in _OPENINGS:
        said.pop()
    if not said:
        return question
    rest = _BETWEEN.match(question, said[-1].end)
    return question[rest.end() if rest else said[-1].end :] or question


def _phrases(question: str) -> list[_Said]:
    """Return the phrases of small talk that a text opens with."""
    said: list[_Said] = []
    place = 0
    while match := _PHRASE.match(question, place):
        end = match.end()
        kind = next(kind for kind, _ in _PHRASES if match[kind] is not None)
        said.append(_Said(kind, end))
        between = _BETWEEN.match(question, end)
        place = between.end() if between else end
    return said


def _reply(kind: _Kind, report: Report) -> str:
    if kind == "help":
        return (
            f"I answer questions about {report.symbol}, “{report.title}”, in the report’s own "
            "words, each quote with the number of the passage it stands in. You can also name "
            "a place: a paragraph, a recommendation, a figure. I know nothing else."
        )
    if kind == "thanks":
        return f"You are welcome. Ask on whenever you like about {report.symbol}."
    if kind == "farewell":
        return "Goodbye. The conversation stays here until you start a new one."
    if kind == "greeting":
        return f"Hello. What would you like to know about {report.symbol}?"
    return f"Is there anything else that you would like to know about {report.symbol}?"
