"""Measuring answers: cases, metrics, systems, runs and their comparison."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from evals.errors import (
    CaseFileError,
    DatasetError,
    EvaluationError,
    JudgeError,
    NoCasesError,
    RunFileError,
    SystemAnswerError,
    UnknownMetricError,
    UnknownSystemError,
)

if TYPE_CHECKING:
    from evals.case import Case, select_cases
    from evals.case_file import load_cases, shipped_cases
    from evals.compare import Comparison, compare_runs
    from evals.run import CaseResult, Run, load_run, save_run
    from evals.runner import run_system
    from evals.scoring import METRICS
    from evals.system import (
        System,
        SystemAnswer,
        SystemCitation,
        SystemContext,
        SystemFactory,
        system_context,
    )
    from evals.systems import make_system

__all__ = [
    "METRICS",
    "Case",
    "CaseFileError",
    "CaseResult",
    "Comparison",
    "DatasetError",
    "EvaluationError",
    "JudgeError",
    "NoCasesError",
    "Run",
    "RunFileError",
    "System",
    "SystemAnswer",
    "SystemAnswerError",
    "SystemCitation",
    "SystemContext",
    "SystemFactory",
    "UnknownMetricError",
    "UnknownSystemError",
    "compare_runs",
    "load_cases",
    "load_run",
    "make_system",
    "run_system",
    "save_run",
    "select_cases",
    "shipped_cases",
    "system_context",
]

_LAZY = {
    "METRICS": "evals.scoring",
    "Case": "evals.case",
    "CaseResult": "evals.run",
    "Comparison": "evals.compare",
    "Run": "evals.run",
    "System": "evals.system",
    "SystemAnswer": "evals.system",
    "SystemCitation": "evals.system",
    "SystemContext": "evals.system",
    "SystemFactory": "evals.system",
    "compare_runs": "evals.compare",
    "load_cases": "evals.case_file",
    "load_run": "evals.run",
    "make_system": "evals.systems",
    "run_system": "evals.runner",
    "save_run": "evals.run",
    "select_cases": "evals.case",
    "shipped_cases": "evals.case_file",
    "system_context": "evals.system",
}
"""Names whose modules are slow to import, loaded when first used (PEP 562)."""


def __getattr__(name: str) -> Any:  # noqa: ANN401
    """Load a name when it is first used."""
    if name not in _LAZY:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_LAZY[name]), name)
