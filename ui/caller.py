"""Who asks a question."""

from dataclasses import dataclass
from typing import Literal

Interface = Literal["chat", "api", "mcp", "page"]
"""Through what a question comes in."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks, as far as it is known.

    Attributes:
        interface: Through what the question comes in.
        user: Name of the user; empty where nobody has to sign in.
        session: Name of the browser session; never written down as it is.
    """

    interface: Interface = "chat"
    user: str = ""
    session: str = ""


UNKNOWN = Caller()
"""Somebody at the chat, of whom nothing is known."""
