"""The product itself, whole or with one stage switched off, with or without a chat model."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant import (
    Answer,
    Answerer,
    Assistant,
    Conversation,
    InvalidQuestionError,
    Settings,
    Stages,
    open_assistant,
)
from evals.system import SystemAnswer, SystemCitation, SystemContext
from index import open_embedder, open_reader

_KEPT_CONVERSATIONS = 1000


class AssistantSystem:
    """The product, asked as a program asks it.

    Attributes:
        name: Its name.
        description: What it is.
    """

    def __init__(  # noqa: PLR0913 - parts are handed in
        self,
        name: str,
        description: str,
        assistant: Assistant,
        provenance: Mapping[str, str],
        *,
        answerer: Answerer = "extractive",
        priced: bool = False,
    ) -> None:
        """Wrap an open assistant.

        Args:
            name: Its name.
            description: What it is.
            assistant: The assistant.
            provenance: What its answers depend on.
            answerer: Who is to word the answers.
            priced: Whether the prices of the chat model's tokens are known.
        """
        self.name = name
        self.description = description
        self._assistant = assistant
        self._provenance = dict(provenance)
        self._answerer: Answerer = answerer
        self._priced = priced
        self._conversations: dict[tuple[str, ...], Conversation] = {(): Conversation()}

    def answer(self, question: str, history: Sequence[str]) -> SystemAnswer:
        """Ask the earlier questions, then this one. See `System.answer`."""
        conversation = self._conversation(tuple(history))
        try:
            answer = self._assistant.ask(question, conversation, answerer=self._answerer)
        except InvalidQuestionError as error:
            return SystemAnswer(text=str(error), refused=True, reason="invalid_question")
        used = usage_of(answer, priced=self._priced) if self._answerer == "generative" else {}
        return as_system_answer(answer).model_copy(update=used)

    def provenance(self) -> Mapping[str, str]:
        """Return the model's fingerprint, the settings and the stages."""
        return self._provenance

    def close(self) -> None:
        """Let go of the index."""
        self._assistant.close()

    def _conversation(self, history: tuple[str, ...]) -> Conversation:
        """Return the conversation after some questions; the same start is asked once.

        They are answered without the chat model: a follow-up needs what was asked and cited,
        and two systems are compared after the same conversation.
        """
        if history not in self._conversations:
            before = self._conversation(history[:-1])
            if len(self._conversations) >= _KEPT_CONVERSATIONS:
                self._conversations = {(): Conversation()}
            answer = self._assistant.ask(history[-1], before, answerer="extractive")
            self._conversations[history] = before.add(answer)
        return self._conversations[history]


def make_assistant(name: str, context: SystemContext, off: str | None) -> AssistantSystem:
    """Open the product without a chat model, whatever the settings name: the same every time.

    Args:
        name: Name of the system.
        context: Its settings.
        off: The stage to switch off, or None.

    Raises:
        ReportAssistantError: A model file or the index cannot be used.
    """
    stages = replace(Stages(), **{off: False}) if off else Stages()
    assistant = open_assistant(
        without_model(context.settings), context.on_progress, report=context.report, stages=stages
    )
    description = f"this product without the stage {off}" if off else "this product"
    return AssistantSystem(name, description, assistant, provenance_of(context.settings, stages))


def without_model(settings: Settings) -> Settings:
    """Return settings that name no chat model; nothing of it has to be installed then.

    Args:
        settings: Any settings.
    """
    return settings.model_copy(update={"model": None})


def as_system_answer(answer: Answer) -> SystemAnswer:
    """Return an answer of the product in the form that evaluations judge.

    Key facts are looked for in the short answer and the quotes: the sentence before them only
    says where they stand, and the number of a paragraph is not the number asked for. Where a
    chat model worded the answer, its sentences are what is judged, not the quotes below them.

    Args:
        answer: The answer.
    """
    cited = [citation.passage_id for citation in answer.citations]
    found = [candidate.passage.id for candidate in answer.candidates]
    return SystemAnswer(
        text=answer.text if answer.refusal else "\n".join(filter(None, _said(answer))),
        ranking=tuple(dict.fromkeys([*cited, *found])),
        citations=tuple(
            SystemCitation(passage_id=citation.passage_id, quote=citation.quote)
            for citation in answer.citations
        ),
        refused=answer.refusal is not None,
        reason=answer.refusal.reason if answer.refusal else "",
        question=answer.question,
        confidence=_confidence(answer),
        answerer=answer.answerer,
        verdicts=dict(Counter(sentence.verdict for sentence in answer.sentences)),
        fault=answer.fault or "",
    )


def usage_of(answer: Answer, *, priced: bool) -> dict[str, Any]:
    """Return what a chat model was asked for; nothing of everything where it was not asked.

    Args:
        answer: An answer of a system that has a chat model.
        priced: Whether the prices of its tokens are known.
    """
    usage = answer.usage
    if usage is None:
        zero = {"model_calls": 0, "input_tokens": 0, "output_tokens": 0}
        return {**zero, "cost": 0.0 if priced else None}
    return {
        "model_calls": usage.calls,
        "input_tokens": usage.input_tokens,
        "output_tokens": usage.output_tokens,
        "cost": usage.cost,
    }


def as_short_answer(answer: Answer) -> SystemAnswer:
    """Return an answer whose text is the first quote alone, for measures of short answers.

    Args:
        answer: The answer.
    """
    first = answer.citations[0].quote if answer.citations else answer.text
    first = answer.short_answer or first
    return as_system_answer(answer).model_copy(update={"text": first})


def _said(answer: Answer) -> list[str]:
    if answer.statements:
        return [answer.short_answer, *(statement.text for statement in answer.statements)]
    return [answer.short_answer, *(citation.quote for citation in answer.citations)]


def _confidence(answer: Answer) -> float:
    """Return the answer's confidence; without a reader the best cosine of what was found."""
    if answer.confidence is not None:
        return answer.confidence
    similarities = [it.similarity for it in answer.candidates if it.similarity is not None]
    return max(similarities, default=-1.0)


def _reader(settings: Settings) -> str:
    reader = open_reader(settings.reader)
    return "none" if reader is None else reader.fingerprint


def provenance_of(settings: Settings, stages: Stages) -> dict[str, str]:
    """Return what the product's answers depend on, apart from its code and the report.

    Args:
        settings: The settings.
        stages: The stages at work.
    """
    off = [name for name in Stages.names() if not getattr(stages, name)]
    return {
        "embedding_model": open_embedder(settings.embedding_model).fingerprint,
        "reader": _reader(settings),
        "search_depth": str(settings.search_depth),
        "max_quotes": str(settings.max_quotes),
        "stages_off": ", ".join(off) or "none",
    }
