"""What the check found in the sentences of a chat model, counted over a run."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evals.metrics import verdict_order
from evals.run import CaseResult, Run

SENTENCE_MEANINGS: Mapping[str, str] = {
    "supported": "everything in it stands in the passages it cites",
    "unsupported": "it cites no passage, or they do not say it",
    "fabricated": "it names what is nowhere in the report",
    "misattributed": "it stands in another passage than the one it cites",
    "stitched": "a quote in it joins words from several places",
    "wrong_figure": "a number or date in it is not in the passages it cites",
}


@dataclass(frozen=True, slots=True)
class VerdictCount:
    """One verdict of the check.

    Attributes:
        verdict: Such as ``supported``.
        meaning: What it says; empty for one that this version does not know.
        sentences: How many sentences got it.
        share: Their share of all sentences, 0 to 1.
        questions: How many questions have such a sentence.
    """

    verdict: str
    meaning: str
    sentences: int
    share: float
    questions: int


@dataclass(frozen=True, slots=True)
class Checked:
    """What the check found in one run.

    Attributes:
        system: Name of the system.
        verdicts: The verdicts that were given, in the order of the check.
        sentences: How many sentences were checked.
        worded: How many answers are in the chat model's words.
        faults: Why it gave no answer that could be shown, with how often, the most frequent
            first.
    """

    system: str
    verdicts: tuple[VerdictCount, ...]
    sentences: int
    worded: int
    faults: tuple[tuple[str, int], ...]


def checked_runs(runs: Sequence[Run]) -> tuple[Checked, ...]:
    """Return what the check found, for the runs in which a chat model was asked.

    Args:
        runs: Any runs.
    """
    found = (_checked(run) for run in runs)
    return tuple(it for it in found if it.sentences or it.worded or it.faults)


def _checked(run: Run) -> Checked:
    sentences: Counter[str] = Counter()
    for result in run.results:
        sentences.update(result.answer.verdicts)
    faults = Counter(result.answer.fault for result in run.results if result.answer.fault)
    return Checked(
        system=run.system,
        verdicts=tuple(
            _count(verdict, sentences, run.results) for verdict in verdict_order(sentences)
        ),
        sentences=sentences.total(),
        worded=sum(result.answer.answerer == "generative" for result in run.results),
        faults=tuple(sorted(faults.items(), key=lambda it: (-it[1], it[0]))),
    )


def _count(verdict: str, sentences: Counter[str], results: Sequence[CaseResult]) -> VerdictCount:
    return VerdictCount(
        verdict=verdict,
        meaning=SENTENCE_MEANINGS.get(verdict, ""),
        sentences=sentences[verdict],
        share=sentences[verdict] / sentences.total(),
        questions=sum(bool(result.answer.verdicts.get(verdict)) for result in results),
    )
