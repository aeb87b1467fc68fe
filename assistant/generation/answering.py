"""The generative answerer: a chat model words what was found, and every sentence is checked."""

import asyncio
import threading
from collections.abc import AsyncGenerator, Generator
from contextlib import aclosing, closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.answer import Answer
from assistant.errors import ModelCallError
from assistant.generated import ModelFault
from assistant.generation.background import aiterate, iterate
from assistant.generation.calling import Call
from assistant.generation.chat_model import ChatModel
from assistant.generation.prompt import build_prompt, with_first
from assistant.generation.sentence_check import SentenceCheck
from assistant.generation.wording import Wording
from assistant.tracing import NO_TRACING, Tracing
from assistant.trail import Stopwatch

if TYPE_CHECKING:
    from langchain_core.runnables import RunnableConfig

_GRACE_S = 2.0
"""What the event loop may need beyond the deadline to say that it has passed."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be worded.

    Attributes:
        answer: The answer in the report's words, which is given where the model's cannot be shown.
        lead: What is said before the model's sentences; may be empty.
        watch: Takes the times.
    """

    answer: Answer
    lead: str
    watch: Stopwatch


@dataclass(frozen=True)
class GenerativeAnswerer:
    """Words answers with a chat model; can be used from several threads.

    Attributes:
        chat: The model.
        check: Checks what it says.
        tracing: Makes spans of its answers.
    """

    chat: ChatModel
    check: SentenceCheck
    tracing: Tracing = NO_TRACING
    _places: threading.BoundedSemaphore = field(init=False)

    def __post_init__(self) -> None:
        """Count how many answers may wait for the model at the same time."""
        places = threading.BoundedSemaphore(self.chat.limits.calls_at_once)
        object.__setattr__(self, "_places", places)

    def stream(
        self, asked: Asked, config: "RunnableConfig | None" = None
    ) -> Generator[Answer, None, None]:
        """Yield the answer as it grows; the last one is whole.

        Args:
            asked: What is to be worded.
            config: Callbacks of whoever asked.
        """
        wording = self._wording(asked, config)
        if not self._places.acquire(blocking=False):
            yield wording.fail("busy")
            return
        try:
            with self.tracing.chat(wording):
                yield from self._grow(wording)
        finally:
            self._places.release()

    async def astream(
        self, asked: Asked, config: "RunnableConfig | None" = None
    ) -> AsyncGenerator[Answer, None]:
        """Do what `stream` does, without holding a thread. See `stream`."""
        wording = self._wording(asked, config)
        if not self._places.acquire(blocking=False):
            yield wording.fail("busy")
            return
        try:
            with self.tracing.chat(wording):
                async with aclosing(self._agrow(wording)) as answers:
                    async for grown in answers:
                        yield grown
        finally:
            self._places.release()

    def _grow(self, wording: Wording) -> Generator[Answer, None, None]:
        try:
            with closing(iterate(wording.call.pieces(), self._patience_s)) as pieces:
                for piece in pieces:
                    grown = wording.take(piece)
                    if grown is not None:
                        yield grown
        except (ModelCallError, TimeoutError) as error:
            yield wording.fail(_fault(error))
        else:
            yield wording.finish()

    async def _agrow(self, wording: Wording) -> AsyncGenerator[Answer, None]:
        try:
            async with aclosing(aiterate(wording.call.pieces(), self._patience_s)) as pieces:
                async for piece in pieces:
                    grown = await asyncio.to_thread(wording.take, piece)
                    if grown is not None:
                        yield grown
        except (ModelCallError, TimeoutError) as error:
            yield wording.fail(_fault(error))
        else:
            yield await asyncio.to_thread(wording.finish)

    @property
    def _patience_s(self) -> float:
        return self.chat.limits.deadline_s + _GRACE_S

    def _wording(self, asked: Asked, config: "RunnableConfig | None") -> Wording:
        """Return what the answer grows in; the passages quoted already come first."""
        answer = asked.answer
        quoted = [it.passage_id for it in answer.citations]
        results = with_first(answer.candidates, quoted, self.check.report)
        prompt = build_prompt(answer.question, results, self.chat.limits.input_tokens)
        call = Call(self.chat, prompt, config)
        return Wording(answer, asked.lead, call, self.check, asked.watch)


def _fault(error: ModelCallError | TimeoutError) -> ModelFault:
    return error.fault if isinstance(error, ModelCallError) else "too_slow"
