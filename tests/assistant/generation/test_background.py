"""Asynchronous generators, waited for from elsewhere."""

import asyncio
import threading
from contextlib import aclosing, closing

import pytest

from assistant.generation.background import aiterate, iterate, submit


async def numbers(count, error=None):
    for number in range(count):
        await asyncio.sleep(0)
        yield number
    if error is not None:
        raise error


async def held(released):
    """Yield once, then wait until it is cancelled."""
    try:
        yield 1
        await asyncio.Event().wait()
    finally:
        released.set()


def test_everything_comes_in_order():
    assert list(iterate(numbers(5), 5)) == [0, 1, 2, 3, 4]


async def test_everything_comes_in_order_on_another_loop():
    assert [it async for it in aiterate(numbers(5), 5)] == [0, 1, 2, 3, 4]


def test_an_error_comes_after_what_was_before_it():
    source = iterate(numbers(2, KeyError("x")), 5)
    assert [next(source), next(source)] == [0, 1]
    with pytest.raises(KeyError):
        next(source)


async def test_an_error_comes_on_another_loop():
    with pytest.raises(KeyError):
        [it async for it in aiterate(numbers(2, KeyError("x")), 5)]


def test_closing_cancels():
    released = threading.Event()
    with closing(iterate(held(released), 60)) as source:
        assert next(source) == 1
    assert released.wait(10)


async def test_closing_on_another_loop_cancels():
    released = threading.Event()
    async with aclosing(aiterate(held(released), 60)) as source:
        assert await anext(source) == 1
    assert await asyncio.to_thread(released.wait, 10)


def test_what_takes_too_long_is_cancelled():
    released = threading.Event()
    with pytest.raises(TimeoutError):
        list(iterate(held(released), 0.05))
    assert released.wait(10)


async def test_what_takes_too_long_on_another_loop_is_cancelled():
    released = threading.Event()
    with pytest.raises(TimeoutError):
        [it async for it in aiterate(held(released), 0.05)]
    assert await asyncio.to_thread(released.wait, 10)


def test_work_that_blocks_its_thread_holds_nobody_up():
    release = threading.Event()

    async def blocking():
        return await asyncio.get_running_loop().run_in_executor(None, release.wait, 60)

    waiting = [submit(blocking()) for _ in range(20)]
    assert list(iterate(numbers(3), 5)) == [0, 1, 2]
    release.set()
    assert all(it.result(10) for it in waiting)
