"""What the chat does with what people say of its answers."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

import gradio as gr

from corpus import ReportAssistantError
from ui.chat.handlers import caller_of
from ui.chat.session import ChatSession, Verdict
from ui.chat.toasts import inform, warn
from ui.feedback import Reason, answer_key, feedback_on

if TYPE_CHECKING:
    from ui.chat.handlers import Chat
    from ui.feedback import FeedbackStore
    from ui.texts import Texts


class _Said(NamedTuple):
    verdict: Verdict
    reason: Reason
    comment: str
    user: str


class FeedbackForm:
    """Thumbs, reasons and comments: stored whole, or the person is told."""

    def __init__(
        self,
        chat: "Chat",
        store: "FeedbackStore",
        index: Callable[[], str],
        texts: "Texts",
    ) -> None:
        """Take what the handlers work with.

        Args:
            chat: The handlers of the conversation.
            store: Where feedback is stored.
            index: Tells which index is searched.
            texts: The language of the page.
        """
        self._chat = chat
        self._store = store
        self._index = index
        self._texts = texts

    def thumb(
        self, session: ChatSession, event: gr.LikeData, request: gr.Request
    ) -> tuple[Any, ...]:
        """Store a thumb up; ask for the reason of a thumb down."""
        place, is_answer = divmod(int(event.index), 2)  # type: ignore[arg-type]
        if not is_answer or not 0 <= place < len(session.turns):
            return session, gr.skip(), gr.skip()
        opened = session.opened(place, 0)
        if event.liked == "":  # Gradio's word for a thumb that was taken back
            return self._withdrawn(opened) or session, gr.Column(visible=False), gr.skip()
        if event.liked in {False, "Dislike"}:
            return opened, gr.Column(visible=True), gr.Radio(value=None)
        said = _Said("right", "", "", caller_of(request).user)
        return self._stored(opened, said) or session, gr.Column(visible=False), gr.skip()

    def send(
        self, reason: Reason | None, comment: str, session: ChatSession, request: gr.Request
    ) -> tuple[Any, ...]:
        """Store why the open answer is wrong."""
        if not reason or session.current_turn is None:
            warn(self._texts, self._texts.gettext("Choose what is wrong with the answer."))
            return session, gr.skip(), gr.skip()
        said = _Said("wrong", reason, comment, caller_of(request).user)
        stored = self._stored(session, said)
        if stored is None:
            return session, gr.skip(), gr.skip()
        return stored, gr.Column(visible=False), ""

    def cancel(self) -> tuple[Any, ...]:
        """Close the form; nothing is stored."""
        return gr.Column(visible=False), ""

    def _stored(self, session: ChatSession, said: _Said) -> ChatSession | None:
        """Store what was said of the open turn; None where the person was told that it failed."""
        place, turn = session.open_turn, session.current_turn
        if place is None or turn is None:
            return None
        now, language = datetime.now(UTC), self._texts.language
        try:
            feedback = feedback_on(
                session.turns[:place], turn, *said[:3], self._index(), now, said.user, language
            )
            self._store.add(feedback, answer_key(session.id, place, turn))
        except ReportAssistantError as error:
            warn(self._texts, self._texts.gettext("This was not stored: {error}", error=error))
            return None
        inform(
            self._texts,
            self._texts.gettext("Thank you. This was stored for those who test the answers."),
        )
        return session.changed_turn(place, replace(turn, verdict=said.verdict))

    def _withdrawn(self, session: ChatSession) -> ChatSession | None:
        """Take back what was said of the open turn; None where that failed."""
        place, turn = session.open_turn, session.current_turn
        if place is None or turn is None:
            return None
        try:
            self._store.withdraw(answer_key(session.id, place, turn))
        except ReportAssistantError as error:
            warn(self._texts, self._texts.gettext("This was not taken back: {error}", error=error))
            return None
        return session.changed_turn(place, replace(turn, verdict=None))
