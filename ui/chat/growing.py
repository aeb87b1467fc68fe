"""Answers that are being written, and may be left while a chat model takes its time."""

import contextvars
import threading
from collections.abc import Generator, Iterator
from contextlib import closing
from queue import SimpleQueue
from typing import Any

Step = tuple[Any, ...]


class GrowingAnswers:
    """The answers that are being written for each page; can be used from several threads.

    An answer belongs to the conversation in which it was asked: whoever leaves that one does not
    want it any more. Gradio's own `cancels` is no help. The browser asks for it only after the
    click has been dealt with, it ends what was asked since then as well, and until the model has
    written its next sentence the page takes no other question.
    """

    def __init__(self) -> None:
        """Begin with none."""
        self._growing: dict[str, _Growing] = {}
        self._lock = threading.Lock()

    def until_left(self, page: str, steps: Generator[Step]) -> Generator[Step, None, bool]:
        """Yield the steps of an answer until its conversation is left, whoever is waited for.

        What was being written for the page before is left.

        Args:
            page: Name of the browser page; empty where it is not known, which nobody leaves.
            steps: What the page is to show, step by step. They are made in a thread of their
                own; of one that is left, the steps are closed when the next is there.

        Returns:
            Whether it was left.
        """
        growing = _Growing()
        if page:
            self._replace(page, growing)
        try:
            growing.start(steps)
            yield from growing.arriving()
            return growing.left
        finally:
            growing.leave()
            self._forget(page, growing)

    def leave(self, page: str) -> None:
        """Want no answer any more that is being written for a page.

        Args:
            page: Name of the browser page.
        """
        with self._lock:
            self._leave(page)

    def _leave(self, page: str) -> None:
        growing = self._growing.pop(page, None)
        if growing is not None:
            growing.leave()

    def _replace(self, page: str, growing: "_Growing") -> None:
        with self._lock:
            self._leave(page)
            self._growing[page] = growing

    def _forget(self, page: str, growing: "_Growing") -> None:
        with self._lock:
            if self._growing.get(page) is growing:
                del self._growing[page]


class _Growing:
    """One answer, written in one thread and waited for in another."""

    def __init__(self) -> None:
        self._arrived: SimpleQueue[Step | Exception | None] = SimpleQueue()
        self._left = threading.Event()

    def start(self, steps: Generator[Step]) -> None:
        """Let the steps be made, as part of what goes on here."""
        context = contextvars.copy_context()
        threading.Thread(target=context.run, args=(self._make, steps), daemon=True).start()

    @property
    def left(self) -> bool:
        """Whether nobody waits for it any longer."""
        return self._left.is_set()

    def leave(self) -> None:
        """Let nobody wait for it any longer."""
        self._left.set()
        self._arrived.put(None)

    def arriving(self) -> Iterator[Step]:
        """Yield what arrives until all is there, or nobody wants it."""
        while (step := self._arrived.get()) is not None and not self.left:
            if isinstance(step, Exception):
                raise step
            yield step

    def _make(self, steps: Generator[Step]) -> None:
        try:
            with closing(steps):
                for step in steps:
                    if self.left:
                        return
                    self._arrived.put(step)
        except Exception as error:  # noqa: BLE001 - whoever waits for it gets it
            self._arrived.put(error)
        else:
            self._arrived.put(None)
