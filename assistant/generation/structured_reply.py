"""Reading a reply in which each sentence carries its citations in fields of their own."""

from collections.abc import Mapping
from typing import Any

from assistant.generation.draft import DraftSentence
from assistant.generation.marked_reply import draft_of

SCHEMA: dict[str, Any] = {
    "title": "report_answer",
    "description": "An answer from passages of a report, sentence by sentence.",
    "type": "object",
    "properties": {
        "sentences": {
            "type": "array",
            "description": "The sentences, in order; none where the passages do not answer.",
            "items": {
                "type": "object",
                "properties": {
                    "text": {"type": "string", "description": "One sentence, without ids."},
                    "passages": {
                        "type": "array",
                        "items": {"type": "string"},
                        "description": "Ids of the passages that the sentence rests on.",
                    },
                },
                "required": ["text", "passages"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["sentences"],
    "additionalProperties": False,
}
"""What the model has to fill in, as JSON Schema."""


class StructuredReply:
    """Takes a reply as it grows and gives out its sentences.

    Attributes:
        length: How many characters the sentences have.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self._sentences: list[object] = []
        self._given = 0

    @property
    def length(self) -> int:
        """How many characters the sentences have."""
        return sum(len(str(it)) for it in self._sentences)

    def feed(self, reply: object) -> list[DraftSentence]:
        """Take the reply as far as it is known.

        Args:
            reply: The fields that are there; the last sentence may be half of one.

        Returns:
            The sentences that are known to be whole now: those before the last.
        """
        found = reply.get("sentences") if isinstance(reply, Mapping) else None
        self._sentences = found if isinstance(found, list) else self._sentences
        return self._drafts(len(self._sentences) - 1)

    def close(self) -> list[DraftSentence]:
        """Return the sentences that are left once the reply has ended."""
        return self._drafts(len(self._sentences))

    def _drafts(self, end: int) -> list[DraftSentence]:
        fresh, self._given = self._sentences[self._given : end], max(self._given, end)
        drafts = (_draft(it) for it in fresh)
        return [it for it in drafts if it is not None]


def _draft(sentence: object) -> DraftSentence | None:
    """Return a sentence, or None where its fields are not as they should be."""
    if not isinstance(sentence, Mapping):
        return None
    text, passages = sentence.get("text"), sentence.get("passages")
    if not isinstance(text, str) or not text.strip():
        return None
    cited = passages if isinstance(passages, list) else []
    return draft_of(text, [it.strip("[] ") for it in cited if isinstance(it, str)])
