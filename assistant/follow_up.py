"""Follow-up questions: the stand-alone question from the conversation.

Rules on the form of a question, never on its subject. What stands by itself is left alone, so
that a new topic does not drag the old one in; the stand-alone question is shown to the person.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.ambiguity import points_nowhere, which_of_list, which_place, which_unit
from assistant.answer import Answer, Refusal
from assistant.conversation import Conversation
from assistant.look_up import ASKING_WORDS
from assistant.numbering_words import with_digits
from assistant.question import clean_question
from assistant.resolution import ResolvedQuestion, stand_alone
from assistant.shown_list import listed, unit_name
from assistant.small_talk import reply_to_small_talk, without_pleasantries
from assistant.substitution import (
    names_in,
    with_content,
    with_kind,
    with_phrase,
    with_preposition,
    with_unit,
)
from corpus import Report, find_named_units

_OPENING = re.compile(
    r"^(?:(?:ok(?:ay)?|so|and|but|or|also|then|well|no|sorry|right|fine|now)\b[\s,:;.!–-]*)+",
    re.IGNORECASE,
)
_ELLIPSIS = re.compile(
    r"^(?:and|but|or|what about|how about|same\s+(?:\w+\s+)?for|also|no\b|sorry\b|i mean)",
    re.IGNORECASE,
)
_CORRECTION = re.compile(r"\bi\s+mean(?:t)?\b|\bi\s+was\s+asking\s+about\b", re.IGNORECASE)
_DISMISSED = re.compile(
    r"^(?:(?:ok(?:ay)?|well|right|no)\b[\s,]*)*(?:please\s+)?(?:forget|never\s?mind|skip|"
    r"leave|enough\s+(?:of|about|on)|let['’]?s\s+(?:leave|drop|forget))\b[^.?!;]*[.?!;]\s*(?=\S)",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"^(?:what|how)\s+about\s+|^same\s+(?:\w+\s+)?for\s+|^(?:to|for|in|of|at|on|with)\s+(?=[\w\s’'-]+$)|\s+then$",
    re.IGNORECASE,
)
_NO = re.compile(r"(?:no|sorry|i\s+mean)\b", re.IGNORECASE)
_WHAT_COMES = re.compile(r"what\s+(?:comes|follows|stands|is)\b", re.IGNORECASE)
_COMPARING = re.compile(r"\b(?:more|less|than|compared?|difference)\b", re.IGNORECASE)
_SUPERLATIVE = re.compile(
    r"\b(?:most|least|largest|biggest|highest|greatest|smallest|lowest|fewest|second|third|2nd|3rd)"
    r"\b",
    re.IGNORECASE,
)
_BARE_NUMBER = re.compile(
    r"^(?:to\s+|for\s+|in\s+|of\s+)?(?:number|no\.?|nr\.?)?\s*(\d{1,3})$", re.IGNORECASE
)
_STEP = re.compile(
    r"\b(?P<step>next|previous|preceding|following)(?:\s+one)?\b|\bone\s+(?P<side>after|before)\b",
    re.IGNORECASE,
)
_OF_LIST = re.compile(
    r"\b(?:the\s+)?(?P<place>\d{1,2}(?:st|nd|rd|th)|last|final)"
    r"(?:\s+(?:one|item|point)\b)?(?:\s+of\s+(?:these|those|them|its\s+\w+|the\s+list))?",
    re.IGNORECASE,
)
_LIST_TAIL = re.compile(r"\b(?:one|item|point|these|those|them|list)\b", re.IGNORECASE)
_THIS_PAPER = r"(?!\s+(?:report|document|paper|evaluation|text))"
_PRONOUN = re.compile(
    r"\b(?:it|they|them|theirs|those|these|he|she|him|his|her|latter|former|"
    r"(?:the|this|that|which|other|another)\s+(?:\w+\s+)?ones?|"
    r"there(?!\s+(?:is|are|was|were|any|be)))\b",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"\b(?:its|their)\b", re.IGNORECASE)
# After a noun "that" begins a clause of its own question: "money that was not spent".
_DEMONSTRATIVE = re.compile(
    r"(?:^|\b(?:about|of|for|with|in|on|to|from|by|is|was|does|did|do|are|were|has|will|would|"
    rf"can|could)\s+)(?:this|that)\b{_THIS_PAPER}|\b(?:this|that)$",
    re.IGNORECASE,
)
_ONE_AS_DIGIT = re.compile(r"\b(\d+(?:st|nd|rd|th)|last|final|next|previous|other|this|that) 1\b")
_SHORT = 2
_TOPIC_WORDS = 12
_FEW = 4


class FollowUpResolver:
    """Makes a question stand alone by what was asked and answered before it."""

    def __init__(self, report: Report) -> None:
        """Name the report.

        Args:
            report: The report that is asked about.
        """
        self._report = report

    def resolve(self, question: str, conversation: Conversation) -> ResolvedQuestion:
        """Resolve a question. See `QuestionResolver.resolve`."""
        typed = clean_question(question)
        reply = reply_to_small_talk(typed, self._report)
        bare = _DISMISSED.sub("", without_pleasantries(typed))
        if reply is not None:
            return replace(stand_alone(question, typed, self._report), reply=reply)
        before = conversation.about_the_report
        resolved = self._with_context(bare, before) if before.answers else bare
        if isinstance(resolved, Refusal):
            return replace(stand_alone(question, bare, self._report), reply=resolved)
        alone = stand_alone(question, resolved, self._report)
        if before.answers or alone.named:
            return alone
        return replace(alone, reply=points_nowhere(bare, _content(_bare(bare))))

    def _with_context(self, question: str, conversation: Conversation) -> str | Refusal:
        wording = with_digits(question, self._report)
        last = conversation.answers[-1]
        asked_back = last.refusal.choices if last.refusal is not None else ()
        wording = _ONE_AS_DIGIT.sub(r"\1 one", wording)
        chosen = _chosen(wording, asked_back)
        if chosen is not None:
            return chosen
        if find_named_units(wording):
            return self._same_of_unit(wording, last) or question
        return (
            self._other_unit(_bare(_CORRECTION.sub(" ", _bare(wording))), last)
            or self._item_of_list(wording, conversation)
            or self._contrast(question, last)
            or self._unclear(question, last)
            or self._with_topic(question, last)
        )

    def _same_of_unit(self, wording: str, last: Answer) -> str | None:
        """Resolve "and for recommendation 8?": the same question about another unit."""
        bare = _ABOUT.sub("", _bare(wording)).strip()
        units = find_named_units(bare)
        before = with_digits(last.question, self._report)
        kinds = {it.kind for it in find_named_units(before)}
        if not _ELLIPSIS.match(wording) or len(units) != 1 or units[0].kind not in kinds:
            return None
        if _NO.match(wording) and before != _without_note(before):
            return None
        is_all = (units[0].start, units[0].end) == (0, len(bare))
        return with_unit(before, units[0].number) if is_all else None

    def _unclear(self, question: str, last: Answer) -> Refusal | None:
        """Ask back where "it" or "there" may be one of several things just asked about."""
        if len(_content(_bare(question))) > _FEW:
            return None
        before = with_digits(last.question, self._report)
        units = find_named_units(before)
        return which_unit(question, units) or which_place(question, names_in(before))

    def _other_unit(self, bare: str, last: Answer) -> str | None:
        """Resolve "and 12?" and "the next one" where a unit was asked for before."""
        before = with_digits(last.question, self._report)
        named = find_named_units(before)
        bare_number, step = _BARE_NUMBER.match(bare), _STEP.search(bare)
        if named and bare_number is not None:
            return with_unit(before, int(bare_number[1]))
        if named and step is not None and len(_content(bare)) <= _SHORT:
            forward = (step["step"] or step["side"]).casefold() in ("next", "following", "after")
            if _WHAT_COMES.match(bare):
                unit = f"{named[-1].kind} {named[-1].number}"
                return f"What comes {'after' if forward else 'before'} {unit}?"
            return with_unit(before, named[-1].number + (1 if forward else -1))
        return None

    def _item_of_list(self, wording: str, conversation: Conversation) -> str | Refusal | None:
        """Resolve "the last of these" over the units or the list that was shown last."""
        match = _OF_LIST.search(wording)
        if match is None or not _only_points(wording, match):
            return None
        shown = (listed(answer, self._report) for answer in reversed(conversation.answers))
        things = next((it for it in shown if it), [])
        place = match["place"].casefold()
        index = len(things) if place in ("last", "final") else int(place[:-2])
        if not 1 <= index <= len(things):
            before = with_digits(conversation.answers[-1].question, self._report)
            other = with_unit(before, index) if index else None
            return other or (which_of_list(index, things) if things else None)
        thing = things[index - 1]
        if not _content(_bare(wording.replace(match[0], ""))):
            return f"What does {thing} say?"
        return _bare(wording[: match.start()] + thing + wording[match.end() :])

    def _contrast(self, question: str, last: Answer) -> str | None:
        """Resolve "and the Arab States?" and "no, I meant the horizontal one"."""
        if not (_ELLIPSIS.match(question) or _CORRECTION.search(question)):
            return None
        said = _bare(" ".join(_CORRECTION.sub(" ", _bare(question)).split()))
        phrase = _ABOUT.sub("", said).strip(" ,.?!")
        if not phrase:
            return None
        before = last.question
        return (
            with_phrase(before, phrase, self._report)
            or with_kind(before, phrase)
            or with_preposition(before, said)
            or with_content(before, _content(before), phrase)
        )

    def _with_topic(self, question: str, last: Answer) -> str:
        """Add what was asked before where a question cannot be understood without it."""
        topic = " ".join(_content(_without_note(last.question))[:_TOPIC_WORDS])
        unit = _unit_of(last)
        if unit is not None and last.trail.route in ("values", "outline"):
            compared = names_in(last.question) if _COMPARING.search(question) else ()
            topic = " ".join((unit, *compared))
        return f"{question} (on: {topic})" if topic and _depends(question, last) else question


def _unit_of(last: Answer) -> str | None:
    """Return the one numbered unit that an answer was taken from, or None."""
    named = {unit_name(it) for it in last.citations if it.kind != "cover"}
    return named.pop() if len(named) == 1 else None


def _chosen(wording: str, choices: Sequence[str]) -> str | None:
    """Return the choice that a reply to a question back names, by its place or its words."""
    bare = _bare(wording)
    number, ordinal = _BARE_NUMBER.match(bare), _OF_LIST.fullmatch(bare)
    if number is not None and 1 <= int(number[1]) <= len(choices):
        return choices[int(number[1]) - 1]
    if ordinal is not None:
        place = ordinal["place"].casefold()
        index = len(choices) if place in ("last", "final") else int(place[:-2])
        return choices[index - 1] if 1 <= index <= len(choices) else None
    named = [it for it in choices if bare and bare.casefold() in it.casefold()]
    return named[0] if len(named) == 1 else None


def _depends(question: str, last: Answer) -> bool:
    """Tell whether a question cannot be understood without the one before."""
    bare = _bare(question)
    if last.trail.route == "values" and _SUPERLATIVE.search(bare):
        return len(_content(bare)) <= _FEW
    possessive = _POSSESSIVE.search(bare)
    return (
        len(_content(bare)) <= 1
        or _PRONOUN.search(bare) is not None
        or _DEMONSTRATIVE.search(bare) is not None
        or (possessive is not None and not _content(bare[: possessive.start()]))
    )


def _bare(question: str) -> str:
    return _OPENING.sub("", question).strip(" ,.?!")


def _without_note(question: str) -> str:
    return question.replace("(on: ", " ").replace(")", " ")


def _content(question: str) -> list[str]:
    words = re.findall(r"[\w’'-]+", question)
    return [word for word in words if word.casefold() not in _ASKING]


_ASKING = ASKING_WORDS | frozenset(
    "did how much many which who whom whose why when where since was were has have had been be "
    "that those these them they he she his her their its one ones more really exactly then so "
    "than soon still also but or no not with by from at as would will should must may might".split()
)


def _only_points(wording: str, match: re.Match[str]) -> bool:
    """Tell whether an ordinal points at a list, not at a noun of its own."""
    if _LIST_TAIL.search(match[0]):
        return True
    return not wording[match.end() :].strip(" ?.!")
