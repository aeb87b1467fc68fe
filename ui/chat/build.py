"""Putting the chat page together, in one language."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import gradio as gr

from ui.chat.feedback_form import FeedbackForm
from ui.chat.handlers import Chat
from ui.chat.keeping import Keeping
from ui.chat.page import lay_out
from ui.chat.wiring import Handlers, wire

if TYPE_CHECKING:
    from ui.chat.suggestions import Suggestions
    from ui.desk import QuestionDesk
    from ui.feedback import FeedbackStore
    from ui.programs import ReportFunctions
    from ui.texts import Texts


class ChatBuilder:
    """Builds the chat page in any language, for one report."""

    def __init__(
        self,
        desk: "QuestionDesk",
        suggestions: "Suggestions",
        store: "FeedbackStore",
        index: Callable[[], str],
        root_path: str = "",
    ) -> None:
        """Take what every page works with.

        Args:
            desk: Where questions are asked.
            suggestions: Questions to ask next.
            store: Where feedback is stored.
            index: Tells which index is searched.
            root_path: The path that a proxy adds before every address.
        """
        self._desk = desk
        self._suggestions = suggestions
        self._store = store
        self._index = index
        self._root_path = root_path

    def build(self, texts: "Texts", functions: "ReportFunctions | None" = None) -> gr.Blocks:
        """Build the page.

        Args:
            texts: Its language.
            functions: What programs may call on this page; nothing when left out.

        Returns:
            The Gradio page, not yet served.
        """
        report = self._desk.report
        title = texts.gettext("{symbol} – questions and answers", symbol=report.symbol)
        handlers = self._handlers(texts)
        page = gr.Blocks(title=title, analytics_enabled=False, fill_width=True)
        with page:
            parts = lay_out(report, texts, self._root_path, self._suggestions.examples())
            wire(handlers, parts)
            if functions is not None:
                from ui.programs import add_endpoints

                add_endpoints(functions)
        # Whether a question is taken is for the desk to say, which all pages share.
        page.queue(default_concurrency_limit=None)
        return page

    def _handlers(self, texts: "Texts") -> Handlers:
        chat = Chat(self._desk, self._suggestions, texts, self._root_path)
        keeping = Keeping(chat, texts)
        feedback = FeedbackForm(chat, self._store, self._index, texts)
        return Handlers(chat, keeping, feedback)
