"""Which handler answers which use of the page."""

from typing import Any, NamedTuple

from ui.chat.feedback_form import FeedbackForm
from ui.chat.handlers import Chat
from ui.chat.keeping import Keeping
from ui.chat.page import Parts

_QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
# By default Gradio drops what is chosen while the answer to the last choice is on its way, and
# `always_last` would read the value anew, which that answer has set back by then. One at a time,
# since of two that are dealt with at once the first may be over last, and would be shown.
_EVERY: dict[str, Any] = {**_QUIET, "trigger_mode": "multiple", "concurrency_limit": 1}


class Handlers(NamedTuple):
    """What answers when something on the page is used."""

    chat: Chat
    keeping: Keeping
    feedback: FeedbackForm


def wire(handlers: Handlers, parts: Parts) -> None:
    """Connect every part of the page with its handler, inside an open `gr.Blocks`.

    Args:
        handlers: The handlers.
        parts: The parts.
    """
    _wire_asking(handlers, parts)
    _wire_reading(handlers.chat, parts)
    _wire_keeping(handlers.keeping, parts)
    _wire_awake(parts)
    _wire_export(handlers.keeping, parts)
    _wire_feedback(handlers, parts)


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
        hidden.copies,
        conversation.scope,
        conversation.shows_removed,
    ]


def _wire_asking(handlers: Handlers, parts: Parts) -> None:
    chat, hidden, it = handlers.chat, parts.hidden, parts.conversation
    asked = [*_shown(parts), it.question]
    wanted = [hidden.session, it.answerer]
    kept_after = [
        it.question.submit(chat.ask, [it.question, *wanted], asked, **_QUIET),
        it.chatbot.example_select(chat.ask_chosen, wanted, asked, **_QUIET),
        it.chatbot.option_select(chat.ask_chosen, wanted, asked, **_QUIET),
        it.chatbot.retry(chat.retry, wanted, asked, **_QUIET),
        it.chatbot.undo(chat.undo, [hidden.session], asked, **_QUIET),
    ]
    for event in kept_after:
        event.then(handlers.keeping.keep, [hidden.session], [hidden.tasks], **_QUIET)
    it.edit.click(chat.edit, [hidden.session], [it.question, hidden.tasks], **_QUIET)
    begun = [hidden.tasks, *asked]
    it.again.click(handlers.keeping.begin, [hidden.session], begun, **_QUIET)


def _wire_reading(chat: Chat, parts: Parts) -> None:
    hidden, it = parts.hidden, parts.conversation
    shown = _shown(parts)
    it.sources.input(chat.open_source, [it.sources, hidden.session], shown, **_EVERY)
    it.chatbot.select(chat.open_quote, [hidden.session], shown, **_EVERY)
    it.scope.click(chat.ask_whole_report, [hidden.session], shown, **_QUIET)
    it.shows_removed.input(chat.show_removed, [it.shows_removed, hidden.session], shown, **_EVERY)
    about = parts.source.about
    about.click(chat.ask_about, [hidden.session], [*shown, hidden.tasks], **_QUIET)


def _wire_keeping(keeping: Keeping, parts: Parts) -> None:
    hidden, kept, shown = parts.hidden, parts.kept, _shown(parts)
    tasks, session = hidden.tasks, hidden.session
    # Not `input`, which Gradio raises for keys only.
    hidden.inbox.change(keeping.heard, [hidden.inbox, session], [kept.past, *shown], **_EVERY)
    kept.rename.click(
        keeping.rename, [kept.name, kept.past, session], [tasks, session, kept.name], **_QUIET
    )
    kept.delete.click(keeping.delete, [kept.past, session], [tasks, *shown], **_QUIET)
    kept.delete_all.click(keeping.ask_to_delete_all, None, [kept.sure], **_QUIET)
    kept.no.click(keeping.do_not_delete_all, None, [kept.sure], **_QUIET)
    kept.yes.click(keeping.delete_all, [session], [tasks, kept.sure, *shown], **_QUIET)


def _wire_awake(parts: Parts) -> None:
    """Connect the button that the page's script presses to be sent what is missing."""

    def nothing() -> None:
        pass

    parts.hidden.awake.click(nothing, None, None, **_EVERY)


def _wire_export(keeping: Keeping, parts: Parts) -> None:
    kept = parts.kept
    wanted = [kept.whole, kept.form, parts.hidden.session]
    kept.export.click(keeping.export, wanted, [parts.hidden.tasks], **_QUIET)


def _wire_feedback(handlers: Handlers, parts: Parts) -> None:
    form, session, it = handlers.feedback, parts.hidden.session, parts.feedback
    thumbs = [session, it.form, it.reason]
    parts.conversation.chatbot.like(form.thumb, [session], thumbs, **_EVERY)
    sent = it.send.click(
        form.send, [it.reason, it.comment, session], [session, it.form, it.comment], **_QUIET
    )
    sent.then(handlers.keeping.keep, [session], [parts.hidden.tasks], **_QUIET)
    it.cancel.click(form.cancel, None, [it.form, it.comment], **_QUIET)
