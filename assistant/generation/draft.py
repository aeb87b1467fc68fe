"""What a chat model wrote, before it is checked."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DraftSentence:
    """One sentence, as it came.

    Attributes:
        text: The sentence, without citation marks.
        cited: Ids of passages that the model gave for it, valid or not, in its order.
    """

    text: str
    cited: tuple[str, ...]
