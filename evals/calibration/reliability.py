"""How far a confidence can be taken at its word."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Bin:
    """Questions of like confidence.

    Attributes:
        confidence: Their mean confidence.
        answerable: The share of them that has an answer.
        questions: How many they are.
    """

    confidence: float
    answerable: float
    questions: int


def reliability(
    confidences: Sequence[float], answerable: Sequence[bool], bins: int
) -> tuple[Bin, ...]:
    """Return bins of about as many questions each, by rising confidence.

    Args:
        confidences: Of every question, from 0 to 1.
        answerable: Whether each has an answer.
        bins: How many bins.
    """
    pairs = sorted(zip(confidences, answerable, strict=True))
    edges = [len(pairs) * it // bins for it in range(bins + 1)]
    parts = [pairs[start:end] for start, end in itertools.pairwise(edges) if end > start]
    return tuple(
        Bin(
            sum(confidence for confidence, _ in part) / len(part),
            sum(right for _, right in part) / len(part),
            len(part),
        )
        for part in parts
    )


def expected_calibration_error(bins: Sequence[Bin]) -> float:
    """Return by how much confidence and share differ on average (Naeini et al., AAAI 2015).

    Args:
        bins: The bins, at least one.
    """
    questions = sum(it.questions for it in bins)
    return sum(it.questions * abs(it.confidence - it.answerable) for it in bins) / questions


def plot(bins: Sequence[Bin], target: Path) -> None:
    """Draw the bins.

    Args:
        bins: The bins.
        target: The image, such as ``docs/reliability.svg``.
    """
    import matplotlib as mpl
    from matplotlib.figure import Figure

    with mpl.rc_context({"svg.hashsalt": "report-assistant", "svg.fonttype": "none"}):
        figure = Figure(figsize=(5, 4), layout="constrained")
        axes = figure.subplots()
        axes.plot([0, 1], [0, 1], color="#999999", linestyle="--", label="perfectly calibrated")
        axes.plot(
            [it.confidence for it in bins],
            [it.answerable for it in bins],
            color="#1a5fb4",
            marker="o",
            label="report-assistant",
        )
        axes.set(
            xlim=(0, 1),
            ylim=(0, 1),
            xlabel="confidence",
            ylabel="share of questions with an answer",
        )
        axes.legend(loc="upper left", frameon=False)
        figure.savefig(target, metadata={"Date": None})
