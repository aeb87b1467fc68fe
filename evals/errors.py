"""The errors of the evaluations. The root of the tree is in corpus/errors.py.

EvaluationError
├── CaseFileError         a file of cases, or of feedback, is not what it should be
├── RunFileError          a saved run cannot be read or written, or does not fit
├── JudgeError            answers cannot be judged by a chat model
├── UnknownMetricError    no metric has this name, or it can have no such bound
├── UnknownSystemError    no system has this name, or it cannot be loaded
├── NoCasesError          nothing is left to be asked
├── DatasetError          passages or questions of other people cannot be used
└── SystemAnswerError     a system returned something that is no answer
"""

from corpus import ReportAssistantError, WrongInputError


class EvaluationError(ReportAssistantError):
    """Something about an evaluation is wrong."""


class CaseFileError(EvaluationError, WrongInputError):
    """A file of cases or feedback is not what it should be; the message names the lines."""


class RunFileError(EvaluationError, WrongInputError):
    """A saved run cannot be read or written, or does not fit the other one."""


class UnknownMetricError(EvaluationError, WrongInputError):
    """No metric has this name, or it can have no such bound."""


class JudgeError(EvaluationError, WrongInputError):
    """Answers cannot be judged by a chat model: none is named, or its packages are missing."""


class UnknownSystemError(EvaluationError, WrongInputError):
    """No system has this name, or it cannot be loaded."""


class NoCasesError(EvaluationError, WrongInputError):
    """Nothing is left to be asked."""


class DatasetError(EvaluationError, WrongInputError):
    """Passages or questions of other people cannot be used as they are."""


class SystemAnswerError(EvaluationError):
    """A system returned something that is no answer."""
