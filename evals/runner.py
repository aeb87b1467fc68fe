"""Asking a system every question of a set."""

import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Literal

from corpus import Report
from evals.case import Case, Split, cases_sha256
from evals.errors import JudgeError
from evals.judge import Judge
from evals.metric import Scored
from evals.metrics import SEED
from evals.provenance import machine, versions
from evals.run import CaseResult, Provenance, Run, summarise, summarise_by_kind
from evals.scoring import score_case
from evals.system import System, SystemAnswer, checked_answer
from evals.verdict import verdict_on

OnCase = Callable[[int, int], None]
"""Called with how many cases are done and how many there are."""


def run_system(  # noqa: PLR0913 - what only some runs need is named
    system: System,
    cases: Sequence[Case],
    report: Report,
    *,
    split: Split | Literal["all"] = "all",
    on_case: OnCase | None = None,
    judge: Judge | None = None,
) -> Run:
    """Ask a system every question and judge its answers.

    An error in one case is kept as its result; the others go on.

    Args:
        system: The system.
        cases: The questions, at least one.
        report: The report that they are about.
        split: The part of the cases they are, for the record.
        on_case: Called after every case.
        judge: Who gives an opinion of the answers, or None.
    """
    started, start = datetime.now(UTC), time.perf_counter()
    results = []
    for done, case in enumerate(cases, start=1):
        results.append(_run_case(system, case, report, judge))
        if on_case is not None:
            on_case(done, len(cases))
    provenance = Provenance(
        report=report.symbol,
        report_sha256=report.source_sha256,
        cases_sha256=cases_sha256(cases),
        system={**system.provenance(), **(judge.provenance() if judge else {})},
        versions=versions(),
        machine=machine(),
        seed=SEED,
        started=started.isoformat(timespec="seconds"),
        duration_s=round(time.perf_counter() - start, 3),
    )
    return Run(
        system=system.name,
        description=system.description,
        split=split,
        provenance=provenance,
        figures=summarise(results),
        by_kind=summarise_by_kind(results),
        results=tuple(results),
    )


def _run_case(system: System, case: Case, report: Report, judge: Judge | None) -> CaseResult:
    start = time.perf_counter()
    error = None
    answer = SystemAnswer()
    stand_alone = None
    try:
        answer = checked_answer(system.answer(case.question, case.history), system.name)
        elapsed = time.perf_counter() - start
        # A chat model costs money, and how follow-ups are made out is seen without it.
        if case.stand_alone is not None and answer.model_calls is None:
            stand_alone = checked_answer(system.answer(case.stand_alone, ()), system.name)
    except Exception as problem:  # noqa: BLE001 - a plug-in may raise anything
        error = f"{type(problem).__name__}: {problem}"
        elapsed = time.perf_counter() - start
    verdict = "failed" if error is not None else verdict_on(case, answer)
    judged, unjudged = _judged(judge, case, answer, report)
    scored = Scored(case, answer, verdict, stand_alone, report, elapsed * 1000, judged)
    return CaseResult(
        case=case,
        answer=answer,
        error=error,
        verdict=verdict,
        scores=score_case(scored),
        elapsed_ms=round(elapsed * 1000, 3),
        unjudged=unjudged,
    )


def _judged(
    judge: Judge | None, case: Case, answer: SystemAnswer, report: Report
) -> tuple[Mapping[str, float], str | None]:
    if judge is None:
        return {}, None
    question = case.stand_alone or "\n".join((*case.history, case.question))
    try:
        return judge.scores(question, answer, report), None
    except JudgeError as error:
        return {}, str(error)
