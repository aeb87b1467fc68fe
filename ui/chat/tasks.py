"""Messages between the server and the script in the browser.

What the script sends is not trusted: anything without the right shape is no message.
"""

import json
from collections.abc import Mapping
from typing import Literal
from uuid import uuid4

from pydantic import BaseModel, ConfigDict, ValidationError

from ui.markup import element, escape


class KeptEntry(BaseModel):
    """One conversation in the list of those that the browser keeps.

    Attributes:
        id: Its id.
        title: What it is called.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    title: str


class Message(BaseModel):
    """What the script says.

    Attributes:
        do: ``arrived`` when the page is there, ``opened`` with a conversation that was
            chosen, ``listed`` after the kept conversations changed.
        listing: JSON of the list of kept conversations, the newest first.
        conversation: The conversation that is meant, as it was kept; may be empty.
        address: What stands behind the question mark of the page's address.
    """

    model_config = ConfigDict(frozen=True)

    do: Literal["arrived", "opened", "listed"]
    listing: str = "[]"
    conversation: str = ""
    address: str = ""

    @property
    def entries(self) -> tuple[KeptEntry, ...]:
        """The kept conversations, as far as the list can be read."""
        try:
            listed = json.loads(self.listing)
            return tuple(KeptEntry.model_validate(it) for it in listed)
        except (ValueError, TypeError):
            return ()


def read_message(text: str) -> Message | None:
    """Return what the script says, or None where it is no message.

    Args:
        text: What came from the browser.
    """
    try:
        return Message.model_validate_json(text)
    except ValidationError:
        return None


def tasks_html(*tasks: Mapping[str, object], stored: bool = False) -> str:
    """Return tasks for the script, as the text of a hidden element.

    Args:
        *tasks: The tasks; `browser.js` lists what it knows.
        stored: Whether they change what the browser keeps, so that the list is wanted back.
    """
    # The same text twice would be no change: each message has a number of its own.
    message = {"tasks": tasks, "stored": stored, "number": uuid4().hex}
    return element("div", "ra-task", escape(json.dumps(message)))
