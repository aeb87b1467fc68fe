"""One real call of the chat model, to see whether it works."""

import time
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass

from assistant.errors import ModelCallError, ModelError
from assistant.generated import ModelFault
from assistant.generation.background import iterate
from assistant.generation.calling import Call, Piece
from assistant.generation.chat_model import ChatModel, open_chat_model
from assistant.generation.notices import reason_of
from assistant.generation.prompt import build_prompt
from assistant.settings import PREFIX, Settings
from corpus import Passage
from index import SearchResult

_GRACE_S = 2.0
_QUESTION = "Where did the committee meet?"
_PASSAGE = Passage(
    id="p1",
    kind="paragraph",
    number="1",
    label="¶ 1",
    text="The committee met on Tuesday in the large hall.",
    report="TRIAL",
)

_MEND: Mapping[ModelFault, str] = {
    "not_reachable": f"Check {PREFIX}MODEL_BASE_URL, the network, and that its server runs.",
    "too_slow": f"Try again, or raise {PREFIX}MODEL_TIMEOUT_S and {PREFIX}MODEL_DEADLINE_S.",
    "not_allowed": f"Check {PREFIX}MODEL_API_KEY, or the provider's own key variable.",
    "over_quota": "Wait, or ask the provider for a higher limit.",
    "server_error": "Try again later, or see whether the provider reports a disturbance.",
    "rejected": f"Check the model's name in {PREFIX}MODEL, and {PREFIX}MODEL_BASE_URL.",
}
_MEND_OTHERWISE = f"Check that {PREFIX}MODEL names a chat model, or try another one."


@dataclass(frozen=True, slots=True)
class ModelCheck:
    """What came of one call.

    Attributes:
        ok: Whether the model answered.
        model: Its name; empty where none is set up.
        found: What was found, in plain words.
        mend: What to do about it; empty where all is well.
    """

    ok: bool
    model: str
    found: str
    mend: str = ""


def check_model(settings: Settings) -> ModelCheck:
    """Call the chat model once, with an invented passage, and tell what came of it.

    Args:
        settings: They name the model.
    """
    try:
        chat = open_chat_model(settings)
    except ModelError as error:
        return ModelCheck(ok=False, model=settings.model or "", found=str(error))
    if chat is None:
        mend = f"Name one in {PREFIX}MODEL, such as openai:gpt-5-mini or ollama:llama3.2."
        return ModelCheck(ok=False, model="", found="no chat model is set up", mend=mend)
    return _called(chat)


def _called(chat: ChatModel) -> ModelCheck:
    result = SearchResult(_PASSAGE, 1.0, None, evidence=(), ranks={})
    call = Call(chat, build_prompt(_QUESTION, [result], chat.limits.input_tokens))
    start = time.perf_counter()
    try:
        with closing(iterate(call.pieces(), chat.limits.deadline_s + _GRACE_S)) as pieces:
            replies = list(pieces)
    except ModelCallError as error:
        return _failed(chat, error.fault)
    except TimeoutError:
        return _failed(chat, "too_slow")
    if not any(map(_says_something, replies)):
        return _failed(chat, call.meter.fault or "empty")
    took, used = time.perf_counter() - start, call.usage
    form = "marks in its text" if isinstance(replies[-1], str) else "fields"
    found = (
        f"{chat.name} answered in {took:.1f} s, {used.input_tokens} tokens read and "
        f"{used.output_tokens} written; it gives its citations as {form}"
    )
    return ModelCheck(ok=True, model=chat.name, found=found)


def _says_something(piece: Piece) -> bool:
    return bool(piece.strip() if isinstance(piece, str) else piece)


def _failed(chat: ChatModel, fault: ModelFault) -> ModelCheck:
    mend = _MEND.get(fault, _MEND_OTHERWISE)
    return ModelCheck(ok=False, model=chat.name, found=reason_of(fault, chat.name), mend=mend)
