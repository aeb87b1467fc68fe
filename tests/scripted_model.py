"""A chat model that says what the tests want, and writes down what it was asked."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from pydantic import PrivateAttr

SUPPORTED = (
    "The ILO consolidated its social security activities in 2006, merging three units [p11]."
)
WRONG_FIGURE = "Seven units were merged in 2006 [p11]."
INVENTED = "<b>Atlantis</b> paid 9,999 dollars for it [p99]."
REPLY = "\n".join([SUPPORTED, WRONG_FIGURE, INVENTED])
"""One sentence that passes the check, and two that do not."""

QUESTION = "How many units were merged in 2006?"
"""A question whose answer stands in ¶ 11."""


class ScriptedModel(BaseChatModel):
    """Gives the same reply to every question, piece by piece."""

    model_name: str = "scripted"
    reply: str = REPLY
    before_piece: Callable[[int], object] | None = None
    """Called before each piece with its number: it may wait, or raise."""
    _asked: list[list[BaseMessage]] = PrivateAttr(default_factory=list)
    _lock: Any = PrivateAttr(default_factory=threading.Lock)

    @property
    def asked(self) -> list[list[BaseMessage]]:
        """The messages of every call so far."""
        return self._asked

    @property
    def _llm_type(self) -> str:
        return "scripted"

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        pieces = [str(it.message.content) for it in self._stream(messages, stop, run_manager)]
        return ChatResult(generations=[ChatGeneration(message=AIMessage("".join(pieces)))])

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        with self._lock:
            self._asked.append(messages)
        for number, piece in enumerate(self.reply.split(" ")):
            if self.before_piece is not None:
                self.before_piece(number)
            blank = " " if number else ""
            yield ChatGenerationChunk(message=AIMessageChunk(content=f"{blank}{piece}"))


def held_by(path: str) -> ScriptedModel:
    """Return a model that writes its last sentence once a file is there."""
    held_from = len(REPLY.split(" ")) - len(INVENTED.split(" "))

    def wait(number: int) -> None:
        while number >= held_from and not Path(path).exists():
            threading.Event().wait(0.02)

    return ScriptedModel(before_piece=wait)
