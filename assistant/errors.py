"""The errors of the assistant. The root of the tree is in corpus/errors.py.

AssistantError
├── InvalidQuestionError    the question cannot be searched as it is
└── SettingsError           a setting is unknown or out of range
"""

from corpus import ReportAssistantError, WrongInputError


class AssistantError(ReportAssistantError):
    """Something about a question or the settings is wrong."""


class InvalidQuestionError(AssistantError, WrongInputError):
    """The question is empty, too long, or holds no words."""


class SettingsError(AssistantError, WrongInputError):
    """A setting is unknown, or its value is out of range."""
