"""A chat model's server that does what a test tells it, on the same machine.

It speaks as much of the HTTP interface of OpenAI as the clients need, on raw connections, so that
it can also break off, hang and send what no server should.
"""

import asyncio
import json
import threading
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

_END = b"\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Request:
    """A request as it came.

    Attributes:
        path: Its path.
        headers: Its headers, names in small letters.
        body: Its body, read as JSON.
    """

    path: str
    headers: Mapping[str, str]
    body: Mapping[str, Any]

    @property
    def is_streamed(self) -> bool:
        """Whether the reply is wanted in pieces."""
        return bool(self.body.get("stream"))

    @property
    def wants_fields(self) -> bool:
        """Whether the reply is wanted as JSON of a given form."""
        return "response_format" in self.body

    @property
    def prompt(self) -> str:
        """All that the model is told, as one text."""
        return "\n\n".join(str(it.get("content")) for it in self.body.get("messages", ()))


@dataclass(slots=True)
class Exchange:
    """One request and the connection to answer it on.

    Attributes:
        request: The request.
        released: Set by a test that lets a reply which is held back go on.
    """

    request: Request
    released: asyncio.Event
    _writer: asyncio.StreamWriter

    async def head(self, status: int = 200, headers: Mapping[str, str] | None = None) -> None:
        """Send the status line and the headers; the body has to be sent in chunks."""
        kind = "text/event-stream" if self.request.is_streamed else "application/json"
        fields = {"content-type": kind, "transfer-encoding": "chunked", "connection": "close"}
        lines = [f"{name}: {value}" for name, value in {**fields, **(headers or {})}.items()]
        await self.raw("\r\n".join([f"HTTP/1.1 {status} Status", *lines]).encode() + _END)

    async def chunk(self, data: bytes) -> None:
        """Send a piece of the body."""
        await self.raw(f"{len(data):x}\r\n".encode() + data + b"\r\n")

    async def end(self) -> None:
        """End the body as it should end."""
        await self.raw(b"0\r\n\r\n")

    async def raw(self, data: bytes) -> None:
        """Send bytes as they are."""
        self._writer.write(data)
        await self._writer.drain()

    def cut(self) -> None:
        """Break the connection off."""
        self._writer.transport.abort()

    async def event(self, delta: Mapping[str, Any], finish: str | None = None) -> None:
        """Send one piece of a streamed reply."""
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        await self.chunk(_event({**_REPLY, "object": "chat.completion.chunk", "choices": [choice]}))

    async def finish(self, finish: str = "stop") -> None:
        """End a streamed reply: why, how many tokens, and that it is done."""
        await self.event({}, finish)
        await self.chunk(_event({**_REPLY, "choices": [], "usage": USAGE}))
        await self.chunk(b"data: [DONE]\n\n")
        await self.end()

    async def whole(self, message: Mapping[str, Any], finish: str = "stop") -> None:
        """Send a whole reply at once."""
        choice = {
            "index": 0,
            "message": {"role": "assistant", **message},
            "finish_reason": finish,
        }
        body = {**_REPLY, "object": "chat.completion", "choices": [choice], "usage": USAGE}
        await self.head()
        await self.chunk(json.dumps(body).encode())
        await self.end()


USAGE = {"prompt_tokens": 321, "completion_tokens": 45, "total_tokens": 366}
"""What every whole reply says it used."""

_REPLY = {"id": "chatcmpl-1", "created": 1, "model": "test"}

Behaviour = Callable[[Exchange], Awaitable[None]]
"""What is done with a request."""


def _event(data: Mapping[str, Any]) -> bytes:
    return b"data: " + json.dumps(data).encode() + b"\n\n"


@dataclass
class ScriptedServer:
    """The server. Each request takes the next behaviour; the last one stays.

    Attributes:
        requests: What was asked, in order.
        asked: Set when a request has come; for tests that wait for one.
    """

    requests: list[Request] = field(default_factory=list)
    asked: threading.Event = field(default_factory=threading.Event)
    _script: deque[Behaviour] = field(default_factory=deque)
    _loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.new_event_loop)
    _port: int = 0

    def __enter__(self) -> Self:
        """Start it in a thread of its own."""
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._on_loop(self._start())
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Stop it, whatever it is still doing."""
        self._on_loop(self._stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    @property
    def url(self) -> str:
        """The address to give to a client."""
        return f"http://127.0.0.1:{self._port}/v1"

    def play(self, *behaviours: Behaviour) -> None:
        """Forget what was asked, and say what to do with the next requests."""
        self._script = deque(behaviours)
        self.requests.clear()
        self.asked.clear()
        self._loop.call_soon_threadsafe(self._released.clear)

    def release(self) -> None:
        """Let replies that are held back go on."""
        self._loop.call_soon_threadsafe(self._released.set)

    def _on_loop(self, work: Any) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result(10)

    async def _start(self) -> None:
        self._released = asyncio.Event()
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self._port = self._server.sockets[0].getsockname()[1]

    async def _stop(self) -> None:
        self._server.close()
        others = [it for it in asyncio.all_tasks() if it is not asyncio.current_task()]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            request = await _read(reader)
            self.requests.append(request)
            behave = self._script.popleft() if len(self._script) > 1 else self._script[0]
            self.asked.set()
            await behave(Exchange(request, self._released, writer))
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass  # the client has gone, or the test is over
        finally:
            writer.close()


async def _read(reader: asyncio.StreamReader) -> Request:
    head = (await reader.readuntil(_END)).decode("latin-1")
    first, *lines = head.strip().split("\r\n")
    headers = dict(_header(lines))
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    return Request(first.split()[1], headers, json.loads(body or b"{}"))


def _header(lines: Iterable[str]) -> Iterable[tuple[str, str]]:
    for line in lines:
        name, _, value = line.partition(":")
        yield name.strip().lower(), value.strip()
