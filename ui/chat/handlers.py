"""What the chat does when something on its page is used."""

import logging
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

import gradio as gr

from corpus import ReportAssistantError, visible
from ui.chat.rendering import answer_parts, problem_html, question_html
from ui.chat.session import ChatSession, Turn
from ui.chat.source_panel import empty_panel_html, panel_html

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
    """The handlers of the page. What they return is what the page then shows."""

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
        left = visible(question) if asked.turns[-1].problem else ""
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
        # A person in front of a page can do nothing with a traceback; the log keeps it.
        except Exception:  # noqa: BLE001
            _log.exception("A question was not answered.")
            return session.failed(question, _UNEXPECTED)
        return session.answered(question, answer)

    def _view(self, session: ChatSession) -> _View:
        return _View(session, _messages(session), _choices(session), self._panel(session))

    def _panel(self, session: ChatSession) -> str:
        if session.source is None:
            return empty_panel_html()
        return panel_html(self._assistant.report, session.source)


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
