"""The chat page: the conversation on the left, the source on the right.

Gradio is imported by this module; `ui.server` imports it late, once telemetry is off.
"""

import logging
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

import gradio as gr

from corpus import ReportAssistantError
from ui.examples import example_questions
from ui.rendering import answer_parts, header_html, problem_html, question_html, welcome_html
from ui.session import ChatSession, Turn
from ui.source_panel import empty_panel_html, panel_html

if TYPE_CHECKING:
    from assistant import Assistant

_log = logging.getLogger(__name__)

_UNEXPECTED = (
    "Something went wrong inside the program and the question was not answered. "
    "Try once more; the details are in the log of the server."
)


class _View(NamedTuple):
    session: ChatSession
    messages: list[dict[str, Any]]
    sources: Any
    panel: str


class Chat:
    """What the page does when something on it is used."""

    def __init__(self, assistant: "Assistant") -> None:
        """Take the assistant that answers.

        Args:
            assistant: An open assistant; it stays open.
        """
        self._assistant = assistant

    def ask(self, question: str, session: ChatSession) -> Iterator[tuple[Any, ...]]:
        """Show a question, then its answer.

        One that cannot be answered stays in the box to be mended.
        """
        waiting = [*_messages(session), _user_message(question)]
        yield gr.skip(), waiting, gr.skip(), gr.skip(), ""
        asked = self._asked(question, session)
        left = question if asked.turns[-1].problem else ""
        yield (*self._view(asked), left)

    def ask_example(self, session: ChatSession, event: gr.SelectData) -> Iterator[tuple[Any, ...]]:
        """Show the example that was chosen, then its answer."""
        yield from self.ask(str(event.value["text"]), session)

    def open_source(self, choice: str | None, session: ChatSession) -> _View:
        """Open the source that was chosen below the conversation."""
        if choice is None or session.open_turn is None:
            return self._view(session)
        return self._view(session.opened(session.open_turn, int(choice)))

    def open_quote(self, session: ChatSession, event: gr.SelectData) -> _View:
        """Open the source of the quote that was chosen in the conversation."""
        turn, is_answer = divmod(int(event.index), 2)
        if not is_answer or turn >= len(session.turns):
            return self._view(session)
        parts = _parts(session.turns[turn])
        place = parts.index(event.value) if event.value in parts else 0
        return self._view(session.opened(turn, max(place - 1, 0)))

    def start_again(self) -> tuple[Any, ...]:
        """Begin a new conversation."""
        return (*self._view(ChatSession()), "")

    def _asked(self, question: str, session: ChatSession) -> ChatSession:
        try:
            answer = self._assistant.ask(question, session.conversation)
        except ReportAssistantError as error:
            return session.failed(question, str(error))
        except Exception:  # noqa: BLE001 - see the comment
            # A person in front of a page can do nothing with a traceback; the log keeps it.
            _log.exception("A question was not answered.")
            return session.failed(question, _UNEXPECTED)
        return session.answered(question, answer)

    def _view(self, session: ChatSession) -> _View:
        return _View(session, _messages(session), _choices(session), self._panel(session))

    def _panel(self, session: ChatSession) -> str:
        if session.source is None:
            return empty_panel_html()
        return panel_html(self._assistant.report, session.source)


def build_page(assistant: "Assistant") -> gr.Blocks:
    """Build the page.

    Args:
        assistant: An open assistant.

    Returns:
        The Gradio page, not yet served.
    """
    chat = Chat(assistant)
    report = assistant.report
    title = f"{report.symbol} – questions and answers"
    with gr.Blocks(title=title, analytics_enabled=False, fill_width=True) as page:
        session = gr.State(ChatSession())
        gr.Markdown(header_html(report), elem_id="ra-header")
        with gr.Row(elem_id="ra-columns"):
            with gr.Column(scale=3, min_width=340, elem_id="ra-left"):
                conversation = _conversation(assistant)
                sources = _sources()
                question = _question_box()
                again = gr.Button("New conversation", size="sm", elem_id="ra-again", scale=0)
            with gr.Column(scale=2, min_width=340, elem_id="ra-right"):
                panel = gr.Markdown(
                    empty_panel_html(), elem_id="ra-panel", sanitize_html=True, latex_delimiters=[]
                )
        shown = [session, conversation, sources, panel]
        quiet: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
        question.submit(chat.ask, [question, session], [*shown, question], **quiet)
        conversation.example_select(chat.ask_example, [session], [*shown, question], **quiet)
        again.click(chat.start_again, None, [*shown, question], **quiet)
        sources.input(chat.open_source, [sources, session], shown, **quiet)
        conversation.select(chat.open_quote, [session], shown, **quiet)
    return page


def _conversation(assistant: "Assistant") -> gr.Chatbot:
    examples = [{"text": question} for question in example_questions(assistant)]
    return gr.Chatbot(
        elem_id="ra-conversation",
        label="Conversation",
        show_label=False,
        height="auto",
        layout="bubble",
        autoscroll=False,
        buttons=[],
        sanitize_html=True,
        latex_delimiters=[],
        feedback_options=None,
        allow_file_downloads=False,
        placeholder=welcome_html(assistant.report),
        examples=examples,
    )


def _sources() -> gr.Radio:
    return gr.Radio([], label="Sources", visible=False, elem_id="ra-sources", interactive=True)


def _question_box() -> gr.Textbox:
    return gr.Textbox(
        label="Your question",
        placeholder="Ask about the report, then press Enter",
        lines=1,
        max_lines=6,
        submit_btn="Ask",
        autofocus=True,
        elem_id="ra-question-box",
    )


def _messages(session: ChatSession) -> list[dict[str, Any]]:
    messages: list[dict[str, Any]] = []
    for turn in session.turns:
        messages.append(_user_message(turn.question))
        messages.append({"role": "assistant", "content": _parts(turn)})
    return messages


def _user_message(question: str) -> dict[str, Any]:
    return {"role": "user", "content": question_html(question)}


def _parts(turn: Turn) -> list[str]:
    if turn.answer is None:
        return [problem_html(turn.problem)]
    return list(answer_parts(turn.answer))


def _choices(session: ChatSession) -> gr.Radio:
    labels = [citation.label for citation in session.sources]
    seen = [labels[: place + 1].count(label) for place, label in enumerate(labels)]
    choices = [
        (label if count == 1 else f"{label} ({count})", str(place))
        for place, (label, count) in enumerate(zip(labels, seen, strict=True))
    ]
    turn = session.turns[session.open_turn] if session.open_turn is not None else None
    refused = turn is not None and turn.answer is not None and turn.answer.refusal is not None
    return gr.Radio(
        choices,
        value=str(session.open_citation) if choices else None,
        label="Nearest passages" if refused else "Sources of this answer",
        visible=bool(choices),
    )
