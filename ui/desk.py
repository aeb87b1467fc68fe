"""Where every question is asked: so many at once, so many waiting, and one line in the log."""

import threading
import time
from collections import deque
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from ui.access_log import AccessLog, Kind
from ui.caller import UNKNOWN, Caller
from ui.errors import BusyError

if TYPE_CHECKING:
    from assistant import Answer, Assistant, Conversation
    from corpus import Report
    from index import SearchResult

T = TypeVar("T", "Answer", "tuple[SearchResult, ...]")


class Admission:
    """Lets so many in at once and so many wait, in the order in which they came."""

    def __init__(self, at_once: int, waiting: int) -> None:
        """Set the bounds.

        Args:
            at_once: How many are let in at the same time.
            waiting: How many more may wait.
        """
        self._at_once = at_once
        self._waiting = waiting
        self._inside = 0
        self._queue: deque[threading.Event] = deque()
        self._lock = threading.Lock()

    @contextmanager
    def admitted(self) -> Iterator[float]:
        """Wait until it is this one's turn.

        Yields:
            Milliseconds waited.

        Raises:
            BusyError: As many as may are waiting already.
        """
        start = time.perf_counter()
        turn = self._come_in()
        if turn is not None:
            turn.wait()
        try:
            yield 1000 * (time.perf_counter() - start)
        finally:
            self._go_out()

    def _come_in(self) -> threading.Event | None:
        """Take a place; return what to wait for, or None where nobody is before."""
        with self._lock:
            if self._inside < self._at_once:
                self._inside += 1
                return None
            if len(self._queue) >= self._waiting:
                raise BusyError(
                    "The assistant is busy with other questions. Try again in a moment."
                )
            turn = threading.Event()
            self._queue.append(turn)
            return turn

    def _go_out(self) -> None:
        """Give the place to who has waited longest."""
        with self._lock:
            if self._queue:
                self._queue.popleft().set()
            else:
                self._inside -= 1


class QuestionDesk:
    """Takes the questions of every interface; can be used from several threads."""

    def __init__(
        self,
        assistant: "Assistant",
        at_once: int,
        waiting: int,
        *,
        log_questions: bool = False,
    ) -> None:
        """Open the desk.

        Args:
            assistant: An open assistant; it stays open.
            at_once: How many questions are answered at the same time.
            waiting: How many more may wait.
            log_questions: Whether the access log holds the text of questions.
        """
        self._assistant = assistant
        self._capacity = at_once + waiting
        self._admission = Admission(at_once, waiting)
        self._log = AccessLog(log_questions=log_questions)

    @property
    def report(self) -> "Report":
        """The report that is asked."""
        return self._assistant.report

    @property
    def capacity(self) -> int:
        """How many questions may be inside at the same time: those worked on and those waiting."""
        return self._capacity

    def ask(
        self,
        question: str,
        conversation: "Conversation | None" = None,
        *,
        within: Collection[str] | None = None,
        caller: Caller = UNKNOWN,
    ) -> "Answer":
        """Answer a question; see `Assistant.ask`.

        Args:
            question: As typed.
            conversation: The turns before it.
            within: Ids of the passages to search among; all when left out.
            caller: Who asks.

        Raises:
            BusyError: Too many questions are waiting.
            InvalidQuestionError: The question is empty, too long or holds no words.
        """
        return self._taken(
            "ask",
            lambda: self._assistant.ask(question, conversation, within=within),
            question,
            caller,
        )

    def search(
        self,
        query: str,
        k: int = 10,
        *,
        caller: Caller = UNKNOWN,
    ) -> "tuple[SearchResult, ...]":
        """Find passages; see `Assistant.search`.

        Args:
            query: Any words.
            k: How many passages at most.
            caller: Who asks.

        Raises:
            BusyError: Too many questions are waiting.
            InvalidQuestionError: The query is empty, too long or holds no words.
        """
        return self._taken("search", lambda: self._assistant.search(query, k), query, caller)

    def _taken(self, kind: Kind, work: Callable[[], T], question: str, caller: Caller) -> T:
        with (
            self._log.question(kind, question, caller) as entry,
            self._admission.admitted() as waited,
        ):
            entry.waited = waited
            entry.result = result = work()
            return result
