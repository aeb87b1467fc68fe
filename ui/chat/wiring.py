"""Which handler answers which use of the page."""

from typing import Any, NamedTuple

import gradio as gr

from ui.chat.arrival import Arrival
from ui.chat.feedback_form import FeedbackForm
from ui.chat.handlers import Chat
from ui.chat.keeping import Keeping
from ui.chat.page import Parts
from ui.texts import Texts

_QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
_PERFORM = "(task) => [reportAssistant.perform(task)]"
_FOCUS = "() => reportAssistant.focusQuestion()"


class Handlers(NamedTuple):
    """What answers when something on the page is used."""

    chat: Chat
    keeping: Keeping
    feedback: FeedbackForm
    arrival: Arrival


def wire(handlers: Handlers, parts: Parts, page: gr.Blocks, texts: Texts) -> None:
    """Connect every part of the page with its handler.

    Args:
        handlers: The handlers.
        parts: The parts.
        page: The page they are on.
        texts: The language.
    """
    _wire_asking(handlers, parts)
    _wire_reading(handlers.chat, parts)
    _wire_copying(parts, texts)
    _wire_keeping(handlers.keeping, parts)
    _wire_feedback(handlers, parts)
    hidden = parts.hidden
    page.load(
        handlers.arrival.arrive,
        [hidden.opened],
        [parts.kept.past, *_shown(parts)],
        js="() => [reportAssistant.arrival()]",
        **_QUIET,
    )


def _shown(parts: Parts) -> list[Any]:
    """Return the parts that a `View` fills, in its order."""
    hidden, conversation, source = parts.hidden, parts.conversation, parts.source
    return [
        hidden.session,
        conversation.chatbot,
        conversation.sources,
        source.panel,
        source.trail,
        conversation.turn_actions,
        source.actions,
        hidden.link,
        hidden.reference,
        hidden.answer,
        conversation.scope,
    ]


def _wire_asking(handlers: Handlers, parts: Parts) -> None:
    chat, hidden, it = handlers.chat, parts.hidden, parts.conversation
    asked = [*_shown(parts), it.question]
    asking = [
        it.question.submit(chat.ask, [it.question, hidden.session], asked, **_QUIET),
        it.chatbot.example_select(chat.ask_chosen, [hidden.session], asked, **_QUIET),
        it.chatbot.option_select(chat.ask_chosen, [hidden.session], asked, **_QUIET),
        it.chatbot.retry(chat.retry, [hidden.session], asked, **_QUIET),
        it.chatbot.undo(chat.undo, [hidden.session], asked, **_QUIET),
    ]
    for event in asking:
        event.then(handlers.keeping.keep, [hidden.session], [hidden.task], **_QUIET)
    it.edit.click(chat.edit, [hidden.session], [it.question], **_QUIET).then(
        None, None, None, js=_FOCUS
    )
    it.again.click(handlers.keeping.begin, None, [hidden.task, *asked], **_QUIET).then(
        None, None, None, js=_FOCUS
    )


def _wire_reading(chat: Chat, parts: Parts) -> None:
    hidden, it, source = parts.hidden, parts.conversation, parts.source
    shown = _shown(parts)
    it.sources.input(chat.open_source, [it.sources, hidden.session], shown, **_QUIET)
    it.chatbot.select(chat.open_quote, [hidden.session], shown, **_QUIET)
    it.scope.click(chat.ask_whole_report, [hidden.session], shown, **_QUIET)
    source.about.click(chat.ask_about, [hidden.session], shown, **_QUIET).then(
        None, None, None, js=_FOCUS
    )


def _wire_copying(parts: Parts, texts: Texts) -> None:
    """Copy in the browser, within the click: no browser lets a page copy later."""
    hidden = parts.hidden
    done = texts.gettext("Copied.").replace("'", "’")
    copy = f"(text) => reportAssistant.copy(text, '{done}')"
    link = f"(link) => reportAssistant.copy(new URL(link, location.href).href, '{done}')"
    parts.source.copy_link.click(None, [hidden.link], None, js=link)
    parts.source.copy_reference.click(None, [hidden.reference], None, js=copy)
    parts.conversation.copy_answer.click(None, [hidden.answer], None, js=copy)


def _wire_keeping(keeping: Keeping, parts: Parts) -> None:
    hidden, kept, shown = parts.hidden, parts.kept, _shown(parts)
    session = hidden.session
    hidden.task.change(None, [hidden.task], [hidden.listing], js=_PERFORM)
    hidden.listing.change(keeping.listed, [hidden.listing, session], [kept.past], **_QUIET)
    kept.past.input(
        keeping.open_chosen,
        [hidden.opened, kept.past, session],
        shown,
        js="(_, id, session) => [reportAssistant.open(id), id, session]",
        **_QUIET,
    )
    kept.rename.click(
        keeping.rename,
        [kept.name, kept.past, session],
        [hidden.task, session, kept.name],
        **_QUIET,
    )
    kept.delete.click(keeping.delete, [kept.past, session], [hidden.task, *shown], **_QUIET)
    kept.delete_all.click(keeping.ask_to_delete_all, None, [kept.sure], **_QUIET)
    kept.no.click(keeping.do_not_delete_all, None, [kept.sure], **_QUIET)
    kept.yes.click(keeping.delete_all, None, [hidden.task, kept.sure, *shown], **_QUIET)
    kept.export.click(keeping.export, [kept.whole, kept.form, session], [hidden.task], **_QUIET)


def _wire_feedback(handlers: Handlers, parts: Parts) -> None:
    form, hidden = handlers.feedback, parts.hidden
    session, it = hidden.session, parts.feedback
    parts.conversation.chatbot.like(form.thumb, [session], [session, it.form, it.reason], **_QUIET)
    it.send.click(
        form.send, [it.reason, it.comment, session], [session, it.form, it.comment], **_QUIET
    ).then(handlers.keeping.keep, [session], [hidden.task], **_QUIET)
    it.cancel.click(form.cancel, None, [it.form, it.comment], **_QUIET)
