"""What the chat does with conversations that the browser keeps, and with exports."""

import base64
import json
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import gradio as gr

from corpus import ReportAssistantError
from ui.chat.kept import MAX_TITLE_LENGTH, keep, restore, title_of
from ui.chat.screen import View, browser_task
from ui.chat.session import ChatSession
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

    def keep(self, session: ChatSession) -> str:
        """Have the browser keep a conversation."""
        if not session.turns:
            return browser_task(do="begin")
        return browser_task(
            do="keep",
            id=session.id,
            title=title_of(session),
            at=datetime.now(UTC).isoformat(timespec="seconds"),
            conversation=keep(session, self._report),
            failed=self._texts.gettext(
                "This browser could not keep the conversation. Export it, or delete older ones."
            ),
        )

    def listed(self, listing: str, session: ChatSession) -> Any:  # noqa: ANN401
        """Show the conversations that the browser keeps."""
        choices = [(it["title"], it["id"]) for it in _entries(listing)]
        current = session.id if any(id_ == session.id for _, id_ in choices) else None
        label = self._texts.ngettext(
            "{count} conversation kept in this browser",
            "{count} conversations kept in this browser",
            len(choices),
        )
        return gr.Radio(choices, value=current, label=label, interactive=True)

    def open_chosen(self, kept: str, _chosen: str | None, session: ChatSession) -> View:
        """Open the conversation that was chosen; the browser sends what it kept of it."""
        return self.open(kept, session)

    def open(self, kept: str, session: ChatSession) -> View:
        """Open a conversation that the browser kept."""
        try:
            restored, left_out = restore(kept, self._report)
        except ReportAssistantError as error:
            gr.Warning(str(error))
            return self._chat.screen.view(session)
        if left_out:
            gr.Warning(
                self._texts.ngettext(
                    "{count} quote no longer stands in the report and was left out.",
                    "{count} quotes no longer stand in the report and were left out.",
                    left_out,
                )
            )
        return self._chat.screen.view(self._chat.with_suggestions(restored))

    def rename(self, title: str, chosen: str | None, session: ChatSession) -> tuple[Any, ...]:
        """Give a kept conversation another title."""
        title = " ".join(title.split())[:MAX_TITLE_LENGTH]
        if not chosen or not title:
            gr.Warning(self._texts.gettext("Choose a conversation and type its new name."))
            return gr.skip(), gr.skip(), title
        renamed = replace(session, title=title) if chosen == session.id else session
        return browser_task(do="rename", id=chosen, title=title), renamed, ""

    def delete(self, chosen: str | None, session: ChatSession) -> tuple[Any, ...]:
        """Delete a kept conversation; the one on the page is emptied with it."""
        if not chosen:
            gr.Warning(self._texts.gettext("Choose the conversation to delete."))
            return gr.skip(), *self._chat.screen.view(session)
        left = ChatSession() if chosen == session.id else session
        return browser_task(do="delete", id=chosen), *self._chat.screen.view(left)

    def ask_to_delete_all(self) -> Any:  # noqa: ANN401
        """Ask whether every kept conversation is meant."""
        return gr.Row(visible=True)

    def do_not_delete_all(self) -> Any:  # noqa: ANN401
        """Take the question back."""
        return gr.Row(visible=False)

    def delete_all(self) -> tuple[Any, ...]:
        """Delete every kept conversation and begin anew."""
        task = browser_task(do="delete-all")
        return task, gr.Row(visible=False), *self._chat.screen.view(ChatSession())

    def begin(self) -> tuple[Any, ...]:
        """Begin a new conversation."""
        return browser_task(do="begin"), *self._chat.screen.view(ChatSession()), ""

    def export(self, whole: str, form: "ExportFormat", session: ChatSession) -> Any:  # noqa: ANN401
        """Have the browser save the open answer, or the whole conversation, as a file."""
        current = [session.current_turn] if session.current_turn else []
        turns = session.turns if whole == "conversation" else current
        today: date = datetime.now(UTC).date()
        try:
            file = export_turns(turns, self._report, self._texts, form, today, title_of(session))
        except ReportAssistantError as error:
            gr.Warning(str(error))
            return gr.skip()
        content = base64.b64encode(file.content).decode("ascii")
        return browser_task(do="download", name=file.name, type=file.media_type, content=content)


def _entries(listing: str) -> list[dict[str, str]]:
    """Return what the browser keeps, as far as it has the right shape."""
    try:
        entries = json.loads(listing)
    except ValueError:
        return []
    if not isinstance(entries, list):
        return []
    wanted = ("id", "title")
    return [
        {name: it[name] for name in wanted}
        for it in entries
        if isinstance(it, dict) and all(isinstance(it.get(name), str) for name in wanted)
    ]
