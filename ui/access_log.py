"""One line for each question, for those who run the server."""

import hashlib
import json
import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

from corpus import visible
from ui.errors import BusyError
from ui.wording import removed_from

if TYPE_CHECKING:
    from assistant import Answer
    from index import SearchResult
    from ui.caller import Caller

LOGGER = "ui.access"
"""Name of the logger that gets the lines."""

Kind = Literal["ask", "search"]
"""What is wanted: an answer, or passages."""

_log = logging.getLogger(LOGGER)


@dataclass
class Entry:
    """What is known of one question once it is done.

    Attributes:
        waited: Milliseconds until it was its turn.
        result: What came back; None where an error was raised.
    """

    waited: float = 0.0
    result: "Answer | tuple[SearchResult, ...] | None" = None


class AccessLog:
    """Writes one line of JSON for each question, without its text unless that is wanted."""

    def __init__(self, *, log_questions: bool) -> None:
        """Decide what is written.

        Args:
            log_questions: Whether the lines hold the text of the questions.
        """
        self._log_questions = log_questions

    @contextmanager
    def question(self, kind: Kind, text: str, caller: "Caller") -> Iterator[Entry]:
        """Write a line once what is done inside has ended, however it ends.

        Args:
            kind: What is wanted.
            text: The question.
            caller: Who asks.
        """
        entry, start, outcome = Entry(), time.perf_counter(), "error"
        try:
            yield entry
            outcome = _outcome(entry.result)
        except BaseException as error:
            outcome = _name_of(error)
            raise
        finally:
            took = 1000 * (time.perf_counter() - start)
            fields = {
                "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
                "interface": caller.interface,
                "user": caller.user,
                "session": _shortened(caller.session),
                "kind": kind,
                "outcome": outcome,
                **_of_result(entry.result),
                "waited_ms": round(entry.waited, 1),
                "worked_ms": round(took - entry.waited, 1),
            }
            if self._log_questions:
                fields["question"] = visible(text)
            # ASCII only: no letter of a question can then begin a new line or move a cursor.
            _log.info(json.dumps(fields))


def _name_of(error: BaseException) -> str:
    if isinstance(error, GeneratorExit):
        return "left"  # whoever asked went away while the answer was still growing
    return "busy" if isinstance(error, BusyError) else type(error).__name__


def _outcome(result: "Answer | tuple[SearchResult, ...] | None") -> str:
    if isinstance(result, tuple):
        return "found" if result else "nothing_found"
    if result is None:
        return "error"
    return result.refusal.reason if result.refusal else "answered"


def _of_result(result: "Answer | tuple[SearchResult, ...] | None") -> dict[str, object]:
    if result is None:
        return {}
    if isinstance(result, tuple):
        return {"passages": len(result)}
    return {
        "citations": len(result.citations),
        "confidence": result.confidence,
        "answerer": result.answerer,
        **_of_model(result),
    }


def _of_model(answer: "Answer") -> dict[str, object]:
    """Return what a chat model did; nothing of what it wrote."""
    if answer.usage is None:
        return {} if answer.fault is None else {"fault": answer.fault}
    return {
        "fault": answer.fault,
        "removed": len(removed_from(answer)),
        "model_calls": answer.usage.calls,
        "input_tokens": answer.usage.input_tokens,
        "output_tokens": answer.usage.output_tokens,
    }


def _shortened(session: str) -> str:
    """Return a mark that tells sessions apart and cannot be used to enter one."""
    return hashlib.sha256(session.encode()).hexdigest()[:8] if session else ""


@contextmanager
def write_to_stderr() -> Iterator[None]:
    """Write the lines to standard error, for as long as the context lasts."""
    handler, level = logging.StreamHandler(), _log.level
    _log.addHandler(handler)
    _log.setLevel(logging.INFO)
    try:
        yield
    finally:
        _log.removeHandler(handler)
        _log.setLevel(level)
