"""The doctor's checks of the chat model. Only `check_call` calls it."""

from typing import TYPE_CHECKING

from ui.checks import Check

if TYPE_CHECKING:
    from assistant import Settings


def check_chat_model(settings: "Settings") -> Check:
    """Tell which chat model is set up, and that its package is there; nothing is called.

    Args:
        settings: The settings.

    Raises:
        ModelError: It cannot be set up; the message names the mend.
    """
    name = "Chat model"
    if settings.model is None:
        return Check(name, ok=True, found="none; answers are in the report's own words")
    from assistant import open_chat_model

    open_chat_model(settings)
    found = f"{settings.model}, its package is installed; not called (doctor --model calls it)"
    return Check(name, ok=True, found=found)


def check_call(settings: "Settings") -> Check:
    """Ask the chat model something, over the network, and tell what came of it.

    Args:
        settings: The settings.
    """
    from assistant import check_model

    told = check_model(settings)
    return Check("Call of the chat model", told.ok, told.found.removesuffix("."), told.mend)


def sent_to_model(settings: "Settings") -> str:
    """Return what a chat model is sent, and where; empty where none is set up.

    Args:
        settings: The settings.
    """
    if settings.model is None:
        return ""
    where = settings.model_base_url or "the address of its provider"
    return f"the chat model {settings.model} gets questions and passages, at {where}"
