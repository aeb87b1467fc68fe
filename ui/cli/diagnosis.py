"""The command ``doctor``."""

from collections.abc import Mapping
from dataclasses import asdict

from assistant import load_settings
from ui.checks import Check
from ui.cli.output import say, say_json
from ui.doctor import examine


def print_diagnosis(overrides: Mapping[str, object], *, call_model: bool, as_json: bool) -> int:
    """Check everything and print one line for each check.

    Args:
        overrides: Settings from the command line.
        call_model: Whether the chat model is asked something, over the network.
        as_json: Whether to print JSON.

    Returns:
        0 where all is well, 1 where something is wrong.
    """
    checks = examine(load_settings(**overrides), call_model=call_model)
    if as_json:
        say_json([asdict(check) for check in checks])
    else:
        say("\n".join(map(_in_words, checks)))
    return 0 if all(check.ok for check in checks) else 1


def _in_words(check: Check) -> str:
    state = "ok     " if check.ok else "problem"
    return " ".join(filter(None, [f"{state} {check.name}: {check.found}.", check.mend]))
