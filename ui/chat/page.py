"""The chat page: the conversation on the left, the source on the right.

Gradio is imported by this module; `ui.serving.server` imports it late, once telemetry is off.
"""

from typing import TYPE_CHECKING, Any, NamedTuple

import gradio as gr
from gradio.components.chatbot import ExampleMessage

from ui.chat.examples import example_questions
from ui.chat.handlers import Chat
from ui.chat.rendering import header_html, welcome_html
from ui.chat.session import ChatSession
from ui.chat.source_panel import empty_panel_html

if TYPE_CHECKING:
    from assistant import Assistant

_QUESTIONS_AT_ONCE = 4


class _Parts(NamedTuple):
    session: gr.State
    conversation: gr.Chatbot
    sources: gr.Radio
    panel: gr.Markdown
    question: gr.Textbox
    again: gr.Button


def build_page(assistant: "Assistant") -> gr.Blocks:
    """Build the page.

    Args:
        assistant: An open assistant.

    Returns:
        The Gradio page, not yet served.
    """
    title = f"{assistant.report.symbol} – questions and answers"
    page = gr.Blocks(title=title, analytics_enabled=False, fill_width=True)
    with page:
        gr.Markdown(header_html(assistant.report), elem_id="ra-header")
        _wire(Chat(assistant), _lay_out(assistant))
    page.queue(default_concurrency_limit=_QUESTIONS_AT_ONCE)
    return page


def _lay_out(assistant: "Assistant") -> _Parts:
    session = gr.State(ChatSession())
    with gr.Row(elem_id="ra-columns"):
        with gr.Column(scale=3, min_width=340, elem_id="ra-left"):
            conversation = _conversation(assistant)
            sources = gr.Radio([], visible=False, interactive=True, elem_id="ra-sources")
            question = _question_box()
            again = gr.Button("New conversation", size="sm", elem_id="ra-again", scale=0)
        with gr.Column(scale=2, min_width=340, elem_id="ra-right"):
            panel = gr.Markdown(empty_panel_html(), elem_id="ra-panel", latex_delimiters=[])
    return _Parts(session, conversation, sources, panel, question, again)


def _wire(chat: Chat, parts: _Parts) -> None:
    session, question = parts.session, parts.question
    shown = [session, parts.conversation, parts.sources, parts.panel]
    asked = [*shown, question]
    quiet: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
    question.submit(chat.ask, [question, session], asked, **quiet)
    parts.conversation.example_select(chat.ask_example, [session], asked, **quiet)
    parts.again.click(chat.start_again, None, asked, **quiet)
    parts.sources.input(chat.open_source, [parts.sources, session], shown, **quiet)
    parts.conversation.select(chat.open_quote, [session], shown, **quiet)


def _conversation(assistant: "Assistant") -> gr.Chatbot:
    examples = [ExampleMessage(text=question) for question in example_questions(assistant)]
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
