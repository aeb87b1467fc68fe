"""How much of what a chat model writes the check takes away."""

from collections.abc import Mapping

from assistant import VERDICTS

KEPT = "supported"
"""The one verdict with which a sentence is shown."""


def removed_share(verdicts: Mapping[str, int]) -> float | None:
    """Return ``1 - supported / sentences``.

    Args:
        verdicts: How many sentences got each verdict; None is returned where there are none.
    """
    sentences = sum(verdicts.values())
    return 1 - verdicts.get(KEPT, 0) / sentences if sentences else None


def verdict_order(verdicts: Mapping[str, int]) -> tuple[str, ...]:
    """Return the verdicts that were given, in the order of the check; unknown ones come last.

    Args:
        verdicts: How many sentences got each verdict.
    """
    known = [verdict for verdict in VERDICTS if verdicts.get(verdict)]
    return (*known, *sorted(it for it, count in verdicts.items() if count and it not in VERDICTS))
