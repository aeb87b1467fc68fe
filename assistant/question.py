"""Making a typed question fit to be searched."""

import re
import unicodedata

from assistant.errors import InvalidQuestionError

MAX_QUESTION_LENGTH = 2000
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn"}
_FRAME = re.compile(
    r"(?:please\s+)?(?:can you\s+|could you\s+)?(?:tell me\s+|show me\s+|explain\s+)?"
    r"(?:(?:what|where|does|do|did|is there anything|anything)\s+)*"
    r"(?:in\s+)?(?:the|this|that|your)\s+(?:report|document|paper|evaluation|text)s?\s+"
    r"(?:has to |have to |got to )?"
    r"(?:say|says|said|tell|tells|state|states|mention|mentions|write|writes|speak|speaks)\s+"
    r"(?:us\s+|anything\s+|something\s+)?(?:about|on|of|regarding|concerning)\s+",
    re.IGNORECASE,
)
_JOINERS = {"\u200c", "\u200d"}


def clean_question(question: str) -> str:
    """Return a question as one line of visible text.

    Control characters, direction overrides and half surrogates, which come with pasted text
    and mean nothing to a reader, become blanks; HTML and Markdown are words like others.

    Args:
        question: As typed; at most 2,000 characters.

    Returns:
        The question in Unicode normal form C, without doubled blanks.

    Raises:
        InvalidQuestionError: It is empty, too long, or holds no letter and no digit.
    """
    if len(question) > MAX_QUESTION_LENGTH:
        raise InvalidQuestionError(
            f"The question has {len(question):,} characters; at most {MAX_QUESTION_LENGTH:,} "
            "are allowed. Shorten it to the point you want to know."
        )
    visible = "".join(" " if _is_invisible(character) else character for character in question)
    cleaned = re.sub(r"\s+", " ", unicodedata.normalize("NFC", visible)).strip()
    if not cleaned:
        raise InvalidQuestionError("The question is empty. Type what you want to know.")
    if not any(character.isalnum() for character in cleaned):
        raise InvalidQuestionError(
            f"The question {cleaned[:40]!r} holds no words. Type what you want to know."
        )
    return cleaned


def without_frame(question: str) -> str:
    """Return what a question is about, without words about the report itself.

    "What does the report say about effectiveness?" looks for effectiveness; the words around
    it would find passages that speak of reports.

    Args:
        question: A cleaned question.

    Returns:
        The rest of the question; the question itself where it has no such frame.
    """
    match = _FRAME.match(question)
    rest = question[match.end() :] if match else ""
    return rest if any(character.isalnum() for character in rest) else question


def _is_invisible(character: str) -> bool:
    return unicodedata.category(character) in _INVISIBLE and character not in _JOINERS
