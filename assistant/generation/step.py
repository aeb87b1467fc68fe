"""The last step of the chain: the answer as it is, or worded by a chat model."""

from collections.abc import AsyncIterator, Iterator
from contextlib import aclosing, closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from langchain_core.runnables import Runnable

from assistant.answer import Answer
from assistant.generation.answering import Asked, GenerativeAnswerer

if TYPE_CHECKING:
    from langchain_core.runnables import RunnableConfig


@dataclass(frozen=True, slots=True)
class Checked:
    """An answer in the report's words, every quote of which was checked.

    Attributes:
        asked: The answer, and what is needed to word it.
        answerer: The answerer that words it; None where it stays as it is.
    """

    asked: Asked
    answerer: GenerativeAnswerer | None


class WordingStep(Runnable[Checked, Answer]):
    """Words an answer; streams it as it grows."""

    name = "generate"

    def invoke(self, input: Checked, config: "RunnableConfig | None" = None, **_: Any) -> Answer:  # noqa: A002, ANN401
        """Return the whole answer."""
        *_partial, whole = self.stream(input, config)
        return whole

    async def ainvoke(
        self,
        input: Checked,  # noqa: A002
        config: "RunnableConfig | None" = None,
        **_: Any,  # noqa: ANN401
    ) -> Answer:
        """Return the whole answer."""
        return [grown async for grown in self.astream(input, config)][-1]

    def stream(
        self,
        input: Checked,  # noqa: A002
        config: "RunnableConfig | None" = None,
        **_: Any,  # noqa: ANN401
    ) -> Iterator[Answer]:
        """Yield the answer as it grows."""
        grown = input.asked.answer
        if input.answerer is not None:
            with closing(input.answerer.stream(input.asked, config)) as answers:
                for grown in answers:
                    if grown.partial:
                        yield grown
        yield _whole(grown, input.asked)

    async def astream(
        self,
        input: Checked,  # noqa: A002
        config: "RunnableConfig | None" = None,
        **_: Any,  # noqa: ANN401
    ) -> AsyncIterator[Answer]:
        """Yield the answer as it grows."""
        grown = input.asked.answer
        if input.answerer is not None:
            async with aclosing(input.answerer.astream(input.asked, config)) as answers:
                async for grown in answers:
                    if grown.partial:
                        yield grown
        yield _whole(grown, input.asked)


def _whole(answer: Answer, asked: Asked) -> Answer:
    """Return an answer with its times, and with what a follow-up cost before it."""
    rewriting, usage = answer.trail.rewriting, answer.usage
    if rewriting is not None:
        usage = rewriting.usage if usage is None else rewriting.usage.plus(usage)
    return replace(answer, usage=usage, trail=replace(answer.trail, times=asked.watch.times))
