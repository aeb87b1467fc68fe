"""The errors of the assistant. The root of the tree is in corpus/errors.py.

AssistantError
├── InvalidQuestionError    the question cannot be searched as it is
├── SettingsError           a setting is unknown or out of range
└── ModelError              the chat model cannot be used
    ├── ModelNotInstalledError   the package of its provider is missing
    └── ModelCallError           a call of it gave nothing; `ask` answers without it instead
"""

from assistant.generated import ModelFault
from corpus import ReportAssistantError, WrongInputError


class AssistantError(ReportAssistantError):
    """Something about a question or the settings is wrong."""


class InvalidQuestionError(AssistantError, WrongInputError):
    """The question is empty, too long, or holds no words."""


class SettingsError(AssistantError, WrongInputError):
    """A setting is unknown, or its value is out of range."""


class ModelError(AssistantError):
    """The chat model cannot be used; the message never holds its key."""


class ModelNotInstalledError(ModelError, WrongInputError):
    """The package of the model's provider is missing."""


class ModelCallError(ModelError):
    """A call of the chat model gave nothing that can be used.

    Attributes:
        fault: Why.
        retry_after_s: Seconds that its server asks to wait before the next call, or None.
    """

    def __init__(self, fault: ModelFault, retry_after_s: float | None = None) -> None:
        """Tell why; what the provider's package says is left out, since it may hold the key.

        Args:
            fault: Why.
            retry_after_s: Seconds that its server asks to wait, or None.
        """
        super().__init__(f"The chat model gave no answer ({fault}).")
        self.fault = fault
        self.retry_after_s = retry_after_s
