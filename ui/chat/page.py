"""The parts of the chat page: the conversation on the left, the source on the right.

Gradio is imported by this module; `ui.serving.app` imports it late, once telemetry is off.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import gradio as gr
from gradio.components.chatbot import ExampleMessage

from corpus import Report, visible
from ui.chat.keeping import nothing_kept
from ui.chat.rendering import welcome_html
from ui.chat.session import ChatSession
from ui.chat.source_panel import empty_panel_html
from ui.chat.trail_view import trail_html
from ui.feedback import REASONS, reason_in_words
from ui.texts import Texts


class Conversation(NamedTuple):
    """Asking and reading."""

    chatbot: gr.Chatbot
    sources: gr.Radio
    turn_actions: gr.Row
    edit: gr.Button
    scope: gr.Button
    answerer: gr.Radio
    shows_removed: gr.Checkbox
    question: gr.Textbox
    again: gr.Button


class FeedbackParts(NamedTuple):
    """The form for what is wrong with an answer."""

    form: gr.Column
    reason: gr.Radio
    comment: gr.Textbox
    send: gr.Button
    cancel: gr.Button


class Source(NamedTuple):
    """The passage that is open, and how the answer was found."""

    panel: gr.Markdown
    actions: gr.Row
    about: gr.Button
    trail: gr.Markdown


class KeptParts(NamedTuple):
    """Conversations that the browser keeps, and exports."""

    past: gr.Radio
    name: gr.Textbox
    rename: gr.Button
    delete: gr.Button
    delete_all: gr.Button
    sure: gr.Row
    yes: gr.Button
    no: gr.Button
    whole: gr.Radio
    form: gr.Radio
    export: gr.Button


class Hidden(NamedTuple):
    """What goes between the server and the script of the page."""

    session: gr.State
    tasks: gr.Markdown
    inbox: gr.Textbox
    awake: gr.Button
    copies: gr.Markdown


class Parts(NamedTuple):
    """Every part of the page that does something."""

    hidden: Hidden
    conversation: Conversation
    feedback: FeedbackParts
    source: Source
    kept: KeptParts


def lay_out(
    report: Report,
    texts: Texts,
    header: str,
    examples: Sequence[str],
    model: str | None = None,
) -> Parts:
    """Lay the page out, inside an open `gr.Blocks`.

    Args:
        report: The report.
        texts: The language.
        header: The head of the page, as HTML that is safe to show.
        examples: Questions to begin with.
        model: Name of the chat model; None where none is set up.
    """
    gr.Markdown(header, elem_id="ra-header", sanitize_html=False)
    hidden = _hidden()
    with gr.Row(elem_id="ra-columns"):
        with gr.Column(scale=3, min_width=340, elem_id="ra-left"):
            conversation, feedback = _conversation(report, texts, examples, model)
            kept = _kept(texts)
        with gr.Column(scale=2, min_width=340, elem_id="ra-right"):
            source = _source(texts)
    return Parts(hidden, conversation, feedback, source, kept)


def _hidden() -> Hidden:
    return Hidden(
        gr.State(ChatSession()),
        gr.Markdown("", visible="hidden", elem_id="ra-tasks", latex_delimiters=[]),
        gr.Textbox(visible="hidden", elem_id="ra-inbox", interactive=True, lines=2),
        gr.Button("", visible="hidden", elem_id="ra-awake"),
        gr.Markdown("", visible="hidden", elem_id="ra-copies", latex_delimiters=[]),
    )


def _conversation(
    report: Report, texts: Texts, examples: Sequence[str], model: str | None
) -> tuple[Conversation, FeedbackParts]:
    welcome = welcome_html(report, texts, has_model=model is not None)
    chatbot = _chatbot(texts, welcome, examples)
    feedback = _feedback(texts)
    with gr.Row(elem_id="ra-turn"):
        sources = gr.Radio([], visible=False, interactive=True, elem_id="ra-sources")
        with gr.Row(visible=False, elem_id="ra-turn-actions") as actions:
            edit = _small(texts.gettext("Edit question"))
            _small(texts.gettext("Copy answer"), elem_id="ra-copy-answer")
    scope = gr.Button("", visible=False, size="sm", elem_id="ra-scope")
    question = gr.Textbox(
        label=texts.gettext("Your question"),
        placeholder=texts.gettext("Ask about the report, then press Enter"),
        lines=1,
        max_lines=6,
        submit_btn=texts.gettext("Ask"),
        autofocus=True,
        elem_id="ra-question-box",
    )
    answerer, shows_removed = _wording(texts, model)
    again = _small(texts.gettext("New conversation"), elem_id="ra-again")
    parts = Conversation(
        chatbot, sources, actions, edit, scope, answerer, shows_removed, question, again
    )
    return parts, feedback


def _wording(texts: Texts, model: str | None) -> tuple[gr.Radio, gr.Checkbox]:
    """Return what chooses who words the answers; not shown where there is no choice."""
    answerers = [(texts.gettext("In the report’s words"), "extractive")]
    if model is not None:
        worded = texts.gettext("Worded by {model}", model=visible(model))
        answerers.append((worded, "generative"))
    with gr.Row(visible=model is not None, elem_id="ra-wording"):
        answerer = gr.Radio(
            answerers,
            value=answerers[-1][1],
            label=texts.gettext("The next answer"),
            interactive=True,
            elem_id="ra-answerer",
        )
        shows_removed = gr.Checkbox(
            label=texts.gettext("Show sentences that failed the check"),
            interactive=True,
            elem_id="ra-shows-removed",
        )
    return answerer, shows_removed


def _chatbot(texts: Texts, welcome: str, examples: Sequence[str]) -> gr.Chatbot:
    return gr.Chatbot(
        elem_id="ra-conversation",
        label=texts.gettext("Conversation"),
        show_label=False,
        height="auto",
        layout="bubble",
        autoscroll=False,
        buttons=[],
        sanitize_html=True,
        latex_delimiters=[],
        feedback_options=("Like", "Dislike"),
        allow_file_downloads=False,
        placeholder=welcome,
        examples=[ExampleMessage(text=question) for question in examples],
    )


def _feedback(texts: Texts) -> FeedbackParts:
    with gr.Column(visible=False, elem_id="ra-feedback") as form:
        reasons = [(reason_in_words(it, texts), it) for it in REASONS if it]
        reason = gr.Radio(reasons, label=texts.gettext("What is wrong with this answer?"))
        comment = gr.Textbox(
            label=texts.gettext("Comment"),
            placeholder=texts.gettext("What would have been right? (may be left empty)"),
            lines=2,
            max_lines=6,
            max_length=2000,
        )
        with gr.Row():
            send = _small(texts.gettext("Send"), variant="primary")
            cancel = _small(texts.gettext("Cancel"))
    return FeedbackParts(form, reason, comment, send, cancel)


def _source(texts: Texts) -> Source:
    panel = gr.Markdown(empty_panel_html(texts), elem_id="ra-panel", latex_delimiters=[])
    with gr.Row(visible=False, elem_id="ra-passage-actions") as actions:
        _small(texts.gettext("Copy link"), elem_id="ra-copy-link")
        _small(texts.gettext("Copy reference"), elem_id="ra-copy-reference")
        about = _small(texts.gettext("Ask about this"))
    with gr.Accordion(texts.gettext("How this was found"), open=False, elem_id="ra-trail"):
        trail = gr.Markdown(trail_html(None, texts), latex_delimiters=[])
    return Source(panel, actions, about, trail)


def _kept(texts: Texts) -> KeptParts:
    with gr.Accordion(texts.gettext("Past conversations"), open=False, elem_id="ra-past"):
        past = gr.Radio([], label=nothing_kept(texts))
        name = gr.Textbox(label=texts.gettext("New name"), max_lines=1, max_length=120)
        with gr.Row():
            rename = _small(texts.gettext("Rename"))
            delete = _small(texts.gettext("Delete"))
            delete_all = _small(texts.gettext("Delete all"))
        with gr.Row(visible=False) as sure:
            yes = _small(texts.gettext("Yes, delete all conversations"), variant="stop")
            no = _small(texts.gettext("No, keep them"))
    with gr.Accordion(texts.gettext("Export"), open=False, elem_id="ra-export"):
        whole, form, export = _export(texts)
    return KeptParts(past, name, rename, delete, delete_all, sure, yes, no, whole, form, export)


def _export(texts: Texts) -> tuple[gr.Radio, gr.Radio, gr.Button]:
    extents = [
        (texts.gettext("This answer"), "answer"),
        (texts.gettext("The whole conversation"), "conversation"),
    ]
    whole = gr.Radio(extents, value="conversation", label=texts.gettext("What"))
    formats = [("Word", "docx"), ("HTML", "html"), ("Markdown", "markdown")]
    form = gr.Radio(formats, value="docx", label=texts.gettext("Format"))
    return whole, form, _small(texts.gettext("Save the file"))


def _small(label: str, **options: Any) -> gr.Button:  # noqa: ANN401
    return gr.Button(label, size="sm", scale=0, min_width=0, **options)
