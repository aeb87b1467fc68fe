"""What the chat does with conversations that the browser keeps, and with exports."""

import base64
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import gradio as gr

from corpus import ReportAssistantError, visible
from ui.chat.arrival import addressed
from ui.chat.kept import MAX_TITLE_LENGTH, keep, restore, title_of
from ui.chat.screen import View
from ui.chat.session import ChatSession
from ui.chat.tasks import Message, read_message, tasks_html
from ui.chat.toasts import warn
from ui.export import export_turns

if TYPE_CHECKING:
    from ui.chat.handlers import Chat
    from ui.export import ExportFormat
    from ui.texts import Texts


class Keeping:
    """Keeping, opening, renaming, deleting and exporting conversations.

    The conversations themselves are in the browser. A handler sends tasks to the script
    there and gets back what it found, which is never trusted.
    """

    def __init__(self, chat: "Chat", texts: "Texts") -> None:
        """Take what the handlers work with.

        Args:
            chat: The handlers of the conversation.
            texts: The language of the page.
        """
        self._chat = chat
        self._texts = texts
        self._report = chat.screen.report

    def heard(
        self, text: str, session: ChatSession, request: gr.Request | None = None
    ) -> tuple[Any, ...]:
        """Take in what the script in the browser says."""
        message = read_message(text)
        if message is None:
            return gr.skip(), *View.unchanged()
        wanted, opened = self._wanted(message, session), message.do == "opened"
        if opened:
            self._chat.leave(request)
        # An answer that was growing is gone from an opened conversation, even from the same one.
        redrawn = opened or wanted is not session
        view = self._chat.screen.view(wanted) if redrawn else View.unchanged()
        return self._listed(message, wanted), *view

    def keep(self, session: ChatSession) -> str:
        """Have the browser keep a conversation."""
        if not session.turns:
            return tasks_html({"do": "delete", "id": session.id}, stored=True)
        task = {
            "do": "keep",
            "id": session.id,
            "title": title_of(session),
            "at": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "conversation": keep(session, self._report),
            "failed": self._texts.gettext(
                "This browser could not keep the conversation. Export it, or delete older ones."
            ),
        }
        return tasks_html(task, stored=True)

    def rename(self, title: str, chosen: str | None, session: ChatSession) -> tuple[Any, ...]:
        """Give a kept conversation another title."""
        title = " ".join(visible(title).split())[:MAX_TITLE_LENGTH]
        if not chosen or not title:
            warn(self._texts, self._texts.gettext("Choose a conversation and type its new name."))
            return gr.skip(), gr.skip(), title
        renamed = replace(session, title=title) if chosen == session.id else session
        task = {"do": "rename", "id": chosen, "title": title}
        return tasks_html(task, stored=True), renamed, ""

    def delete(
        self, chosen: str | None, session: ChatSession, request: gr.Request | None = None
    ) -> tuple[Any, ...]:
        """Delete a kept conversation; the one on the page is emptied with it."""
        if not chosen:
            warn(self._texts, self._texts.gettext("Choose the conversation to delete."))
            return gr.skip(), *View.unchanged()
        task = tasks_html({"do": "delete", "id": chosen}, stored=True)
        on_page = chosen == session.id
        return task, *(self._emptied(session, request) if on_page else View.unchanged())

    def ask_to_delete_all(self) -> Any:  # noqa: ANN401
        """Ask whether every kept conversation is meant."""
        return gr.Row(visible=True)

    def do_not_delete_all(self) -> Any:  # noqa: ANN401
        """Take the question back."""
        return gr.Row(visible=False)

    def delete_all(
        self, session: ChatSession, request: gr.Request | None = None
    ) -> tuple[Any, ...]:
        """Delete every kept conversation and begin anew."""
        task = tasks_html({"do": "delete-all"}, stored=True)
        return task, gr.Row(visible=False), *self._emptied(session, request)

    def begin(self, session: ChatSession, request: gr.Request | None = None) -> tuple[Any, ...]:
        """Begin a new conversation."""
        tasks = tasks_html({"do": "begin"}, {"do": "focus"}, stored=True)
        return tasks, *self._emptied(session, request), ""

    def export(self, whole: str, form: "ExportFormat", session: ChatSession) -> Any:  # noqa: ANN401
        """Have the browser save the open answer, or the whole conversation, as a file."""
        turns = session.turns
        if whole != "conversation":
            turns = (session.current_turn,) if session.current_turn else ()
        title, today = title_of(ChatSession(turns, title=session.title)), datetime.now(UTC).date()
        try:
            file = export_turns(turns, self._report, self._texts, form, today, title)
        except ReportAssistantError as error:
            warn(self._texts, str(error))
            return gr.skip()
        content = base64.b64encode(file.content).decode("ascii")
        task = {"do": "download", "name": file.name, "type": file.media_type, "content": content}
        return tasks_html(task)

    def _emptied(self, session: ChatSession, request: gr.Request | None) -> View:
        """Leave the conversation on the page; return the page without it."""
        self._chat.leave(request)
        return self._chat.screen.view(session.emptied())

    def _wanted(self, message: Message, session: ChatSession) -> ChatSession:
        """Return what is to be shown now; the session itself where nothing changes."""
        # Whoever asked before the page had told that it is there wants the answer to that.
        if message.do == "listed" or (message.do == "arrived" and session.turns):
            return session
        restored = self._restored(message.conversation, session)
        if message.do == "arrived":
            return addressed(restored, message.address, self._report, self._texts)
        return restored

    def _listed(self, message: Message, session: ChatSession) -> Any:  # noqa: ANN401
        choices = [(visible(entry.title), entry.id) for entry in message.entries]
        current = session.id if any(id_ == session.id for _, id_ in choices) else None
        if not choices:
            return gr.Radio([], label=nothing_kept(self._texts), value=None)
        label = self._texts.ngettext(
            "{count} conversation kept in this browser",
            "{count} conversations kept in this browser",
            len(choices),
        )
        return gr.Radio(choices, value=current, label=label, interactive=True)

    def _restored(self, kept: str, session: ChatSession) -> ChatSession:
        """Return the conversation that was kept; the session as it is where there is none."""
        if not kept:
            return session
        try:
            restored, left_out = restore(kept, self._report)
        except ReportAssistantError as error:
            warn(self._texts, str(error))
            return session
        if left_out:
            warn(
                self._texts,
                self._texts.ngettext(
                    "{count} quote or sentence no longer stands in the report and was left out.",
                    "{count} quotes or sentences no longer stand in the report and were left out.",
                    left_out,
                ),
            )
        return self._chat.with_suggestions(replace(restored, shows_removed=session.shows_removed))


def nothing_kept(texts: "Texts") -> str:
    """Return what the list of kept conversations is called while it is empty.

    Args:
        texts: The language.
    """
    return texts.gettext("No conversation is kept in this browser yet")
