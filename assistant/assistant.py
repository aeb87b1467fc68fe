"""The assistant: one report, ready to be asked."""

from collections.abc import AsyncIterator, Collection, Iterator
from types import TracebackType
from typing import Self

from langchain_core.runnables import Runnable

from assistant.answer import Answer
from assistant.chain import Turn
from assistant.conversation import Conversation
from assistant.generated import Answerer
from assistant.question import clean_question
from assistant.tracing import NO_TRACING, Tracing
from corpus import Report
from index import SearchIndex, SearchResult, passage_key


class Assistant:
    """Answers questions about one report.

    Made by `open_assistant`; can be asked from several threads.

    Attributes:
        report: The report.
        chain: The retrieval chain, for use in LangChain pipelines.
        model_name: The chat model that words answers, such as ``openai:gpt-5-mini``; None
            where none is set up.
    """

    def __init__(
        self,
        report: Report,
        search: SearchIndex,
        chain: Runnable[Turn, Answer],
        model_name: str | None = None,
        tracing: Tracing = NO_TRACING,
    ) -> None:
        """Put the parts together.

        Args:
            report: The report.
            search: The search over it.
            chain: Question and history in, answer out.
            model_name: The chat model that words answers, or None.
            tracing: Makes a span of each question.
        """
        self.report = report
        self.chain = chain
        self.model_name = model_name
        self._search = search
        self._tracing = tracing

    def ask(
        self,
        question: str,
        conversation: Conversation | None = None,
        *,
        within: Collection[str] | None = None,
        answerer: Answerer | None = None,
    ) -> Answer:
        """Answer a question.

        Args:
            question: As typed, at most 2,000 characters.
            conversation: The turns before it.
            within: Ids of the passages to search among; all when left out. A passage that
                the question names by its number is looked up all the same.
            answerer: ``extractive`` answers in the report's words, ``generative`` has the
                chat model word the answer; the chat model where one is set up, when left out.

        Raises:
            InvalidQuestionError: The question is empty, too long or holds no words.
            ModelError: The chat model is wanted, and none is set up.
            SearchIndexError: The index was damaged while in use.
        """
        turn = self._turn(question, conversation, within, answerer)
        with self._tracing.question(question) as span, span.entered():
            span.answer = answer = self.chain.invoke(turn)
        return answer

    async def aask(
        self,
        question: str,
        conversation: Conversation | None = None,
        *,
        within: Collection[str] | None = None,
        answerer: Answerer | None = None,
    ) -> Answer:
        """Answer a question without blocking the event loop. See `ask`."""
        turn = self._turn(question, conversation, within, answerer)
        with self._tracing.question(question) as span, span.entered():
            span.answer = answer = await self.chain.ainvoke(turn)
        return answer

    def stream(
        self,
        question: str,
        conversation: Conversation | None = None,
        *,
        within: Collection[str] | None = None,
        answerer: Answerer | None = None,
    ) -> Iterator[Answer]:
        """Answer a question and yield the answer as it grows. See `ask` for the arguments.

        Yields:
            Answers; all but the last are ``partial`` and hold the sentences that are whole and
            checked so far. The last is what `ask` returns: where the chat model failed on the
            way, it takes the place of what was shown. Closing the iterator ends the call.
        """
        turn = self._turn(question, conversation, within, answerer)
        with self._tracing.question(question) as span:
            answers = self.chain.stream(turn)
            while True:
                with span.entered():
                    answer = next(answers, None)
                if answer is None:
                    return
                span.answer = answer
                yield answer

    async def astream(
        self,
        question: str,
        conversation: Conversation | None = None,
        *,
        within: Collection[str] | None = None,
        answerer: Answerer | None = None,
    ) -> AsyncIterator[Answer]:
        """Yield the answer as it grows, without blocking the event loop. See `stream`."""
        turn = self._turn(question, conversation, within, answerer)
        with self._tracing.question(question) as span:
            answers = self.chain.astream(turn)
            while True:
                with span.entered():
                    answer = await anext(answers, None)
                if answer is None:
                    return
                span.answer = answer
                yield answer

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

    def _turn(
        self,
        question: str,
        conversation: Conversation | None,
        within: Collection[str] | None,
        answerer: Answerer | None,
    ) -> Turn:
        return Turn(
            question=question,
            conversation=conversation or Conversation(),
            within=None if within is None else self._keys(within),
            answerer=answerer,
        )

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
