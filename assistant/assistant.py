"""The assistant: one report, ready to be asked."""

from types import TracebackType
from typing import Self

from langchain_core.runnables import Runnable

from assistant.answer import Answer
from assistant.chain import Turn
from assistant.conversation import Conversation
from assistant.question import clean_question
from corpus import Report
from index import SearchIndex, SearchResult


class Assistant:
    """Answers questions about one report.

    Made by `open_assistant`; can be asked from several threads.

    Attributes:
        report: The report.
        chain: The retrieval chain, for use in LangChain pipelines.
    """

    def __init__(self, report: Report, search: SearchIndex, chain: Runnable[Turn, Answer]) -> None:
        """Put the parts together.

        Args:
            report: The report.
            search: The search over it.
            chain: Question and history in, answer out.
        """
        self.report = report
        self.chain = chain
        self._search = search

    def ask(self, question: str, conversation: Conversation | None = None) -> Answer:
        """Answer a question.

        Args:
            question: As typed, at most 2,000 characters.
            conversation: The turns before it.

        Raises:
            InvalidQuestionError: The question is empty, too long or holds no words.
            SearchIndexError: The index was damaged while in use.
        """
        return self.chain.invoke(
            Turn(question=question, conversation=conversation or Conversation())
        )

    def search(self, query: str, k: int = 10) -> tuple[SearchResult, ...]:
        """Find passages.

        Args:
            query: Any words, at most 2,000 characters.
            k: How many passages at most.

        Returns:
            The passages, best first.

        Raises:
            InvalidQuestionError: The query is empty, too long or holds no words.
        """
        return self._search.search(clean_question(query), k)

    def close(self) -> None:
        """Let go of the index."""
        self._search.close()

    def __enter__(self) -> Self:
        """Use in a ``with`` statement."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Let go of the index."""
        self.close()
