"""How much a chat model was asked for, as its provider counts, and how a reply ended."""

from typing import TYPE_CHECKING

from langchain_core.callbacks import BaseCallbackHandler

from assistant.generated import ModelFault, ModelUsage
from assistant.generation.chat_model import ChatModel

if TYPE_CHECKING:
    from langchain_core.messages import AIMessage
    from langchain_core.outputs import LLMResult

_PRICED = 1_000_000
_ENDS: dict[str, ModelFault] = {
    "length": "too_long",
    "max_tokens": "too_long",
    "model_length": "too_long",
    "content_filter": "declined",
    "refusal": "declined",
    "safety": "declined",
}


class UsageMeter(BaseCallbackHandler):
    """Adds up what calls cost, and keeps how the last reply ended."""

    run_inline = True

    def __init__(self) -> None:
        """Begin with nothing."""
        self.input_tokens = 0
        self.output_tokens = 0
        self.counted = 0
        self.fault: ModelFault | None = None
        self.called_tools = False

    def on_llm_end(self, response: "LLMResult", **_kwargs: object) -> None:
        """Take in a reply that has ended."""
        message: AIMessage | None = getattr(response.generations[0][0], "message", None)
        used = getattr(message, "usage_metadata", None)
        if used:
            self.counted += 1
            self.input_tokens += used["input_tokens"]
            self.output_tokens += used["output_tokens"]
        self.fault = None if message is None else _fault_of(message)
        self.called_tools = bool(getattr(message, "tool_calls", None))

    def usage(self, chat: ChatModel, calls: int, estimate: tuple[int, int]) -> ModelUsage:
        """Return what was used.

        Args:
            chat: The model.
            calls: How many calls were made.
            estimate: Tokens read and written, for where the provider does not count.
        """
        counted = self.counted > 0
        read, written = (self.input_tokens, self.output_tokens) if counted else estimate
        cost = _cost(read, written, chat)
        return ModelUsage(chat.name, calls, read, written, cost, estimated=not counted)


def _fault_of(message: "AIMessage") -> ModelFault | None:
    told = message.response_metadata
    reasons = (told.get(it) for it in ("finish_reason", "stop_reason", "done_reason"))
    for reason in reasons:
        if isinstance(reason, str) and reason.casefold() in _ENDS:
            return _ENDS[reason.casefold()]
    return None


def _cost(read: int, written: int, chat: ChatModel) -> float | None:
    prices = chat.limits.input_price, chat.limits.output_price
    if prices == (None, None):
        return None
    return (read * (prices[0] or 0.0) + written * (prices[1] or 0.0)) / _PRICED
