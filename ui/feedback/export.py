"""Feedback as the file that ``eval add-case`` reads."""

import json
from collections.abc import Iterable

from ui.feedback.record import Feedback

_KEPT_BACK = {"id", "time", "user", "language"}


def as_jsonl(records: Iterable[Feedback]) -> str:
    r"""Return one JSON object a line, each ended by ``\n``; who said it and when is left out.

    Args:
        records: What was said.
    """
    return "".join(
        json.dumps(it.model_dump(mode="json", exclude=_KEPT_BACK), ensure_ascii=False) + "\n"
        for it in records
    )
