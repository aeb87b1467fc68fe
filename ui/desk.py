"""Where every question is asked: so many at once, so many waiting, and one line in the log."""

import threading
import time
from collections import deque
from collections.abc import Collection, Generator, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ui.access_log import AccessLog, Entry, Kind
from ui.caller import UNKNOWN, Caller
from ui.errors import BusyError

if TYPE_CHECKING:
    from assistant import Answer, Answerer, Assistant, Conversation
    from corpus import Report
    from index import SearchResult

_MODEL_CALLS = 8


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
    """Takes the questions of every interface; can be used from several threads.

    Questions that a chat model may be asked for have places of their own: however long it takes,
    nobody waits for it who wants the report's own words.
    """

    def __init__(
        self,
        assistant: "Assistant",
        at_once: int,
        waiting: int,
        *,
        model_calls: int = _MODEL_CALLS,
        log_questions: bool = False,
    ) -> None:
        """Open the desk.

        Args:
            assistant: An open assistant; it stays open.
            at_once: How many questions are answered at the same time.
            waiting: How many more may wait.
            model_calls: How many answers may wait for the chat model at the same time; as many
                questions more are let in as are answered at once without it.
            log_questions: Whether the access log holds the text of questions.
        """
        self._assistant = assistant
        self._capacity = at_once + waiting
        self._admission = Admission(at_once, waiting)
        self._admission_with_model = self._admission
        if assistant.model_name is not None:
            self._capacity += at_once + model_calls + waiting
            self._admission_with_model = Admission(at_once + model_calls, waiting)
        self._log = AccessLog(log_questions=log_questions)

    @property
    def report(self) -> "Report":
        """The report that is asked."""
        return self._assistant.report

    @property
    def model_name(self) -> str | None:
        """Name of the chat model; None where none is set up."""
        return self._assistant.model_name

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
        answerer: "Answerer | None" = None,
        caller: Caller = UNKNOWN,
    ) -> "Answer":
        """Answer a question; see `Assistant.ask`.

        Args:
            question: As typed.
            conversation: The turns before it.
            within: Ids of the passages to search among; all when left out.
            answerer: Who words the answer; the chat model where one is set up when left out.
            caller: Who asks.

        Raises:
            BusyError: Too many questions are waiting.
            InvalidQuestionError: The question is empty, too long or holds no words.
            ModelError: The chat model is wanted, and none is set up.
        """
        with self._taken("ask", question, caller, answerer) as entry:
            answer = self._assistant.ask(question, conversation, within=within, answerer=answerer)
            entry.result = answer
            return answer

    def stream(
        self,
        question: str,
        conversation: "Conversation | None" = None,
        *,
        within: Collection[str] | None = None,
        answerer: "Answerer | None" = None,
        caller: Caller = UNKNOWN,
    ) -> "Generator[Answer]":
        """Answer a question bit by bit; see `Assistant.stream`.

        The place is kept until the last answer is taken or the iterator is closed.

        Args:
            question: As typed.
            conversation: The turns before it.
            within: Ids of the passages to search among; all when left out.
            answerer: Who words the answer; the chat model where one is set up when left out.
            caller: Who asks.

        Yields:
            The answer as it grows; the last one is whole.

        Raises:
            BusyError: Too many questions are waiting.
            InvalidQuestionError: The question is empty, too long or holds no words.
            ModelError: The chat model is wanted, and none is set up.
        """
        with self._taken("ask", question, caller, answerer) as entry:
            answers = self._assistant.stream(
                question, conversation, within=within, answerer=answerer
            )
            with _closed_at_the_end(answers):
                for answer in answers:
                    entry.result = answer
                    yield answer

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
        with self._taken("search", query, caller, "extractive") as entry:
            found = self._assistant.search(query, k)
            entry.result = found
            return found

    @contextmanager
    def _taken(
        self, kind: Kind, question: str, caller: Caller, answerer: "Answerer | None"
    ) -> Iterator[Entry]:
        extractive = answerer == "extractive"
        admission = self._admission if extractive else self._admission_with_model
        with (
            self._log.question(kind, question, caller) as entry,
            admission.admitted() as entry.waited,
        ):
            yield entry


@contextmanager
def _closed_at_the_end(answers: "Iterator[Answer]") -> Iterator[None]:
    """Let go of what a stream holds, even where it was not read to its end."""
    try:
        yield
    finally:
        close = getattr(answers, "close", None)
        if close is not None:
            close()
