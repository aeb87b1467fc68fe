"""What becomes of a reply: checked sentences, an answer that grows, or the extractive answer."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from assistant.answer import Answer
from assistant.citation import Citation
from assistant.errors import ModelCallError
from assistant.generated import CheckedSentence, ModelFault
from assistant.generation.calling import Call, Piece
from assistant.generation.draft import DraftSentence
from assistant.generation.marked_reply import MarkedReply
from assistant.generation.notices import notice_of
from assistant.generation.prompt import NO_ANSWER
from assistant.generation.sentence_check import SentenceCheck
from assistant.generation.structured_reply import StructuredReply
from assistant.trail import Stopwatch, Trail

_MOST_SENTENCES = 30


@dataclass
class Wording:
    """The answer to one question while a model words it.

    Attributes:
        extractive: The answer in the report's words, to fall back on.
        lead: What is said before the model's sentences; may be empty.
        call: The call of the model.
        check: Checks sentences.
        watch: Takes the time of the check.
        fault: Why the model's answer is not shown; None where it is, or is not known yet.
    """

    extractive: Answer
    lead: str
    call: Call
    check: SentenceCheck
    watch: Stopwatch
    fault: ModelFault | None = None
    _marked: MarkedReply = field(default_factory=MarkedReply)
    _fields: StructuredReply = field(default_factory=StructuredReply)
    _sentences: list[CheckedSentence] = field(default_factory=list)
    _seen: set[str] = field(default_factory=set)
    _declined: bool = False
    _has_fields: bool = False

    def take(self, piece: Piece) -> Answer | None:
        """Take the next piece of the reply.

        Args:
            piece: The piece.

        Returns:
            The answer as far as it is known, where there is more of it than before.

        Raises:
            ModelCallError: There are too many sentences.
        """
        if isinstance(piece, str):
            drafts = self._marked.feed(piece)
        else:
            self._has_fields = True
            drafts = self._fields.feed(piece)
        return self._answer(partial=True) if self._add(drafts) else None

    def finish(self) -> Answer:
        """Return the whole answer once the reply has ended."""
        try:
            self._add(self._marked.close())
            self._add(self._fields.close())
        except ModelCallError as error:
            return self.fail(error.fault)
        fault = self._fault_at_end()
        if fault is not None:
            return self.fail(fault)
        self.watch.add("generate", self.call.milliseconds)
        return self._answer(partial=False)

    def fail(self, fault: ModelFault) -> Answer:
        """Return the extractive answer with a notice.

        Args:
            fault: Why the model's answer is not shown.
        """
        self.fault = fault
        self.watch.add("generate", self.call.milliseconds)
        return replace(
            self.extractive,
            sentences=tuple(self._sentences),
            notice=notice_of(fault, self.call.chat.name),
            fault=fault,
            usage=self.call.usage,
        )

    @property
    def text(self) -> str:
        """Every sentence so far, with the ids that the model gave."""
        return "\n".join(f"{it.text} [{', '.join(it.cited)}]" for it in self._sentences)

    def _add(self, drafts: Sequence[DraftSentence]) -> bool:
        """Check sentences; tell whether there is a new one to show."""
        fresh = list(self._fresh(drafts))
        if len(self._sentences) + len(fresh) > _MOST_SENTENCES:
            raise ModelCallError("too_long")
        if not fresh:
            return False
        with self.watch.stage("check"):
            checked = [self.check.check(draft, self.call.prompt.given) for draft in fresh]
        self._sentences += checked
        return any(it.is_supported for it in checked)

    def _fresh(self, drafts: Sequence[DraftSentence]) -> Iterator[DraftSentence]:
        """Yield sentences that were not said before, and are not the words of declining."""
        for draft in drafts:
            if NO_ANSWER.casefold() in draft.text.casefold():
                self._declined = True
            elif draft.text not in self._seen:
                self._seen.add(draft.text)
                cited = tuple(self._names.get(it.casefold(), it) for it in draft.cited)
                yield replace(draft, cited=cited)

    @cached_property
    def _names(self) -> Mapping[str, str]:
        """The ids of the passages given, by what a model may call them: ``P11``, ``¶ 11``."""
        given = [self.check.report.passage(it) for it in self.call.prompt.given]
        return {name.casefold(): it.id for it in given for name in (it.label, it.id)}

    def _fault_at_end(self) -> ModelFault | None:
        """Return why the reply is no answer, or None where it is one."""
        ended = self.call.meter.fault
        if ended is not None:
            return ended
        if any(it.is_supported for it in self._sentences):
            return None
        if self._declined or (self._has_fields and not self._sentences):
            return "declined"
        if self._sentences:
            return "unsupported"
        return "unreadable" if self.call.meter.called_tools else "empty"

    def _answer(self, *, partial: bool) -> Answer:
        shown = [it for it in self._sentences if it.is_supported]
        citations = tuple(_without_repeats(it for one in shown for it in one.citations))
        return replace(
            self.extractive,
            lead=self.lead,
            short_answer="",
            citations=citations,
            answerer="generative",
            sentences=tuple(self._sentences),
            usage=self.call.usage,
            partial=partial,
            trail=_cited_by(self.extractive.trail, citations),
        )


def _without_repeats(citations: Iterable[Citation]) -> Iterator[Citation]:
    """Yield quotes, leaving out those that stand within another one."""
    every = list(dict.fromkeys(citations))
    for it in every:
        if not any(it is not other and _stands_in(it, other) for other in every):
            yield it


def _stands_in(inner: Citation, outer: Citation) -> bool:
    same = inner.passage_id == outer.passage_id
    return same and outer.start <= inner.start and inner.end <= outer.end


def _cited_by(trail: Trail, citations: Iterable[Citation]) -> Trail:
    cited = {it.passage_id for it in citations}
    candidates = (replace(it, cited=it.passage_id in cited) for it in trail.candidates)
    return replace(trail, candidates=tuple(candidates))
