"""Who worded an answer, in plain words: the model, what was removed, why it is not shown."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant import Answer, CheckedSentence, ModelFault, SentenceVerdict
    from ui.texts import Texts


def removed_from(answer: "Answer") -> "tuple[CheckedSentence, ...]":
    """Return the sentences of a chat model that failed the check.

    Args:
        answer: The answer.
    """
    return tuple(sentence for sentence in answer.sentences if not sentence.is_supported)


def model_of(answer: "Answer") -> str:
    """Return the name of the chat model that was asked; empty where none was.

    Args:
        answer: The answer.
    """
    return "" if answer.usage is None else answer.usage.model


def worded_by(answer: "Answer", texts: "Texts") -> str:
    """Return who worded an answer and how it was checked; empty where no chat model did.

    Args:
        answer: The answer.
        texts: The language.
    """
    if answer.answerer != "generative":
        return ""
    checked = texts.gettext(
        "Worded by {model}; every sentence was checked against the passages it cites.",
        model=model_of(answer) or texts.gettext("a chat model"),
    )
    removed = len(removed_from(answer))
    if not removed:
        return checked
    told = texts.ngettext(
        "{count} sentence failed the check and was removed.",
        "{count} sentences failed the check and were removed.",
        removed,
    )
    return f"{checked} {told}"


def notice_of_fault(answer: "Answer", texts: "Texts") -> str:
    """Return why a chat model's answer is not what is shown; empty where there is no reason.

    Args:
        answer: The answer.
        texts: The language.
    """
    if answer.fault is None:
        return answer.notice
    reason = fault_in_words(answer.fault, texts)
    return " ".join([reason, texts.gettext("This answer is in the report’s own words.")])


def fault_in_words(fault: "ModelFault", texts: "Texts") -> str:
    """Return a fault of a chat model as one plain sentence.

    Args:
        fault: The fault.
        texts: The language.
    """
    faults: dict[ModelFault, str] = {
        "not_reachable": texts.gettext("The chat model could not be reached."),
        "too_slow": texts.gettext("The chat model did not answer in time."),
        "not_allowed": texts.gettext("The chat model did not accept the key of this server."),
        "over_quota": texts.gettext("The chat model takes no more questions for now."),
        "server_error": texts.gettext("The chat model has a problem of its own."),
        "rejected": texts.gettext("The chat model did not take the question."),
        "cut_off": texts.gettext("The chat model broke off its answer."),
        "empty": texts.gettext("The chat model gave an empty answer."),
        "declined": texts.gettext("The chat model found no answer in the passages."),
        "unreadable": texts.gettext("The answer of the chat model could not be read."),
        "too_long": texts.gettext("The answer of the chat model was too long."),
        "unsupported": texts.gettext("Nothing that the chat model said passed the check."),
        "busy": texts.gettext("The chat model is busy with other questions."),
    }
    return faults[fault]


def verdict_in_words(verdict: "SentenceVerdict", texts: "Texts") -> str:
    """Return what the check of a sentence found, in a few words.

    Args:
        verdict: The verdict.
        texts: The language.
    """
    verdicts: dict[SentenceVerdict, str] = {
        "supported": texts.gettext("supported by the report"),
        "unsupported": texts.gettext("the passages do not say it"),
        "fabricated": texts.gettext("something in it is nowhere in the report"),
        "misattributed": texts.gettext("it stands elsewhere than in the passages it cites"),
        "stitched": texts.gettext("it joins words from several places into one quote"),
        "wrong_figure": texts.gettext("a number or date in it is not in the passages"),
    }
    return verdicts[verdict]
