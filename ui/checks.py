"""What a check of the doctor gives back."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Check:
    """The result of one check.

    Attributes:
        name: What was checked.
        ok: Whether it is as it should be.
        found: What was found, in plain words.
        mend: What to do about it; empty where all is well.
    """

    name: str
    ok: bool
    found: str
    mend: str = ""
