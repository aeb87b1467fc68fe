"""The weights that make probabilities of signals, as they were fitted.

They are in ``calibration.json`` beside this file, which ``python -m evals.calibration`` writes.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

CALIBRATION_FILE = Path(__file__).with_name("calibration.json")


@dataclass(frozen=True, slots=True)
class Calibration:
    """What was fitted.

    Attributes:
        passages: Weight of each signal of a passage.
        passages_constant: What is added to their sum.
        questions: Weight of each signal of a question.
        questions_constant: What is added to their sum.
        threshold: Confidence below which a question is refused.
        reader: Beginning of the SHA-256 of the reader it was fitted with.
    """

    passages: dict[str, float]
    passages_constant: float
    questions: dict[str, float]
    questions_constant: float
    threshold: float
    reader: str

    def passage_logit(self, signals: Mapping[str, float]) -> float:
        """Return how much speaks for a passage, as a logit.

        Args:
            signals: Its signals by name.
        """
        return _weighted(self.passages, self.passages_constant, signals)

    def question_logit(self, signals: Mapping[str, float]) -> float:
        """Return how much speaks for a question having an answer, as a logit.

        Args:
            signals: Its signals by name.
        """
        return _weighted(self.questions, self.questions_constant, signals)


@cache
def calibration() -> Calibration:
    """Return the calibration that is shipped."""
    return Calibration(**json.loads(CALIBRATION_FILE.read_text(encoding="utf-8")))


def probability(logit: float) -> float:
    """Return a logit as a probability.

    Args:
        logit: Any number.
    """
    return 1 / (1 + math.exp(-max(min(logit, 50.0), -50.0)))


def _weighted(weights: Mapping[str, float], constant: float, signals: Mapping[str, float]) -> float:
    """Return the weighted sum; a signal that was not there at the last fit counts nothing."""
    return constant + sum(weights.get(name, 0.0) * value for name, value in signals.items())
