"""The errors of the user interface. The root of the tree is in corpus/errors.py.

ServerError    the chat cannot be served: its address or its port cannot be used
BusyError      too many questions are waiting; this one was not taken
"""

from corpus import ReportAssistantError


class ServerError(ReportAssistantError):
    """The chat cannot be served on the address and port that were asked for."""


class BusyError(ReportAssistantError):
    """Too many questions are being answered or waiting; this one was not taken."""
