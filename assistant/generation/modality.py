"""Whether a sentence says that something was done which its passages only ask for or plan.

"Vacant positions have been filled" does not follow from "fill vacant positions promptly", nor from
"positions should be filled".
"""

import re

from assistant.generation.clauses import statements_of
from assistant.generation.polarity import polarity_of
from index import words_of

_IRREGULAR = (
    "begun built done found given gone held kept led left lost made met paid put said seen sent "
    "set shown spent taken won written"
)
_PAST = rf"\w{{2,}}ed|{_IRREGULAR.replace(' ', '|')}"
_DONE = (
    re.compile(
        r"\b(?:has|have|had|was|were)\s+(?:(?:been|also|already|now|then|\w+ly)\s+){0,3}"
        rf"(?P<verb>{_PAST})\b",
        re.IGNORECASE,
    ),
    re.compile(rf"\b[A-Z]\w*\s+(?P<verb>{_PAST})\b"),
)
_NOUN = re.compile(r"(?:ments?|[st]ions?|[eo]rs?|al|ive)$")
_TOKEN = re.compile(r"[^\W_]+|[.;:!?■\n]")
_PLANNED = frozenset(
    "will would should could may might must can shall to be needs need let please".split()
)
_ENDS = frozenset(".;:!?■\n")
_BEFORE = 4


def only_planned(sentence: str, text: str) -> str | None:
    """Return a verb that a sentence says was done, and a text only plans or asks for, or None.

    Args:
        sentence: The sentence.
        text: What it rests on.
    """
    if polarity_of(sentence).negated:
        return None
    for form in _DONE:
        for match in form.finditer(sentence):
            verb = match["verb"]
            if _is_planned(verb, text):
                return verb
    return None


def _is_planned(verb: str, text: str) -> bool:
    """Tell whether a text has a verb, and never as something that is so or was done."""
    stems = words_of(verb)
    found = [
        _is_plan(tokens, place)
        for statement in statements_of(text)
        for tokens in [_TOKEN.findall(statement)]
        for place, token in enumerate(tokens)
        if not _NOUN.search(token) and words_of(token) == stems
    ]
    return bool(found) and all(found)


def _is_plan(tokens: list[str], place: int) -> bool:
    before = tokens[max(place - _BEFORE, 0) : place]
    for token in reversed(before):
        if token in _ENDS:
            break
        if token.casefold() in _PLANNED:
            return True
    # An imperative opens what it asks for: "Fill vacant positions".
    opens = place == 0 or tokens[place - 1] in _ENDS
    return opens and re.fullmatch(_PAST, tokens[place], re.IGNORECASE) is None
