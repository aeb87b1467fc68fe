"""What a chat model wrote, sentence by sentence, and what the check found."""

from dataclasses import dataclass
from typing import Literal

from assistant.citation import Citation

Answerer = Literal["extractive", "generative"]
"""Who words an answer: the report alone, or a chat model whose every sentence is checked."""

SentenceVerdict = Literal[
    "supported", "unsupported", "fabricated", "misattributed", "stitched", "wrong_figure"
]
"""What the check of a sentence finds.

*supported*: everything in it stands in the passages it cites. *unsupported*: it cites none, or
they do not say it. *fabricated*: it names a passage, a person, a place or words that are nowhere
in the report. *misattributed*: it stands in another passage than the one it cites. *stitched*: a
quote in it joins words from several places. *wrong_figure*: a number, date, amount or percentage
in it is not in the passages it cites.
"""

VERDICTS: tuple[SentenceVerdict, ...] = (
    "supported",
    "unsupported",
    "fabricated",
    "misattributed",
    "stitched",
    "wrong_figure",
)

ModelFault = Literal[
    "not_reachable",
    "too_slow",
    "not_allowed",
    "over_quota",
    "server_error",
    "rejected",
    "cut_off",
    "empty",
    "declined",
    "unreadable",
    "too_long",
    "unsupported",
    "busy",
]
"""Why a chat model gave no answer that can be shown. *declined*: it says that the passages do not
answer. *unsupported*: none of its sentences passed the check. *busy*: too many answers wait for it
already, so that it was not asked."""


@dataclass(frozen=True, slots=True)
class CheckedSentence:
    """One sentence of a chat model.

    Attributes:
        text: The sentence, without citation marks; quotes in it are the report's own characters.
        cited: Ids that the model gave, valid or not, in its order.
        verdict: What the check found.
        reason: Why it is not supported, in plain words; empty where it is.
        citations: What supports it, at least one quote of every passage cited; empty unless it
            is supported.
    """

    text: str
    cited: tuple[str, ...]
    verdict: SentenceVerdict
    reason: str = ""
    citations: tuple[Citation, ...] = ()

    @property
    def is_supported(self) -> bool:
        """Whether it may be shown as an answer."""
        return self.verdict == "supported"


@dataclass(frozen=True, slots=True)
class ModelUsage:
    """What a chat model was asked for.

    Attributes:
        model: Name of the model, such as ``openai:gpt-5-mini``.
        calls: How many calls were made, repeated ones among them.
        input_tokens: Tokens read; as the provider counts them, else estimated.
        output_tokens: Tokens written.
        cost: What it cost, in the currency of the prices that the settings give; None where
            they give none.
        estimated: Whether the tokens are estimated.
    """

    model: str
    calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cost: float | None = None
    estimated: bool = False

    def plus(self, other: "ModelUsage") -> "ModelUsage":
        """Return what this and another call of the same model were asked for.

        Args:
            other: What the other was asked for.
        """
        costs = [it.cost for it in (self, other) if it.cost is not None]
        return ModelUsage(
            model=self.model,
            calls=self.calls + other.calls,
            input_tokens=self.input_tokens + other.input_tokens,
            output_tokens=self.output_tokens + other.output_tokens,
            cost=sum(costs) if costs else None,
            estimated=self.estimated or other.estimated,
        )
