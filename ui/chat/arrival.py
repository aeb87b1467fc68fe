"""What the chat shows when its page is opened: what the address names, or the last state."""

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from corpus import Report, UnknownPassageError
from ui.chat.session import ChatSession
from ui.chat.toasts import warn

if TYPE_CHECKING:
    from ui.texts import Texts


def addressed(session: ChatSession, address: str, report: Report, texts: "Texts") -> ChatSession:
    """Return a session with the passage open that the page's address names.

    Args:
        session: The session.
        address: What stands behind the question mark, such as ``?passage=p19``; ``about``
            names a passage that the next question is about.
        report: The report.
        texts: The language of the page.
    """
    named = dict(parse_qsl(address.removeprefix("?")))
    passage_id = named.get("about") or named.get("passage")
    if not passage_id:
        return session
    try:
        report.passage(passage_id)
    except UnknownPassageError:
        warn(texts, texts.gettext("The report has no passage “{name}”.", name=passage_id[:40]))
        return session
    opened = session.looking_up(passage_id)
    return opened.about(passage_id) if named.get("about") else opened
