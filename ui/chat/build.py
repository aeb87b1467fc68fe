"""Putting the chat page together, in one language."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import gradio as gr
from anyio import CapacityLimiter

from ui.chat.feedback_form import FeedbackForm
from ui.chat.handlers import Chat
from ui.chat.header import header_html
from ui.chat.keeping import Keeping
from ui.chat.page import lay_out
from ui.chat.wiring import Handlers, wire
from ui.programs import add_endpoints

if TYPE_CHECKING:
    from ui.chat.suggestions import Suggestions
    from ui.desk import QuestionDesk
    from ui.feedback import FeedbackStore
    from ui.programs import ReportFunctions
    from ui.texts import Texts


_SPARE_THREADS = 16


@dataclass(frozen=True, slots=True)
class ChatBuilder:
    """Builds the chat page in any language, for one report.

    Attributes:
        desk: Where questions are asked.
        suggestions: Questions to ask next.
        store: Where feedback is stored.
        index: Tells which index is searched.
        root_path: The path that a proxy adds before every address.
        account: Whether people sign in, and need a way to sign out.
        feedback_page: Whether everybody here may read what people said of answers.
    """

    desk: "QuestionDesk"
    suggestions: "Suggestions"
    store: "FeedbackStore"
    index: Callable[[], str]
    root_path: str = ""
    account: bool = False
    feedback_page: bool = False

    def build(self, texts: "Texts", functions: "ReportFunctions | None" = None) -> gr.Blocks:
        """Build the page.

        Args:
            texts: Its language.
            functions: What programs may call on this page; nothing when left out.

        Returns:
            The Gradio page, not yet served.
        """
        report = self.desk.report
        title = texts.gettext("{symbol} – questions and answers", symbol=report.symbol)
        handlers = self._handlers(texts)
        page = gr.Blocks(title=title, analytics_enabled=False, fill_width=True)
        with page:
            # First: an event of the page may not take the name of an endpoint.
            if functions is not None:
                add_endpoints(functions)
            header, examples = self._header(texts), self.suggestions.examples()
            parts = lay_out(report, texts, header, examples, self.desk.model_name)
            wire(handlers, parts)
        # Whether a question is taken is for the desk to say, which all pages share. Those that
        # wait there hold a thread each: what is only opened needs some beside them.
        page.queue(default_concurrency_limit=None)
        threads = CapacityLimiter(self.desk.capacity + _SPARE_THREADS)
        page.limiter = threads  # type: ignore[assignment]
        return page

    def _header(self, texts: "Texts") -> str:
        more: list[tuple[str, str]] = []
        if self.feedback_page:
            more.append((f"{texts.root}feedback", texts.gettext("Feedback")))
        if self.account:
            more.append(("/login", texts.gettext("Account")))
        return header_html(self.desk.report, texts, self.root_path, more)

    def _handlers(self, texts: "Texts") -> Handlers:
        chat = Chat(self.desk, self.suggestions, texts, self.root_path)
        keeping = Keeping(chat, texts)
        feedback = FeedbackForm(chat, self.store, self.index, texts)
        return Handlers(chat, keeping, feedback)
