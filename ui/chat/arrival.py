"""What the chat shows when its page is opened: what the address names, or the last state."""

import json
from typing import TYPE_CHECKING, Any

import gradio as gr

from corpus import UnknownPassageError
from ui.chat.session import ChatSession

if TYPE_CHECKING:
    from ui.chat.handlers import Chat
    from ui.chat.keeping import Keeping
    from ui.texts import Texts


class Arrival:
    """Opens the page on a passage, on a question, or on the conversation it had."""

    def __init__(self, chat: "Chat", keeping: "Keeping", texts: "Texts") -> None:
        """Take what the handler works with.

        Args:
            chat: The handlers of the conversation.
            keeping: The handlers of kept conversations.
            texts: The language of the page.
        """
        self._chat = chat
        self._keeping = keeping
        self._texts = texts

    def arrive(self, found: str, request: gr.Request) -> tuple[Any, ...]:
        """Show what the page was opened for.

        Args:
            found: What the browser's script found: the list of kept conversations and the
                one that this tab had open.
            request: The request; its address may name a ``passage`` to open, or one to ask
                ``about``.
        """
        listing, kept = _parts(found)
        view = self._keeping.open(kept, ChatSession()) if kept else None
        session = view.session if view else ChatSession()
        session = self._addressed(session, dict(request.query_params))
        return self._keeping.listed(listing, session), *self._chat.screen.view(session)

    def _addressed(self, session: ChatSession, address: dict[str, str]) -> ChatSession:
        named = address.get("about") or address.get("passage")
        if not named:
            return session
        try:
            self._chat.screen.report.passage(named)
        except UnknownPassageError:
            gr.Warning(self._texts.gettext("The report has no passage “{name}”.", name=named[:40]))
            return session
        opened = session.looking_up(named)
        return opened.about(named) if "about" in address else opened


def _parts(found: str) -> tuple[str, str]:
    """Return the list and the open conversation that the script sent."""
    try:
        parts = json.loads(found)
        return str(parts.get("listing") or ""), str(parts.get("conversation") or "")
    except (ValueError, AttributeError):
        return "", ""
