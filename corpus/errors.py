"""The errors of the corpus, and the root of every error this product raises.

ReportAssistantError
├── CorpusError
│   ├── ReportFileError       a report file cannot be read, or holds no text
│   ├── ReportFormatError     the text was read but is no report with numbered paragraphs
│   └── UnknownPassageError   no passage of the report has the id asked for
├── SearchIndexError          index/errors.py
├── AssistantError            assistant/errors.py
├── EvaluationError           evals/errors.py
└── WrongInputError           beside the others: what was given has to be changed

Every message names the value, what was expected and the next step.
"""


class ReportAssistantError(Exception):
    """Root of every error that this product raises on purpose."""


class WrongInputError(ReportAssistantError):
    """What was given cannot be used as it is; trying again without a change is of no use."""


class CorpusError(ReportAssistantError):
    """Something about a report or its file is wrong."""


class ReportFileError(CorpusError):
    """A report file cannot be read, or holds no text."""


class ReportFormatError(CorpusError):
    """The text was read, but no numbered paragraphs were found in it."""


class UnknownPassageError(CorpusError, WrongInputError):
    """No passage of the report has the id that was asked for."""
