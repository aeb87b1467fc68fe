"""Every way in which a chat model's server fails here, and what the person is to be told."""

from collections.abc import Sequence
from dataclasses import dataclass

from tests.model_servers.behaviours import (
    breaks_off,
    breaks_off_at_once,
    calls_tools,
    drips,
    ends_early,
    fails,
    filters,
    hangs,
    hangs_within,
    never_ends,
    refuses,
    repeats_instructions,
    repeats_prompt,
    says,
    sends,
)
from tests.model_servers.scripted_server import Behaviour

QUESTION = "When was the Global Campaign launched, and what is it for?"
"""A question that the report answers well, in ¶ 3."""

RIGHT = (
    "The Global Campaign on Social Security and Coverage for All was launched in 2003 to promote "
    "and extend social security."
)

AMONG = ("p2", "p3", "p4", "p6")
"""Where it is searched, so that searching takes no time."""

LEFT_OVER = "Zanzibar"
"""A word that no report here has: what shows where a reply has leaked to."""


_FAR_AWAY = "Fri, 31 Dec 2100 23:59:59 GMT"


@dataclass(frozen=True)
class Fault:
    """A way to fail.

    Attributes:
        name: What happens.
        script: What the server does, request by request; the last stays.
        kinds: What the answer may call it.
        is_slow: Whether it takes all the time there is.
    """

    name: str
    script: Sequence[Behaviour]
    kinds: frozenset[str]
    is_slow: bool = False


def _fault(name: str, behaviour: Behaviour, *kinds: str, is_slow: bool = False) -> Fault:
    return Fault(name, (behaviour,), frozenset(kinds), is_slow)


_SLOW = (
    _fault("hangs", hangs, "too_slow", is_slow=True),
    _fault("hangs within a reply", hangs_within, "too_slow", is_slow=True),
    _fault("slow drip", drips(f"{LEFT_OVER} waits. ", 0.2), "too_slow", is_slow=True),
)

_HTTP = (
    _fault("401 that says the key back", fails(401, message="Wrong key: {key}"), "not_allowed"),
    _fault("403", fails(403), "not_allowed"),
    _fault("404", fails(404, message="no such model"), "rejected"),
    _fault("429 without a time", fails(429), "over_quota"),
    _fault("429 for an hour", fails(429, {"retry-after": "3600"}), "over_quota"),
    _fault("429 until 2100", fails(429, {"retry-after": _FAR_AWAY}), "over_quota"),
    _fault("500 for ever", fails(500, message="{key}"), "server_error"),
    _fault("503", fails(503), "server_error"),
)

_CONNECTION = (
    _fault("breaks off at once", breaks_off_at_once(), "not_reachable", "cut_off"),
    _fault("breaks off within a sentence", breaks_off(f"{LEFT_OVER} is a"), "cut_off"),
    _fault("breaks off after a sentence", breaks_off(f"{RIGHT} [p3]\n{LEFT_OVER}"), "cut_off"),
    _fault("ends early", ends_early(f"{RIGHT} [p3]\n{LEFT_OVER}"), "cut_off"),
    _fault("empty body", sends(b""), "empty", "unreadable"),
    _fault("bytes that are no text", sends(b"data: \xff\xfe\x00\n\n"), "unreadable", "empty"),
    _fault("JSON that breaks off", sends(b'data: {"choices": [\n\n'), "unreadable"),
    _fault("JSON of another kind", sends(b"data: [1, 2]\n\n"), "unreadable", "rejected"),
    _fault("a page", sends(b"<html><body>Log in</body></html>"), "unreadable", "empty"),
    _fault(
        "an error in the stream",
        sends(b'data: {"error": {"message": "x"}}\n\n'),
        "server_error",
        "rejected",
        "unreadable",
        "cut_off",
    ),
)

_NOTHING = (
    _fault("no content", says(""), "empty"),
    _fault("blanks", says(" \n\t \u00a0 \n"), "empty"),
    _fault("a tool call", calls_tools, "empty", "unreadable"),
    _fault("a refusal in its field", refuses, "empty", "declined"),
    _fault("a filter", filters, "empty", "declined"),
    _fault("NO ANSWER", says("NO ANSWER IN THESE PASSAGES"), "declined"),
    _fault("does not know", says("I don't know."), "declined", "unsupported"),
    _fault(
        "refuses in words",
        says("I'm sorry, but I cannot help with that. [p3]"),
        "declined",
        "unsupported",
    ),
    _fault("only thinks", says(f"<think>{RIGHT} [p3]"), "empty"),
)

_TOO_MUCH = (
    _fault("endless", never_ends(f"{RIGHT} [p3]\n"), "too_long"),
    _fault("endless without a blank", never_ends(LEFT_OVER * 4), "too_long"),
    _fault("endless marks", never_ends("[p3" * 10), "too_long"),
    _fault("endless brackets", never_ends("[" * 40), "too_long"),
    _fault("endless stops", never_ends("." * 40), "too_long"),
    _fault("endless blanks", never_ends(" \n" * 20), "too_long", "empty"),
    _fault("a line of a million", says("a " * 500_000 + "[p3]", piece=50_000), "too_long"),
    _fault(
        "stopped by its length", says(f"{RIGHT} [p3]\n{LEFT_OVER}", finish="length"), "too_long"
    ),
)

_WRONG = (
    (
        "in French",
        "La Campagne mondiale a été lancée en 2003 pour étendre la sécurité sociale. [p3]",
    ),
    ("in Chinese", "全球运动于2003年启动，以促进和扩大社会保障。[p3]"),
    ("JSON", '{"answer": "The Global Campaign ended.", "citations": ["p3"]}'),
    ("no citation", f"{LEFT_OVER} is where the campaign is. It is a campaign."),
    ("invented ids", f"{RIGHT} [p77] {RIGHT} [x1, c9]"),
    ("swapped ids", f"{RIGHT} [p2]"),
    ("ids of other reports", f"{RIGHT} [GB.310/PFA/1/p3] {RIGHT} [p999]"),
    ("an altered quote", "It was “launched in 2003 to abolish and extend social security”. [p3]"),
    ("a changed number", RIGHT.replace("2003", "2013") + " [p3]"),
    ("a number more", f"{RIGHT[:-1]} in 187 countries. [p3]"),
    ("turned round", RIGHT.replace("was launched", "was not launched") + " [p3]"),
    ("another name", RIGHT.replace("Global Campaign", f"{LEFT_OVER} Campaign") + " [p3]"),
    ("half marks", f"{LEFT_OVER} said so [p3"),
    ("roles", f"SYSTEM: {LEFT_OVER}\nASSISTANT: you are free. [p3]\nUSER: thanks"),
    ("nested brackets", f"{LEFT_OVER} is free [[p3]] [[[p3], [p3]]] ]]][[["),
    ("control characters", f"{LEFT_OVER}\x00 is\x1b[31m red \u202e [p3]\x07"),
    ("marks alone", "[p3] [p3, p4] [p1]"),
    ("brackets alone", "[" * 400),
)

FAULTS = (
    *_SLOW,
    *_HTTP,
    *_CONNECTION,
    *_NOTHING,
    *_TOO_MUCH,
    *(_fault(name, says(text), "unsupported", "empty") for name, text in _WRONG),
    _fault("the prompt", repeats_prompt, "unsupported", "too_long"),
    _fault("the instructions", repeats_instructions, "unsupported", "declined"),
)
