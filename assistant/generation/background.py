"""The event loop on which chat models are called, in a thread of its own.

One loop for the whole process: HTTP clients, which the providers' packages share between models,
belong to the loop that first used them. A call on it can be cancelled at any moment, so that a
model that never ends holds nobody up.
"""

import asyncio
import queue
import threading
import time
from collections.abc import AsyncGenerator, Callable, Coroutine, Generator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import aclosing
from dataclasses import dataclass
from functools import cache
from typing import Any, ParamSpec, TypeVar

T = TypeVar("T")
P = ParamSpec("P")

_MOST_THREADS = 256


def submit(work: Coroutine[Any, Any, T]) -> "Future[T]":
    """Run a coroutine on the loop.

    Args:
        work: The coroutine.

    Returns:
        Its future; cancelling it cancels the coroutine.
    """
    return asyncio.run_coroutine_threadsafe(work, _loop())


def iterate(source: AsyncGenerator[T, None], within_s: float) -> Generator[T, None, None]:
    """Run an asynchronous generator on the loop and yield what it yields.

    Closing the iterator cancels the generator.

    Args:
        source: The generator.
        within_s: Seconds for all of it.

    Raises:
        TimeoutError: It is not at its end by then.
    """
    arrived: queue.SimpleQueue[T | _End] = queue.SimpleQueue()
    end = time.monotonic() + within_s
    running = submit(_pump(source, arrived.put))
    try:
        while True:
            item = arrived.get(timeout=max(end - time.monotonic(), 0.0))
            if isinstance(item, _End):
                break
            yield item
    except queue.Empty:
        raise TimeoutError from None
    finally:
        running.cancel()
    _raise_error_of(item)


async def aiterate(source: AsyncGenerator[T, None], within_s: float) -> AsyncGenerator[T, None]:
    """Do what `iterate` does, for whoever waits on another event loop. See `iterate`."""
    here = asyncio.get_running_loop()
    arrived: asyncio.Queue[T | _End] = asyncio.Queue()
    running = submit(
        _pump(source, lambda item: here.call_soon_threadsafe(arrived.put_nowait, item))
    )
    end = here.time() + within_s
    try:
        while True:
            async with asyncio.timeout_at(end):
                item = await arrived.get()
            if isinstance(item, _End):
                break
            yield item
    finally:
        running.cancel()
    _raise_error_of(item)


@dataclass(frozen=True, slots=True)
class _End:
    error: Exception | None


async def _pump(source: AsyncGenerator[T, None], put: Callable[[T | _End], object]) -> None:
    try:
        async with aclosing(source):
            async for item in source:
                put(item)
    except Exception as error:  # noqa: BLE001 - whoever waits for it gets it
        put(_End(error))
    else:
        put(_End(None))


def _raise_error_of(end: _End) -> None:
    if end.error is not None:
        raise end.error


@cache
def _loop() -> asyncio.AbstractEventLoop:
    loop = asyncio.new_event_loop()
    loop.set_default_executor(_DaemonThreads())
    threading.Thread(target=loop.run_forever, name="chat-model", daemon=True).start()
    return loop


class _DaemonThreads(ThreadPoolExecutor):
    """A thread for every call of a model that cannot be awaited, given up with the process.

    A pool's threads are waited for at the end of the process: a model that hangs would keep it.
    """

    def __init__(self) -> None:
        super().__init__(max_workers=1)
        self._places = threading.BoundedSemaphore(_MOST_THREADS)

    def submit(self, work: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> "Future[T]":
        future: Future[T] = Future()
        if not self._places.acquire(blocking=False):
            raise RuntimeError("Too many calls of chat models hang.")

        def run() -> None:
            try:
                _settle(future, lambda: work(*args, **kwargs))
            finally:
                self._places.release()

        threading.Thread(target=run, name="chat-model-call", daemon=True).start()
        return future


def _settle(future: "Future[T]", work: Callable[[], T]) -> None:
    if not future.set_running_or_notify_cancel():
        return
    try:
        future.set_result(work())
    except BaseException as error:  # noqa: BLE001 - whoever waits for it gets it
        future.set_exception(error)
