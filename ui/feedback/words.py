"""What the reasons are called, in the chat and on the page for testers."""

from ui.feedback.record import Reason
from ui.texts import Texts


def reason_in_words(reason: Reason, texts: Texts) -> str:
    """Return what a reason says; empty for none.

    Args:
        reason: The reason.
        texts: The language.
    """
    words: dict[Reason, str] = {
        "": "",
        "wrong_passage": texts.gettext("It quotes the wrong passage"),
        "incomplete": texts.gettext("It is incomplete"),
        "should_have_refused": texts.gettext("The report does not answer this"),
        "should_have_answered": texts.gettext("The report does answer this"),
        "other": texts.gettext("Something else"),
    }
    return words[reason]
