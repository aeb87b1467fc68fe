"""Text as every form of an export can hold it."""

import re

_UNHOLDABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def holdable(text: str) -> str:
    r"""Return a text without the characters that neither HTML nor XML can hold.

    Each becomes U+FFFD, the mark for "not a character"; line ends become ``\n``. Nothing else
    is changed.

    Args:
        text: Any text, such as a quote.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNHOLDABLE.sub("\ufffd", lines)
