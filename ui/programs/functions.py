"""The four functions that programs may call."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant import Conversation, InvalidQuestionError
from ui.caller import Caller
from ui.json_fields import passage_fields, search_fields
from ui.passage_names import find_passage
from ui.programs.answers import ask_reply
from ui.programs.outline import outline_of
from ui.programs.replies import AskReply, OutlineReply, PassageReply, SearchReply

if TYPE_CHECKING:
    from assistant import Answerer
    from ui.desk import QuestionDesk


class ReportFunctions:
    """What programs may do with the report: `ask`, `search`, `passage`, `outline`.

    Nothing is kept between calls; can be called from several threads.
    """

    def __init__(self, desk: "QuestionDesk", caller: Caller | None = None) -> None:
        """Put the parts together.

        Args:
            desk: Takes the questions.
            caller: Who calls, for the access log; some program when left out.
        """
        self._desk = desk
        self._caller = caller or Caller(interface="api")

    @property
    def report_name(self) -> str:
        """Symbol and title of the report."""
        return f"{self._desk.report.symbol}, {self._desk.report.title}"

    def called_by(self, caller: Caller) -> "ReportFunctions":
        """Return the same functions for another caller.

        Args:
            caller: Who calls.
        """
        return ReportFunctions(self._desk, caller)

    def ask(
        self,
        question: str,
        history: Sequence[str] = (),
        within: Sequence[str] = (),
        *,
        trail: bool = False,
        answerer: "Answerer | None" = None,
    ) -> AskReply:
        """Answer a question.

        Args:
            question: In plain words, at most 2,000 characters.
            history: The earlier questions of the conversation, oldest first. They are asked
                again in turn, so each costs as much time as the question.
            within: Names of the passages to search among; all where there are none.
            trail: Whether to tell how the answer was found.
            answerer: Who words the answer; the chat model where one is set up when left out.

        Raises:
            InvalidQuestionError: A question is empty, too long or holds no words.
            UnknownPassageError: The report has no passage with one of the names.
            BusyError: Too many questions are waiting.
            ModelError: The chat model is wanted, and none is set up.
        """
        ids = frozenset(find_passage(self._desk.report, name).id for name in within)
        answer = self._desk.ask(
            question,
            self._conversation(history),
            within=ids or None,
            answerer=answerer,
            caller=self._caller,
        )
        return ask_reply(answer, trail=trail)

    def search(self, query: str, limit: int = 5) -> SearchReply:
        """Find passages.

        Args:
            query: Any words, at most 2,000 characters.
            limit: How many passages at most.

        Raises:
            InvalidQuestionError: The query is empty, too long or holds no words.
            BusyError: Too many questions are waiting.
        """
        results = self._desk.search(query, limit, caller=self._caller)
        return SearchReply.model_validate(search_fields(query, results))

    def passage(self, name: str) -> PassageReply:
        """Return one passage, whole.

        Args:
            name: Its id (``p19``) or its printed name (``para 19``).

        Raises:
            UnknownPassageError: The report has no such passage.
        """
        report = self._desk.report
        return PassageReply.model_validate(passage_fields(report, find_passage(report, name)))

    def outline(self) -> OutlineReply:
        """Return how the report is built: its headings, and the passages under each."""
        return outline_of(self._desk.report)

    def _conversation(self, history: Sequence[str]) -> Conversation:
        conversation = Conversation()
        for place, question in enumerate(history, 1):
            try:
                # What was quoted is all that a follow-up needs: no chat model is asked again.
                answer = self._desk.ask(
                    question, conversation, answerer="extractive", caller=self._caller
                )
            except InvalidQuestionError as error:
                raise InvalidQuestionError(f"Earlier question {place}: {error}") from error
            conversation = conversation.add(answer)
        return conversation
