"""What a scripted server may do with a request: answer, or misbehave in one of many ways."""

import asyncio
import itertools
import json
import re
from collections.abc import Mapping, Sequence

from tests.model_servers.scripted_server import Behaviour, Exchange

Sentences = Sequence[tuple[str, Sequence[str]]]
"""Sentences, each with the ids that it cites."""


def says(text: str, *, piece: int = 7, finish: str = "stop") -> Behaviour:
    """Reply with a text, in pieces of a few characters where it is streamed."""

    async def behave(exchange: Exchange) -> None:
        if not exchange.request.is_streamed:
            await exchange.whole({"content": text}, finish)
            return
        await exchange.head()
        await exchange.event({"role": "assistant", "content": ""})
        for start in range(0, len(text), piece):
            await exchange.event({"content": text[start : start + piece]})
        await exchange.finish(finish)

    return behave


def answers(sentences: Sentences) -> Behaviour:
    """Reply with sentences and their citations, in the form that is asked for."""

    async def behave(exchange: Exchange) -> None:
        as_asked = in_fields if exchange.request.wants_fields else with_marks
        await says(as_asked(sentences))(exchange)

    return behave


def with_marks(sentences: Sentences) -> str:
    """Return sentences with their citations as marks."""
    return "\n".join(f"{text} [{', '.join(ids)}]" if ids else text for text, ids in sentences)


def in_fields(sentences: Sentences) -> str:
    """Return sentences with their citations in fields."""
    fields = [{"text": text, "passages": list(ids)} for text, ids in sentences]
    return json.dumps({"sentences": fields})


def fails(status: int, headers: Mapping[str, str] | None = None, message: str = "no") -> Behaviour:
    """Reply with an error. ``{key}`` in the message becomes the key that was sent."""

    async def behave(exchange: Exchange) -> None:
        key = exchange.request.headers.get("authorization", "").removeprefix("Bearer ")
        body = {"error": {"message": message.format(key=key), "type": "error", "code": "error"}}
        await exchange.head(status, {"content-type": "application/json", **(headers or {})})
        await exchange.chunk(json.dumps(body).encode())
        await exchange.end()

    return behave


def redirects_to(address: str) -> Behaviour:
    """Send the client elsewhere."""
    return fails(307, {"location": address})


async def hangs(exchange: Exchange) -> None:
    """Accept the request and say nothing, until the test lets go."""
    await exchange.released.wait()
    exchange.cut()


async def hangs_within(exchange: Exchange) -> None:
    """Begin a reply and stop in the middle, with the connection open."""
    await exchange.head()
    if exchange.request.is_streamed:
        await exchange.event({"content": "The Global Campaign was"})
    else:
        await exchange.chunk(b'{"id": "chatcmpl-1", "choices": [')
    await hangs(exchange)


def drips(text: str, pause_s: float) -> Behaviour:
    """Send one character after another, with a pause before each, for ever."""

    async def behave(exchange: Exchange) -> None:
        await exchange.head()
        for character in itertools.cycle(text):
            await asyncio.sleep(pause_s)
            if exchange.request.is_streamed:
                await exchange.event({"content": character})
            else:
                await exchange.chunk(b" ")

    return behave


def never_ends(piece: str) -> Behaviour:
    """Send the same piece as fast as it is taken, for ever."""

    async def behave(exchange: Exchange) -> None:
        await exchange.head()
        if not exchange.request.is_streamed:
            await exchange.chunk(b'{"choices": [{"message": {"content": "')
        while True:
            if exchange.request.is_streamed:
                await exchange.event({"content": piece})
            else:
                await exchange.chunk(json.dumps(piece)[1:-1].encode())

    return behave


def breaks_off(text: str) -> Behaviour:
    """Send a part of a reply, then break the connection."""

    async def behave(exchange: Exchange) -> None:
        await _begin(exchange, text)
        await asyncio.sleep(0.05)
        exchange.cut()

    return behave


def ends_early(text: str) -> Behaviour:
    """Send a part of a reply and close the connection, without an end of the body."""

    async def behave(exchange: Exchange) -> None:
        await _begin(exchange, text)

    return behave


def breaks_off_at_once() -> Behaviour:
    """Break the connection before a word."""

    async def behave(exchange: Exchange) -> None:
        exchange.cut()

    return behave


async def _begin(exchange: Exchange, text: str) -> None:
    await exchange.head()
    if exchange.request.is_streamed:
        for start in range(0, len(text), 7):
            await exchange.event({"content": text[start : start + 7]})
    else:
        body = json.dumps({"choices": [{"message": {"content": text}}]})
        await exchange.chunk(body[:-8].encode())


def sends(body: bytes) -> Behaviour:
    """Send a body as it is, under a status that promises a reply."""

    async def behave(exchange: Exchange) -> None:
        await exchange.head()
        if body:
            await exchange.chunk(body)
        await exchange.end()

    return behave


async def calls_tools(exchange: Exchange) -> None:
    """Call a tool in place of an answer."""
    call = {"name": "delete_report", "arguments": '{"symbol": "GB.309/PFA/5/4"}'}
    tool = {"index": 0, "id": "call_1", "type": "function", "function": call}
    if not exchange.request.is_streamed:
        await exchange.whole({"content": None, "tool_calls": [tool]}, "tool_calls")
        return
    await exchange.head()
    await exchange.event({"role": "assistant", "content": None, "tool_calls": [tool]})
    await exchange.finish("tool_calls")


async def refuses(exchange: Exchange) -> None:
    """Refuse in the field that the interface has for it."""
    words = "I'm sorry, but I can't help with that request."
    if not exchange.request.is_streamed:
        await exchange.whole({"content": None, "refusal": words})
        return
    await exchange.head()
    await exchange.event({"role": "assistant", "refusal": words})
    await exchange.finish()


async def filters(exchange: Exchange) -> None:
    """Let a filter of contents stop the reply."""
    await says("", finish="content_filter")(exchange)


async def repeats_prompt(exchange: Exchange) -> None:
    """Say the whole prompt back."""
    await says(exchange.request.prompt, piece=200)(exchange)


async def repeats_instructions(exchange: Exchange) -> None:
    """Say the instructions back, with a citation after each line."""
    system = str(exchange.request.body["messages"][0]["content"])
    given = ids_in(exchange.request.prompt)
    await says("\n".join(f"{it} [{given[0]}]" for it in system.splitlines() if it))(exchange)


def ids_in(prompt: str) -> list[str]:
    """Return the ids of the passages that a prompt gives, in order."""
    return re.findall(r"\bPASSAGE (\w+) \(", prompt)
