"""Feedback as the file that ``eval add-case`` reads."""

import json
from collections.abc import Iterable

from ui.feedback.record import Feedback

# JSON allows them as they are, but many programs take them for the end of a line.
_LINE_ENDS = {ord(it): f"\\u{ord(it):04x}" for it in "\x85\u2028\u2029"}
_KEPT_BACK = {"id", "time", "user", "language"}


def as_jsonl(records: Iterable[Feedback]) -> str:
    r"""Return one JSON object a line, each ended by ``\n``; who said it and when is left out.

    Args:
        records: What was said.
    """
    return "".join(_line(it) + "\n" for it in records)


def _line(record: Feedback) -> str:
    fields = record.model_dump(mode="json", exclude=_KEPT_BACK)
    return json.dumps(fields, ensure_ascii=False).translate(_LINE_ENDS)
