"""Fit the calibration: see the package."""

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
from rich.console import Console

from assistant import (
    CALIBRATION_FILE,
    Calibration,
    PassageSignals,
    QuestionSignals,
    calibration,
    load_settings,
    probability,
)
from corpus import bundled_report
from evals import load_cases, metrics, select_cases, shipped_cases
from evals.benchmark import Dataset
from evals.calibration.collect import held_out_dataset
from evals.calibration.fit import (
    Group,
    Matrix,
    Penalty,
    Questions,
    fit_answering,
    fit_ranking,
    threshold_for,
)
from evals.calibration.folds import answering_logits, ranking_hits
from evals.calibration.reliability import expected_calibration_error, plot, reliability
from evals.calibration.sources import Sources, ask_sources, names_of
from evals.case import Case
from index import model_files

_COST = 0.03
_BINS = 6
_STRENGTH = 0.0005
_AGAINST = ("missing", "unknown", "length", "strangeness")


def main() -> None:
    """Ask, fit, say how good the fit is on questions left out of it, and write it."""
    options = _options()
    report = bundled_report()
    every = shipped_cases(report) if options.cases is None else load_cases(options.cases, report)
    cases = select_cases(every, "dev")
    dataset = held_out_dataset(options.data, "squad")
    _fit_passages(_ask(cases, dataset), options.strength)
    # Which passage comes first decides what speaks for a question: they are asked again.
    asked = _ask(cases, dataset)
    most = int(_COST * sum(it.answerable for it in cases))
    logits = _fit_questions(asked, most, options.strength)
    _say_reliability(logits, asked, options.plot)
    print(f"written: {CALIBRATION_FILE}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m evals.calibration",
        description="Fit the weights that order passages and decide whether to answer.",
    )
    parser.add_argument("--data", type=Path, required=True, help="folder of the training files")
    parser.add_argument("--cases", type=Path, help="case file; the shipped one when left out")
    parser.add_argument("--strength", type=float, default=_STRENGTH, help="of the penalty")
    parser.add_argument("--plot", type=Path, help="where the reliability plot goes (.svg)")
    return parser.parse_args()


def _ask(cases: Sequence[Case], dataset: Dataset) -> Sources:
    with Console(stderr=True).status("Asking the questions …"):
        return ask_sources(cases, dataset, load_settings())


def _penalty(signals: type, strength: float) -> Penalty:
    against = (any(word in name for word in _AGAINST) for name in names_of(signals))
    return Penalty(strength, tuple(against))


def _fit_passages(asked: Sources, strength: float) -> None:
    penalty = _penalty(PassageSignals, strength)
    cases, others = asked.groups
    left_out = np.mean(ranking_hits(cases, others, penalty))
    weights = fit_ranking([*cases, *others], penalty)
    first = np.mean([it.right[int((it.signals @ weights).argmax())] for it in others])
    print(
        f"right passage first: {left_out:.3f} of {len(cases)} cases, each left out of the fit; "
        f"{first:.3f} of {len(others)} questions of the dataset"
    )
    factor, constant = _as_logit(cases, weights)
    _write(
        replace(
            calibration(),
            passages=_named(PassageSignals, factor * weights),
            passages_constant=round(constant, 4),
            reader=model_files.READER_SHA256[:12],
        )
    )


def _as_logit(groups: Sequence[Group], weights: Matrix) -> tuple[float, float]:
    """Return the factor and constant that make the logit of being right of a score."""
    scores = np.concatenate([it.signals @ weights for it in groups])
    right = np.concatenate([it.right for it in groups])
    every = Questions(scores[:, None], right, np.ones(len(scores)))
    factor, constant = fit_answering(every, Penalty(0.0, (False,)))
    return float(factor), float(constant)


def _fit_questions(asked: Sources, most: int, strength: float) -> Matrix:
    penalty = _penalty(QuestionSignals, strength)
    questions, count = asked.questions, len(asked.cases)
    logits = answering_logits(questions, count, penalty)
    answerable = questions.answerable[:count]
    # The share of answerable questions is another one in the dataset (Platt scaling).
    scale, shift = fit_answering(
        Questions(logits[:, None], answerable, np.ones(count)), Penalty(0.0, (False,))
    )
    logits = np.asarray(scale * logits + shift, dtype=np.float64)
    threshold = threshold_for([probability(it) for it in logits[answerable]], most)
    *weights, constant = fit_answering(questions, penalty)
    _write(
        replace(
            calibration(),
            questions=_named(QuestionSignals, scale * np.array(weights)),
            questions_constant=round(float(scale * constant + shift), 4),
            threshold=round(threshold, 4),
        )
    )
    on_dataset = slice(count + len(asked.off_topic), None)
    fitted = questions.signals[on_dataset] @ np.array(weights)
    refused = sum(probability(it) < threshold for it in logits[~answerable])
    print(
        f"answerability AUC: {_auc(logits, answerable):.3f} over {count} cases, each left out of "
        f"the fit; {_auc(fitted, questions.answerable[on_dataset]):.3f} over {len(fitted)} "
        f"questions of the dataset\nat the threshold {threshold:.3f}, {refused} of "
        f"{(~answerable).sum()} unanswerable cases are refused, and {most} answerable ones"
    )
    return logits


def _auc(scores: Matrix, right: "np.ndarray") -> float:
    return metrics.area_under_roc(scores.tolist(), right.tolist()) or 0.0


def _say_reliability(logits: Matrix, asked: Sources, target: Path | None) -> None:
    confidences = [probability(it) for it in logits]
    bins = reliability(confidences, [it.answerable for it in asked.cases], _BINS)
    for it in bins:
        print(f"confidence {it.confidence:.2f}: {it.answerable:.2f} of {it.questions} answerable")
    print(f"expected calibration error {expected_calibration_error(bins):.3f}")
    if target is not None:
        plot(bins, target)


def _named(signals: type, weights: Sequence[float] | Matrix) -> dict[str, float]:
    names = names_of(signals)
    return {name: round(float(it), 4) for name, it in zip(names, weights, strict=True)}


def _write(fitted: Calibration) -> None:
    written = CALIBRATION_FILE.with_suffix(".tmp")
    written.write_text(f"{json.dumps(asdict(fitted), indent=2)}\n", encoding="utf-8")
    written.replace(CALIBRATION_FILE)
    calibration.cache_clear()


if __name__ == "__main__":
    main()
