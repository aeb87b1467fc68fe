"""What the page shows of a session: one value for each of its parts."""

from typing import TYPE_CHECKING, Any, NamedTuple

import gradio as gr

from assistant import Citation
from corpus import Span, visible
from ui.chat.rendering import answer_parts, growing_html, problem_html, question_html
from ui.chat.session import ChatSession, Turn
from ui.chat.source_panel import empty_panel_html, panel_html
from ui.chat.trail_view import trail_html
from ui.markup import element, escape, reference, short_label
from ui.wording import worded_by

if TYPE_CHECKING:
    from assistant import Answer, CheckedSentence
    from corpus import Report
    from ui.texts import Texts

_THUMBS = {"right": "Like", "wrong": "Dislike", None: None}


class View(NamedTuple):
    """The parts of the page that change, in the order in which they are wired."""

    session: ChatSession
    conversation: Any
    sources: Any
    panel: str
    trail: str
    turn_actions: Any
    passage_actions: Any
    copies: str
    scope: Any
    shows_removed: Any

    @classmethod
    def unchanged(cls) -> "View":
        """Return what leaves every part as it is."""
        skipped: Any = gr.skip()
        return cls(*[skipped] * len(cls._fields))


class Screen:
    """Draws sessions in one language.

    Attributes:
        report: The report.
    """

    def __init__(self, report: "Report", texts: "Texts", root_path: str = "") -> None:
        """Take what is drawn.

        Args:
            report: The report.
            texts: The language.
            root_path: The path that a proxy adds before every address.
        """
        self.report = report
        self._texts = texts
        self._root_path = root_path

    def view(self, session: ChatSession) -> View:
        """Return what the page shows of a session.

        Args:
            session: The session.
        """
        turn = session.current_turn
        answered = turn is not None and turn.answer is not None
        return View(
            session=session,
            conversation=self._conversation(session),
            sources=self._sources(session),
            panel=self._panel(session),
            trail=trail_html(turn.answer if turn else None, self._texts),
            turn_actions=gr.Row(visible=answered),
            passage_actions=gr.Row(visible=session.open_passage is not None),
            copies=self._copies(session),
            scope=self._scope(session),
            shows_removed=gr.update(value=session.shows_removed),
        )

    def waiting(self, question: str, session: ChatSession) -> list[dict[str, Any]]:
        """Return the messages while a question is being answered.

        Args:
            question: The question.
            session: The session before it.
        """
        return [*self._messages(session), self._user_message(question)]

    def growing(self, answer: "Answer", session: ChatSession) -> list[dict[str, Any]]:
        """Return the messages while an answer is being written.

        Args:
            answer: The answer so far.
            session: The session before the question.
        """
        content = growing_html(answer, self._texts)
        written = {"role": "assistant", "content": [content]}
        return [*self.waiting(visible(answer.asked), session), written]

    def place_of(self, message: object, turn: Turn) -> int:
        """Return which quote of a turn a message on the page shows.

        Args:
            message: What the browser says was chosen.
            turn: The turn it belongs to.

        Returns:
            Its position among the citations; 0 for anything else.
        """
        # The quotes follow the first part, whatever of a chat model's sentences that one shows.
        parts = self._parts(turn)
        place = parts.index(message) if isinstance(message, str) and message in parts else 0
        return max(place - 1, 0)

    def _conversation(self, session: ChatSession) -> Any:  # noqa: ANN401
        thumbs = [_THUMBS[turn.verdict] for turn in session.turns]
        return gr.update(value=self._messages(session), feedback_value=thumbs)

    def _messages(self, session: ChatSession) -> list[dict[str, Any]]:
        messages: list[dict[str, Any]] = []
        for turn in session.turns:
            options = [{"value": question} for question in turn.suggestions]
            messages.append(self._user_message(turn.question))
            parts = self._parts(turn, shows_removed=session.shows_removed)
            messages.append({"role": "assistant", "content": parts, "options": options})
        return messages

    def _user_message(self, question: str) -> dict[str, Any]:
        return {"role": "user", "content": question_html(question, self._texts)}

    def _parts(self, turn: Turn, *, shows_removed: bool = False) -> list[str]:
        if turn.answer is None:
            return [problem_html(turn.problem)]
        return list(answer_parts(turn.answer, self._texts, shows_removed=shows_removed))

    def _sources(self, session: ChatSession) -> Any:  # noqa: ANN401
        labels = [short_label(it.kind, it.label) for it in session.sources]
        seen = [labels[: place + 1].count(label) for place, label in enumerate(labels)]
        choices = [
            (label if count == 1 else f"{label} ({count})", str(place))
            for place, (label, count) in enumerate(zip(labels, seen, strict=True))
        ]
        turn = session.current_turn
        refused = turn is not None and turn.answer is not None and turn.answer.refusal is not None
        nearest, sources = self._texts.gettext("Nearest passages"), self._texts.gettext("Sources")
        return gr.Radio(
            choices,
            value=str(session.open_citation) if session.source else None,
            label=nearest if refused else sources,
            visible=bool(choices),
        )

    def _panel(self, session: ChatSession) -> str:
        if session.open_passage is None:
            return empty_panel_html(self._texts)
        source = session.source
        quote = Span(source.start, source.end) if source else None
        return panel_html(self.report, session.open_passage, quote, self._texts, self._root_path)

    def _copies(self, session: ChatSession) -> str:
        """Return what the buttons copy, for the script of the page."""
        turn = session.current_turn
        parts = {
            "ra-copy-link": f"?passage={session.open_passage or ''}",
            "ra-copy-reference": self._reference(session),
            "ra-copy-answer": answer_text(turn, self._texts) if turn else "",
            "ra-copied": self._texts.gettext("Copied."),
        }
        return "".join(element("div", name, escape(text)) for name, text in parts.items())

    def _reference(self, session: ChatSession) -> str:
        if session.open_passage is None:
            return ""
        passage = self.report.passage(session.open_passage)
        return reference(passage.report, passage.kind, passage.label)

    def _scope(self, session: ChatSession) -> Any:  # noqa: ANN401
        label = self.report.passage(session.scope).label if session.scope else ""
        text = self._texts.gettext("Only about {label} – ask the whole report", label=label)
        return gr.Button(value=text, visible=session.scope is not None)


def answer_text(turn: Turn, texts: "Texts") -> str:
    """Return a question and its answer as plain text, each quote with its reference.

    Args:
        turn: The turn.
        texts: The language of our words.
    """
    answer = turn.answer
    if answer is None:
        return ""
    if answer.refusal is not None:
        said = [answer.refusal.message]
    else:
        statements, quotes = map(_stated, answer.statements), map(_cited, answer.citations)
        by = worded_by(answer, texts)
        said = [answer.short_answer, "\n".join(statements), answer.lead, *quotes, by]
    return visible("\n\n".join(filter(None, [answer.question, *said])))


def _stated(sentence: "CheckedSentence") -> str:
    cited = {it.passage_id: it for it in reversed(sentence.citations)}
    places = dict.fromkeys(it.passage_id for it in sentence.citations)
    return f"{sentence.text} ({'; '.join(_reference_of(cited[it]) for it in places)})"


def _cited(citation: Citation) -> str:
    return f"“{citation.quote}” ({_reference_of(citation)})"


def _reference_of(citation: Citation) -> str:
    return reference(citation.report, citation.kind, citation.label)
