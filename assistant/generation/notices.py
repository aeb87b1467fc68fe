"""What a person is told when a chat model was asked and its answer is not shown."""

from collections.abc import Mapping

from assistant.generated import ModelFault

_WHY: Mapping[ModelFault, str] = {
    "not_reachable": "{model} could not be reached",
    "too_slow": "{model} took too long",
    "not_allowed": "{model} did not accept the key",
    "over_quota": "{model} takes no more questions for now",
    "server_error": "{model} has a problem of its own",
    "rejected": "{model} did not take the question",
    "cut_off": "the answer of {model} broke off",
    "empty": "{model} gave no answer",
    "declined": "{model} found no answer in the passages",
    "unreadable": "the answer of {model} could not be read",
    "too_long": "the answer of {model} was too long",
    "unsupported": "nothing that {model} said could be found in the passages",
    "busy": "{model} is busy with other questions",
}


def notice_of(fault: ModelFault, model: str) -> str:
    """Return the notice in English.

    Args:
        fault: Why the model's answer is not shown.
        model: Name of the model.
    """
    reason = reason_of(fault, model)
    return f"{reason[0].upper()}{reason[1:]}; this is the report’s own wording instead."


def reason_of(fault: ModelFault, model: str) -> str:
    """Return why a model gave no answer, as part of a sentence.

    Args:
        fault: Why.
        model: Name of the model.
    """
    return _WHY[fault].format(model=model)
