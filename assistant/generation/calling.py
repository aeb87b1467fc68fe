"""One call of a chat model: bounded in time and length, tried again where that may help."""

import asyncio
import logging
import math
import time
from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from assistant.errors import ModelCallError
from assistant.generated import ModelUsage
from assistant.generation.chat_model import ChatModel
from assistant.generation.faults import TRANSIENT, call_error
from assistant.generation.structured_reply import SCHEMA
from assistant.generation.usage import UsageMeter

if TYPE_CHECKING:
    from langchain_core.messages import BaseMessage
    from langchain_core.runnables import Runnable, RunnableConfig

    from assistant.generation.prompt import Prompt

Piece = str | Mapping[str, Any]
"""The next characters of a reply; or its fields, as far as they are known."""

_MOST_CHARACTERS = 12
"""For each token that the model may write; beyond that it does not keep to its bound."""

_CHARACTERS_OF_TOKEN = 3.5
_FIRST_WAIT_S = 0.5

_log = logging.getLogger(__name__)


@dataclass
class Call:
    """A call that is under way.

    Attributes:
        chat: The model.
        prompt: What it is asked.
        config: Callbacks of whoever asked.
        meter: What it uses.
        attempts: How often it was asked.
        written: How many characters came back in the last attempt.
        milliseconds: How long it took, once it has ended.
    """

    chat: ChatModel
    prompt: "Prompt"
    config: "RunnableConfig | None" = None
    meter: UsageMeter = field(default_factory=UsageMeter)
    attempts: int = 0
    written: int = 0
    milliseconds: float = 0.0

    @property
    def usage(self) -> ModelUsage:
        """What was used so far."""
        read, written = self.attempts * self.prompt.tokens, _tokens_of(self.written)
        return self.meter.usage(self.chat, self.attempts, (read, written))

    async def pieces(self) -> AsyncGenerator[Piece, None]:
        """Yield the reply in pieces.

        Raises:
            ModelCallError: There is no reply, or no more of it.
        """
        start = time.perf_counter()
        try:
            async with aclosing(self._attempts()) as pieces:
                async for piece in pieces:
                    yield piece
        finally:
            self.milliseconds = 1000 * (time.perf_counter() - start)

    async def _attempts(self) -> AsyncGenerator[Piece, None]:
        end = asyncio.get_running_loop().time() + self.chat.limits.deadline_s
        structured, retries = self.chat.structured, 0
        while True:
            self.written = 0
            try:
                async with aclosing(self._attempt(end, structured=structured)) as attempt:
                    async for piece in attempt:
                        yield piece
            except ModelCallError as error:
                if self.written:
                    raise
                if structured and error.fault in ("rejected", "unreadable"):
                    structured = False
                    continue
                await self._wait(error, retries, end)
                retries += 1
            else:
                return

    async def _attempt(self, end: float, *, structured: bool) -> AsyncGenerator[Piece, None]:
        self.attempts += 1
        try:
            source = self._replies(structured=structured)
            async with aclosing(_timed(source, self.chat.limits.timeout_s, end)) as pieces:
                async for piece in pieces:
                    self._measure(piece)
                    yield piece
        # What the providers' packages raise has no common root. Its text may hold the key.
        except Exception as error:  # noqa: BLE001
            _log.warning("A call of %s failed: %s.", self.chat.name, type(error).__name__)
            raise call_error(error, begun=bool(self.written)) from None
        if structured and not self.written:
            raise ModelCallError("unreadable")

    async def _replies(self, *, structured: bool) -> AsyncGenerator[Piece, None]:
        messages = self.prompt.messages(structured=structured)
        async with aclosing(_stream(self._runnable(structured), messages, self._config())) as parts:
            async for part in parts:
                yield part if structured else str(part.text)

    def _runnable(self, structured: bool) -> "Runnable[Any, Any]":
        model = self.chat.model
        return model.with_structured_output(SCHEMA) if structured else model

    def _config(self) -> "RunnableConfig":
        from langchain_core.runnables.config import merge_configs

        return merge_configs(self.config, {"callbacks": [self.meter]})

    def _measure(self, piece: Piece) -> None:
        """Add to what was written; refuse more than the model was allowed."""
        size = len(piece) if isinstance(piece, str) else len(str(piece))
        self.written = self.written + size if isinstance(piece, str) else size
        if self.written > _MOST_CHARACTERS * self.chat.limits.output_tokens:
            raise ModelCallError("too_long")

    async def _wait(self, error: ModelCallError, retries: int, end: float) -> None:
        """Wait before the next attempt, where there may be one; else give up."""
        wait = _FIRST_WAIT_S * 2**retries if error.retry_after_s is None else error.retry_after_s
        left = end - asyncio.get_running_loop().time()
        if error.fault not in TRANSIENT or retries >= self.chat.limits.retries or wait >= left:
            raise error
        await asyncio.sleep(wait)


def _tokens_of(characters: int) -> int:
    return math.ceil(characters / _CHARACTERS_OF_TOKEN)


async def _stream(
    runnable: "Runnable[Any, Any]", messages: "list[BaseMessage]", config: "RunnableConfig"
) -> AsyncGenerator[Any, None]:
    async for part in runnable.astream(messages, config):
        yield part


async def _timed(
    source: AsyncGenerator[Piece, None], timeout_s: float, end: float
) -> AsyncGenerator[Piece, None]:
    """Yield pieces, each within the timeout and all before the end."""
    loop = asyncio.get_running_loop()
    async with aclosing(source):
        while True:
            async with asyncio.timeout_at(min(loop.time() + timeout_s, end)):
                # A model that never waits for anything would keep all others from their turn.
                await asyncio.sleep(0)
                piece = await anext(source, None)
            if piece is None:
                return
            yield piece
