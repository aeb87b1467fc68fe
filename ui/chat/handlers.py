"""What the chat does when something on its page is used."""

import logging
from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant import Answer, Citation, Conversation
from corpus import ReportAssistantError, visible
from ui.caller import Caller
from ui.chat.growing import GrowingAnswers
from ui.chat.screen import Screen, View
from ui.chat.session import ChatSession
from ui.chat.tasks import tasks_html

if TYPE_CHECKING:
    from ui.chat.suggestions import Suggestions
    from ui.desk import QuestionDesk
    from ui.texts import Texts

_log = logging.getLogger(__name__)


class Chat:
    """Asking, reading and looking up. What a handler returns is what the page then shows."""

    def __init__(
        self,
        desk: "QuestionDesk",
        suggestions: "Suggestions",
        texts: "Texts",
        root_path: str = "",
    ) -> None:
        """Take what the handlers work with.

        Args:
            desk: Where questions are asked.
            suggestions: Questions to ask next.
            texts: The language of the page.
            root_path: The path that a proxy adds before every address.
        """
        self._desk = desk
        self._suggestions = suggestions
        self._texts = texts
        self._growing = GrowingAnswers()
        self.screen = Screen(desk.report, texts, root_path)

    def ask(
        self,
        question: str,
        session: ChatSession,
        answerer: str | None = None,
        request: gr.Request | None = None,
    ) -> Iterator[tuple[Any, ...]]:
        """Show a question, its answer as it grows, and at last what could be asked next.

        One that cannot be answered stays in the box to be mended. Nothing more is shown once the
        conversation is left.
        """
        caller = caller_of(request)
        steps = self._steps(question, session, answerer, caller)
        if (yield from self._growing.until_left(caller.session, steps)):
            # At the end, Gradio sends once more what was shown last. Only here is that unwanted: a
            # whole answer is lost where the page gets "no change" before it has drawn the answer.
            yield (*View.unchanged(), gr.skip())

    def ask_chosen(
        self,
        session: ChatSession,
        answerer: str | None,
        event: gr.SelectData,
        request: gr.Request,
    ) -> Iterator[tuple[Any, ...]]:
        """Ask the example or the suggestion that was chosen."""
        chosen = event.value["text"] if isinstance(event.value, dict) else event.value
        yield from self.ask(str(chosen), session.about(None), answerer, request)

    def retry(
        self, session: ChatSession, answerer: str | None, request: gr.Request
    ) -> Iterator[tuple[Any, ...]]:
        """Ask the last question again."""
        if not session.turns:
            yield (*self.screen.view(session), gr.skip())
            return
        question = session.turns[-1].question
        yield from self.ask(question, session.without_last_turn(), answerer, request)

    def undo(self, session: ChatSession) -> tuple[Any, ...]:
        """Take the last question back, into the box."""
        if not session.turns:
            return (*self.screen.view(session), gr.skip())
        question = visible(session.turns[-1].question)
        return (*self.screen.view(session.without_last_turn()), question)

    def leave(self, request: gr.Request | None) -> None:
        """Show nothing more of an answer that is being written for a page."""
        self._growing.leave(caller_of(request).session)

    def edit(self, session: ChatSession) -> tuple[str, str]:
        """Put the question that was searched into the box, to be changed and asked again."""
        turn = session.current_turn
        question = "" if turn is None else turn.question
        if turn is not None and turn.answer is not None:
            question = turn.answer.question
        return visible(question), tasks_html({"do": "focus"})

    def open_source(self, choice: str | None, session: ChatSession) -> View:
        """Open the source that was chosen below the conversation."""
        if choice is None or session.open_turn is None:
            return self._opened(session)
        return self._opened(session.opened(session.open_turn, int(choice)))

    def open_quote(self, session: ChatSession, event: gr.SelectData) -> View:
        """Open the source of the quote that was chosen in the conversation."""
        place, is_answer = divmod(int(event.index), 2)
        if not is_answer or place >= len(session.turns):
            return self._opened(session)
        quote = self.screen.place_of(event.value, session.turns[place])
        return self._opened(session.opened(place, quote))

    def show_removed(self, wanted: bool, session: ChatSession) -> View:
        """Show or hide the sentences of a chat model that failed the check."""
        return self.screen.view(replace(session, shows_removed=bool(wanted)))

    def ask_about(self, session: ChatSession) -> tuple[Any, ...]:
        """Make the next question one about the open passage only."""
        about = session.about(session.open_passage)
        return (*self.screen.view(about), tasks_html({"do": "focus"}))

    def ask_whole_report(self, session: ChatSession) -> View:
        """Make the next question one about the whole report again."""
        return self.screen.view(session.about(None))

    def with_suggestions(self, session: ChatSession) -> ChatSession:
        """Return a session with questions to ask next below its last answer."""
        if not session.turns or session.turns[-1].answer is None:
            return session
        turn = session.turns[-1]
        asked = [asked for it in session.turns if it.answer for asked in _questions(it.answer)]
        try:
            suggestions = self._suggestions.after(turn.answer, asked) if turn.answer else ()
        except ReportAssistantError:
            _log.exception("No questions could be suggested.")
            return session
        return session.changed_turn(-1 % len(session.turns), replace(turn, suggestions=suggestions))

    def _steps(
        self, question: str, session: ChatSession, answerer: str | None, caller: Caller
    ) -> Generator[tuple[Any, ...]]:
        """Yield what the page shows of a question, step by step."""
        unchanged = View.unchanged()
        waiting = self.screen.waiting(question, session)
        yield (*unchanged._replace(conversation=waiting), "")
        asked = session
        with closing(self._asked(question, session, answerer, caller)) as answered:
            for asked in answered:
                answer = asked.turns[-1].answer
                if answer is not None and answer.partial:
                    growing = self.screen.growing(answer, session)
                    yield (*unchanged._replace(conversation=growing), gr.skip())
        # The box is empty already; whoever types on while waiting keeps their words.
        left = visible(question) if asked.turns[-1].problem else gr.skip()
        yield (*self.screen.view(self.with_suggestions(asked)), left)

    def _asked(
        self, question: str, session: ChatSession, answerer: str | None, caller: Caller
    ) -> Generator[ChatSession]:
        """Yield the session with the answer as it grows; the last one is whole."""
        shown = visible(question)
        try:
            with closing(self._answers(question, session, answerer, caller)) as answers:
                for answer in answers:
                    yield session.answered(shown, answer)
        except ReportAssistantError as error:
            yield session.failed(shown, str(error))
        # A person in front of a page can do nothing with a traceback; the log keeps it.
        except Exception:  # noqa: BLE001
            _log.exception("A question was not answered.")
            yield session.failed(shown, self._unexpected())

    def _answers(
        self, question: str, session: ChatSession, answerer: str | None, caller: Caller
    ) -> Generator[Answer]:
        scope = session.scope
        return self._desk.stream(
            question,
            session.conversation if scope is None else self._shown_alone(scope),
            within=None if scope is None else {scope},
            # What comes from the browser is one of two words, or nothing.
            answerer="extractive" if answerer == "extractive" else None,
            caller=caller,
        )

    def _opened(self, session: ChatSession) -> View:
        """Return the page with another source open; an answer that is growing stays on it."""
        return self.screen.view(session)._replace(conversation=gr.skip())

    def _shown_alone(self, passage_id: str) -> Conversation:
        """Return a conversation that has shown one passage, so that "this" means that one."""
        passage = self._desk.report.passage(passage_id)
        citation = Citation(
            report=passage.report,
            kind=passage.kind,
            number=passage.number,
            label=passage.label,
            passage_id=passage.id,
            section=passage.section,
            quote=passage.text,
            start=0,
            end=len(passage.text),
        )
        return Conversation().add(Answer(passage.label, passage.label, citations=(citation,)))

    def _unexpected(self) -> str:
        return self._texts.gettext(
            "Something went wrong inside the program and the question was not answered. "
            "Try once more; the details are in the log of the server."
        )


def caller_of(request: gr.Request | None) -> Caller:
    """Return who asks, as the access log names them.

    Args:
        request: The request of the browser.
    """
    if request is None:
        return Caller()
    return Caller("chat", user=request.username or "", session=request.session_hash or "")


def _questions(answer: Answer) -> tuple[str, str]:
    return answer.asked, answer.question
