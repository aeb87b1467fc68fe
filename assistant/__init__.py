"""Answers with citations."""

from assistant.answer import Answer, Citation, Refusal, RefusalReason
from assistant.conversation import Conversation

__all__ = ["Answer", "Citation", "Conversation", "Refusal", "RefusalReason"]
