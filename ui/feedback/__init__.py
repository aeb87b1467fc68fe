"""What people say of answers: made, stored, and exported for those who test the answers."""

from ui.feedback.export import as_jsonl
from ui.feedback.record import (
    MAX_COMMENT_LENGTH,
    REASONS,
    Feedback,
    Quoted,
    Reason,
    StoredFeedback,
    Verdict,
    answer_key,
    feedback_on,
)
from ui.feedback.store import FeedbackPage, FeedbackStore, feedback_path
from ui.feedback.words import reason_in_words

__all__ = [
    "MAX_COMMENT_LENGTH",
    "REASONS",
    "Feedback",
    "FeedbackPage",
    "FeedbackStore",
    "Quoted",
    "Reason",
    "StoredFeedback",
    "Verdict",
    "answer_key",
    "as_jsonl",
    "feedback_on",
    "feedback_path",
    "reason_in_words",
]
