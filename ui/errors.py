"""The errors of the user interface. The root of the tree is in corpus/errors.py.

ServerError    the chat cannot be served: its address or its port cannot be used
UsersError     the file of users cannot be read, written or used, or a name or password cannot
TooManyAttemptsError  a password was wrong too often; nothing is checked for a while
BusyError      too many questions are waiting; this one was not taken
KeptConversationError  a conversation that the browser kept cannot be opened
FeedbackError  feedback was not stored or cannot be read
ExportError    there is nothing to export
ArgumentError  a program called a function with an argument that is not as described
"""

from corpus import ReportAssistantError, WrongInputError


class ServerError(ReportAssistantError):
    """The chat cannot be served on the address and port that were asked for."""


class UsersError(WrongInputError):
    """The file of users, a name or a password cannot be used."""


class TooManyAttemptsError(ReportAssistantError):
    """A password was wrong too often; nothing is checked for a while.

    Attributes:
        wait_s: Seconds until the next attempt is allowed.
    """

    def __init__(self, wait_s: int) -> None:
        """Tell how long to wait.

        Args:
            wait_s: Seconds until the next attempt is allowed.
        """
        super().__init__(f"Too many attempts. Try again in {wait_s} seconds.")
        self.wait_s = wait_s


class BusyError(ReportAssistantError):
    """Too many questions are being answered or waiting; this one was not taken."""


class KeptConversationError(ReportAssistantError):
    """A conversation that the browser kept cannot be opened."""


class FeedbackError(ReportAssistantError):
    """Feedback was not stored, or what is stored cannot be read."""


class ExportError(ReportAssistantError):
    """There is nothing to export."""


class ArgumentError(WrongInputError):
    """A program called a function with an argument that is missing or not as described."""
