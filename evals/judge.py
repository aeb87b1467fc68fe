"""A chat model's opinion of answers, by openevals: beside the measures, never a bound.

What is judged is text of others: an answer may try to talk its judge round. That is one more
reason why no gate rests on it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Protocol

from pydantic import TypeAdapter, ValidationError

from assistant import Settings
from assistant.settings import ModelName
from corpus import Report, UnknownPassageError
from evals.errors import JudgeError
from evals.system import SystemAnswer

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_PATIENCE_S = 60.0
_TOKENS = 1000
"""For the reasons that a judge gives before its score."""

_Evaluator = Callable[..., Any]


class Judge(Protocol):
    """Whoever has an opinion of answers."""

    def provenance(self) -> Mapping[str, str]:
        """Return what its opinion rests on."""
        ...

    def scores(self, question: str, answer: SystemAnswer, report: Report) -> Mapping[str, float]:
        """Return scores by metric; none for an answer that cannot be judged.

        Args:
            question: The question as a person would ask it alone.
            answer: The answer.
            report: The report that it is about.

        Raises:
            JudgeError: The judge gave no score.
        """
        ...


@dataclass(frozen=True, slots=True)
class ModelJudge:
    """A chat model that is asked by openevals.

    Attributes:
        name: Name of the model.
        faithfulness: Judges an answer by the passages it cites.
        relevance: Judges an answer by the question.
        attempts: How often a judgement is tried.
    """

    name: str
    faithfulness: _Evaluator
    relevance: _Evaluator
    attempts: int

    def provenance(self) -> Mapping[str, str]:
        """Return the model and the version of openevals. See `Judge.provenance`."""
        return {"judge": f"{self.name}, by openevals {version('openevals')}"}

    def scores(self, question: str, answer: SystemAnswer, report: Report) -> Mapping[str, float]:
        """Ask for both opinions. See `Judge.scores`."""
        context = "\n\n".join(_cited_texts(answer, report))
        if answer.refused or not answer.text.strip() or not context:
            return {}
        return {
            "faithfulness": self._score(self.faithfulness, outputs=answer.text, context=context),
            "answer_relevance": self._score(self.relevance, inputs=question, outputs=answer.text),
        }

    def _score(self, evaluator: _Evaluator, **texts: str) -> float:
        for attempt in range(1, self.attempts + 1):
            try:
                return _share(evaluator(**texts)["score"])
            # Providers' errors have no common root, and their text may hold the key.
            except Exception as error:  # noqa: BLE001
                if attempt == self.attempts:
                    raise JudgeError(
                        f"The judge {self.name!r} gave no score ({type(error).__name__})."
                    ) from None
        raise JudgeError(f"The judge {self.name!r} was not asked.")


def open_judge(name: str, settings: Settings, model: "BaseChatModel | None" = None) -> ModelJudge:
    """Open a chat model as a judge.

    Args:
        name: Such as ``openai:gpt-5``.
        settings: Address and key are theirs, where they are for the same provider.
        model: A model that is ready, in place of the one named.

    Raises:
        JudgeError: The name is none, or openevals is not installed.
        ModelError: The chat model cannot be set up.
    """
    from assistant import open_chat_model

    create, grounded, relevant = _openevals()
    chat = open_chat_model(_settings_of(name, settings), model)
    if chat is None:
        raise JudgeError(f"There is no chat model {name!r}.")
    return ModelJudge(
        name=name,
        faithfulness=create(prompt=grounded, judge=chat.model, continuous=True),
        relevance=create(prompt=relevant, judge=chat.model, continuous=True),
        attempts=1 + settings.model_retries,
    )


def _openevals() -> tuple[Callable[..., _Evaluator], str, str]:
    try:
        from openevals.llm import create_llm_as_judge
        from openevals.prompts import ANSWER_RELEVANCE_PROMPT, RAG_GROUNDEDNESS_PROMPT
    except ImportError as error:
        raise JudgeError(
            "Judging answers by a chat model needs packages that are missing. Run: "
            'pip install -c constraints.txt -e ".[judge]"'
        ) from error
    return create_llm_as_judge, RAG_GROUNDEDNESS_PROMPT, ANSWER_RELEVANCE_PROMPT


def _settings_of(name: str, settings: Settings) -> Settings:
    """Return settings for a judge; another provider gets neither this one's key nor address."""
    try:
        TypeAdapter(ModelName).validate_python(name)
    except ValidationError as error:
        problem = error.errors(include_url=False)[0]["ctx"]["error"]
        raise JudgeError(f"The judge is {name!r}, but {problem}.") from error
    other = settings.model is not None and _provider(settings.model) != _provider(name)
    return settings.model_copy(
        update={
            "model": name,
            "model_timeout_s": max(settings.model_timeout_s, _PATIENCE_S),
            "model_output_tokens": max(settings.model_output_tokens, _TOKENS),
            **({"model_base_url": None, "model_api_key": None} if other else {}),
        }
    )


def _provider(name: str) -> str:
    return name.partition(":")[0]


def _cited_texts(answer: SystemAnswer, report: Report) -> list[str]:
    texts = []
    for passage_id in answer.cited:
        try:
            passage = report.passage(passage_id)
        except UnknownPassageError:
            continue  # counted by `quote_validity`
        texts.append(f"{passage.label}: {passage.text}")
    return texts


def _share(score: object) -> float:
    if isinstance(score, bool | int | float) and 0 <= score <= 1:
        return float(score)
    raise ValueError(f"the score is {score!r}; a number from 0 to 1 is expected")
