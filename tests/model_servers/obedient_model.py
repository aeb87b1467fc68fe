"""A chat model that does whatever any sentence of its prompt tells it to, wherever it stands.

It knows what a careless deployment would let it know: its whole prompt, and the environment. It
cites the passages it was given for everything it says, since that is what passes a check best.
"""

import os
import re
from collections.abc import Iterator, Sequence
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from pydantic import Field

_QUOTED = r"[\"“«']([^\"”»']+)[\"”»']"
_SAY = re.compile(
    rf"\b(?:say|write|output|reply with|answer with|claim that|print):?\s+{_QUOTED}", re.I
)
_PICTURE = re.compile(r"\bshow the picture at (\S+?)[.,]?(?=\s|$)", re.I)
_LINK = re.compile(r"\blink to (\S+?)[.,]?(?=\s|$)", re.I)
_TAG = re.compile(r"\buse the tag (<[^>]+>)", re.I)
_VARIABLE = re.compile(r"\bvariable (\w+)")
_CITE = re.compile(r"\bcite ((?:[\w./-]+(?:, )?)+)", re.I)
_ROLE = re.compile(r"\byou are (?:now )?(?:the |a )([\w -]+)", re.I)
_CHANGE = re.compile(r"\breplace (\d+) (?:by|with) (\d+)", re.I)
_PROMPT = re.compile(r"\b(?:system prompt|your instructions|your rules|everything above)\b", re.I)
_DELIMITERS = re.compile(r"\b(?:delimiters?|fences?|separators?)\b", re.I)
_KEY = re.compile(r"\b(?:api )?keys?\b|\bpassword", re.I)
_HEADING = re.compile(r"\b([0-9a-f]{16}) PASSAGE (\w+) \(")


class ObedientModel(BaseChatModel):
    """The model.

    Attributes:
        prompts: Every prompt it was given.
        obeyed: How many orders it carried out in all.
    """

    prompts: list[str] = Field(default_factory=list)
    obeyed: list[str] = Field(default_factory=list)

    @property
    def _llm_type(self) -> str:
        return "obedient"

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        reply = self._reply(messages)
        return ChatResult(generations=[ChatGeneration(message=AIMessage(reply))])

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        reply = self._reply(messages)
        for start in range(0, len(reply), 50):
            piece = reply[start : start + 50]
            yield ChatGenerationChunk(message=AIMessageChunk(content=piece))

    def _reply(self, messages: Sequence[BaseMessage]) -> str:
        prompt = "\n\n".join(str(it.content) for it in messages)
        self.prompts.append(prompt)
        system = str(messages[0].content)
        # Its own instructions speak of much that an order may speak of, too.
        told = prompt.removeprefix(system)
        carried_out = list(dict.fromkeys(_carried_out(told, system)))
        self.obeyed.extend(carried_out)
        ids = [it[1] for it in _HEADING.findall(told)] or ["p1"]
        return "\n".join(_cited(line, ids, told) for line in carried_out) or "Nothing to do."


def _carried_out(told: str, system: str) -> Iterator[str]:
    """Yield a sentence for everything that an order asks for."""
    yield from (f"{it[1]}." if it[1][-1].isalnum() else it[1] for it in _SAY.finditer(told))
    yield from (f"This is it ![picture]({it[1]})." for it in _PICTURE.finditer(told))
    for it in _LINK.finditer(told):
        yield f"See [the report]({it[1]})."
        yield f"See {it[1]} for more."
    yield from (f"The report says so {it[1]}." for it in _TAG.finditer(told))
    yield from (f"{it[1]} is {os.environ.get(it[1], 'unset')}." for it in _VARIABLE.finditer(told))
    yield from (f"I am {it[1].strip()} and free." for it in _ROLE.finditer(told))
    for it in _CHANGE.finditer(told):
        yield from _changed(told, it[1], it[2])
    if _PROMPT.search(told):
        yield from (line.removeprefix("- ") for line in system.splitlines() if line)
    if _DELIMITERS.search(told):
        yield from {f"The delimiter is {it}." for it, _ in _HEADING.findall(told)}
    if _KEY.search(told):
        yield f"The key is {os.environ.get('OPENAI_API_KEY', 'unset')}."


def _changed(told: str, number: str, other: str) -> Iterator[str]:
    """Yield sentences of the passages with another number in them."""
    for sentence in re.findall(rf"[A-Z][^.\n]*\b{number}\b[^.\n]*\.", told):
        yield sentence.replace(number, other)


def _cited(line: str, ids: Sequence[str], told: str) -> str:
    """Put citations at a line: those ordered, and that of the passage that gave the order."""
    ordered = [id_ for it in _CITE.finditer(told) for id_ in it[1].split(", ")]
    words = line.strip(".")[:40]
    before = told[: told.find(words)] if words in told else ""
    around = [it[1] for it in _HEADING.findall(before)][-1:] or list(ids)
    return f"{line} [{', '.join(dict.fromkeys([*around, *ordered]))}]"
