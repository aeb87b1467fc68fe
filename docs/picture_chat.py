"""Serves the chat with a chat model that says what the pictures show.

`python docs/picture_chat.py FOLDER` takes the folder of the index. Where pictures are taken no
model can be reached: the sentences are written here, and are checked like those of any other.
"""

import sys
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatResult

from assistant import Settings, open_assistant
from ui.serving.server import serve

_REPLY = """\
The ILO consolidated its social security activities in 2006, merging three units into one [p11].
Its social security technical capacity is stretched very thin [p11].
Seven units were merged in 2006 [p11]."""


class _Written(BaseChatModel):
    """Says what is written above, whatever it is asked."""

    model_name: str = "a chat model"

    @property
    def _llm_type(self) -> str:
        return "written"

    def _generate(self, _messages: list[BaseMessage], *_args: Any, **_kwargs: Any) -> ChatResult:  # noqa: ANN401
        return ChatResult(generations=[ChatGeneration(message=AIMessage(_REPLY))])


def main() -> None:
    """Serve until the process is told to stop."""
    settings = Settings(data_dir=sys.argv[1], port=0)
    with open_assistant(settings, model=_Written()) as assistant:
        serve(assistant, settings, on_ready=lambda address: print(address, flush=True))


if __name__ == "__main__":
    main()
