"""The characters of a generated sentence: plain text, and none that a reader cannot see.

Whatever a model writes is shown in a browser. A sentence may hold letters, digits and common
punctuation; any other character only where a cited passage prints it. Letters of other scripts
look like Latin ones ("Сhina" with a Cyrillic С), and would pass for names that no rule knows.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

MAX_SENTENCE = 1000
"""Characters of a sentence; a longer one is not read at all."""

_PUNCTUATION = frozenset(" .,;:!?'\"()/%&+-=<>@$#‘’‚“”„«»‹›–—‐‑‒−…·•€£¥§¶°×′″")
_EMPHASIS = re.compile(r"(?<!\*)\*{1,3}(?=[^\s*])([^*]+)(?<=\S)\*{1,3}|`{1,3}([^`]+)`{1,3}")
_UNDERLINED = re.compile(r"(?<!\w)_{1,3}(?=[^\s_])([^_]+)(?<=\S)_{1,3}(?!\w)")
_LIST_MARK = re.compile(r"^\s*(?:(?:[-–•*]|#{1,6}|\(?\d{1,2}[.)])\s+)")
_MARKUP = re.compile(
    r"[a-z][a-z0-9+.-]{1,15}://|\bwww\.|\b\w{1,40}\.(?:com|org|net|int|io|info|gov|edu)\b|"
    r"<[a-z/!?]|\b(?:data|javascript|vbscript|mailto):|&#?\w{2,8};|\$\$|#{2,}|^\s*[>#]|"
    r"[\w.+-]{1,40}@\w",
    re.IGNORECASE,
)


def plain(text: str) -> str:
    """Return a sentence on one line, without Markdown emphasis and without a mark of a list.

    Args:
        text: The sentence, as a model wrote it.
    """
    line = " ".join(text.split())[: 2 * MAX_SENTENCE]
    for form in (_LIST_MARK, _EMPHASIS, _UNDERLINED):
        line = form.sub(lambda it: next(filter(None, it.groups()), ""), line)
    return unicodedata.normalize("NFC", " ".join(line.split()))


def shown(text: str) -> str:
    """Return a text that failed so that it can be looked at: without what cannot be seen.

    Args:
        text: Any text.
    """
    cut = text if len(text) <= MAX_SENTENCE else f"{text[:MAX_SENTENCE]}…"
    return "".join("\ufffd" if unicodedata.category(it)[0] == "C" else it for it in cut)


def wrong_form(sentence: str, texts: Iterable[str]) -> str | None:
    """Return why a sentence cannot be shown whatever it says, or None.

    Args:
        sentence: The sentence, made plain.
        texts: The texts of the passages that it cites.
    """
    if not any(character.isalpha() for character in sentence):
        return "It holds no words"
    if len(sentence) > MAX_SENTENCE:
        return f"It is longer than {MAX_SENTENCE} characters"
    if _MARKUP.search(sentence) is not None:
        return "It holds a link or markup"
    passages = list(texts)
    strange = next((it for it in sentence if not _may_stand(it, passages)), None)
    if strange is None:
        return None
    return f"It holds the character U+{ord(strange):04X}, which its passages do not have"


def _may_stand(character: str, texts: Iterable[str]) -> bool:
    if character in _PUNCTUATION or (character.isascii() and character.isalnum()):
        return True
    category = unicodedata.category(character)
    if category[0] == "C" or category in {"Zl", "Zp", "Mn", "Me"} or character in "[]{}|\\*`~^_":
        return False
    if category[0] == "L":
        return any(_script(character) in _scripts(text) for text in texts)
    return any(character in text for text in texts)


@lru_cache(maxsize=2048)
def _scripts(text: str) -> frozenset[str]:
    return frozenset(map(_script, text))


def _script(character: str) -> str:
    """Return the first word of a letter's name, which is its script: LATIN, CYRILLIC."""
    return unicodedata.name(character, "").split(" ")[0] if character.isalpha() else ""
