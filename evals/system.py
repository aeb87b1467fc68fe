"""What an evaluation asks of a system that answers questions, whoever made it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Protocol, runtime_checkable

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant import Settings
from corpus import Report, SourceText, bundled_source, parse_report, read_source
from evals.errors import SystemAnswerError

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

Text = Annotated[str, Field(max_length=1_000_000)]
Count = Annotated[int, Field(ge=0)]


class SystemCitation(BaseModel):
    """A quote and the passage that it is said to stand in.

    Attributes:
        passage_id: Such as ``p19``; one that does not exist counts as an invalid citation.
        quote: The words quoted.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    passage_id: str
    quote: Text


class SystemAnswer(BaseModel):
    """What a system says to a question.

    Attributes:
        text: What it says, without citation marks: key facts are looked for here.
        ranking: Ids of the passages it found, best first.
        citations: The quotes it shows, best first.
        refused: Whether it declined to answer.
        reason: Why it declined, or an empty text.
        question: The stand-alone question it searched, or an empty text.
        confidence: How sure it is that the report answers the question, or None; any scale,
            higher is surer.
        answerer: Who worded it, such as ``extractive`` or ``generative``; may be empty.
        verdicts: How many sentences of a chat model got each verdict of the check, those that
            are not shown among them; empty where it wrote none.
        fault: Why a chat model was to answer and did not, or an empty text.
        model_calls: How often a chat model was called; None for a system without one.
        input_tokens: Tokens that it read, or None.
        output_tokens: Tokens that it wrote, or None.
        cost: What that cost, or None where no price is known.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    text: Text = ""
    ranking: tuple[str, ...] = ()
    citations: tuple[SystemCitation, ...] = ()
    refused: bool = False
    reason: str = ""
    question: Text = ""
    confidence: float | None = Field(default=None, allow_inf_nan=False)
    answerer: str = ""
    verdicts: dict[str, Count] = Field(default_factory=dict)
    fault: str = ""
    model_calls: Count | None = None
    input_tokens: Count | None = None
    output_tokens: Count | None = None
    cost: float | None = Field(default=None, ge=0, allow_inf_nan=False)

    @property
    def cited(self) -> tuple[str, ...]:
        """Ids of the passages it cites, in order, without repeats."""
        return tuple(dict.fromkeys(citation.passage_id for citation in self.citations))


@runtime_checkable
class System(Protocol):
    """Anything that answers questions about a report.

    Attributes:
        name: Short name, for tables.
        description: What it is, in one sentence.
    """

    name: str
    description: str

    def answer(self, question: str, history: Sequence[str]) -> SystemAnswer:
        """Answer a question.

        Args:
            question: As typed.
            history: The earlier questions of the conversation, oldest first.
        """
        ...

    def provenance(self) -> Mapping[str, str]:
        """Return what its answers depend on: models and their hashes, settings, versions."""
        ...


@contextmanager
def closed_after(system: System) -> Iterator[System]:
    """Use a system in a ``with`` statement; one that has a ``close`` is closed after it.

    Args:
        system: The system.
    """
    try:
        yield system
    finally:
        close = getattr(system, "close", None)
        if close is not None:
            close()


@dataclass(frozen=True, slots=True)
class SystemContext:
    """What a system may be made of.

    Attributes:
        report: The report that is asked about.
        source: The text of its file.
        settings: The settings of the product.
        on_progress: Called with how many texts are embedded and how many there are.
        model: A chat model that is ready, for `generative`; it goes before the one that the
            settings name.
    """

    report: Report
    source: SourceText
    settings: Settings
    on_progress: Callable[[int, int], None] | None = None
    model: "BaseChatModel | None" = None


def system_context(
    settings: Settings,
    on_progress: Callable[[int, int], None] | None = None,
    *,
    model: "BaseChatModel | None" = None,
) -> SystemContext:
    """Read the report that the settings name.

    Args:
        settings: The settings.
        on_progress: Called while texts are embedded.
        model: A chat model that is ready, or None.

    Raises:
        CorpusError: The file cannot be read, or is no report with numbered paragraphs.
    """
    source = bundled_source() if settings.report is None else read_source(settings.report)
    return SystemContext(parse_report(source), source, settings, on_progress, model)


SystemFactory = Callable[[SystemContext], System]
"""Makes a system; what ``--system package.module:name`` names."""


def checked_answer(answer: object, system: str) -> SystemAnswer:
    """Return what a system returned, once it is known to be an answer.

    Args:
        answer: A `SystemAnswer`, or a mapping with its fields.
        system: The system's name, for the message.

    Raises:
        SystemAnswerError: It is something else.
    """
    if isinstance(answer, SystemAnswer):
        return answer
    if not isinstance(answer, Mapping):
        raise SystemAnswerError(
            f"The system {system!r} returned {type(answer).__name__}, where a SystemAnswer or a "
            "mapping with its fields is expected. See docs/evals.md."
        )
    try:
        return SystemAnswer.model_validate(dict(answer), strict=False)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"]))
        raise SystemAnswerError(
            f"The system {system!r} returned an answer whose {where} is wrong: {first['msg']}. "
            "See docs/evals.md."
        ) from error
