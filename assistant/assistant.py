"""The assistant: one report, ready to be asked."""

from collections.abc import Collection
from types import TracebackType
from typing import Self

from langchain_core.runnables import Runnable

from assistant.answer import Answer
from assistant.chain import Turn
from assistant.conversation import Conversation
from assistant.question import clean_question
from corpus import Report
from index import SearchIndex, SearchResult, passage_key


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

    def ask(
        self,
        question: str,
        conversation: Conversation | None = None,
        *,
        within: Collection[str] | None = None,
    ) -> Answer:
        """Answer a question.

        Args:
            question: As typed, at most 2,000 characters.
            conversation: The turns before it.
            within: Ids of the passages to search among; all when left out. A passage that
                the question names by its number is looked up all the same.

        Raises:
            InvalidQuestionError: The question is empty, too long or holds no words.
            SearchIndexError: The index was damaged while in use.
        """
        keys = None if within is None else self._keys(within)
        return self.chain.invoke(
            Turn(question=question, conversation=conversation or Conversation(), within=keys)
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

    @property
    def index_generation(self) -> str:
        """Id of the generation of the index that is searched; another one is another index."""
        return self._search.generation

    def _keys(self, passage_ids: Collection[str]) -> frozenset[str]:
        return frozenset(passage_key(self.report.symbol, id_) for id_ in passage_ids)

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
