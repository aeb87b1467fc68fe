"""The errors of the user interface. The root of the tree is in corpus/errors.py.

ServerError    the chat cannot be served: its address or its port cannot be used
"""

from corpus import ReportAssistantError


class ServerError(ReportAssistantError):
    """The chat cannot be served on the address and port that were asked for."""
