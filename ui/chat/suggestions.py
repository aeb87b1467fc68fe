"""Questions to ask, made from a report's own structure; each of them is answered."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from assistant import Answer, Citation
from corpus import Passage, PassageKind, Report

if TYPE_CHECKING:
    from assistant import Assistant

_EXAMPLES = 6
_NEXT = 3
_MAX_TITLE_LENGTH = 70
_LOOK_UP: dict[PassageKind, str] = {
    "recommendation": "What is Recommendation {}?",
    "paragraph": "What does paragraph {} say?",
    "figure": "What does Figure {} show?",
    "table": "What does Table {} show?",
    "footnote": "What does footnote {} say?",
}
_EXAMPLE_KINDS: tuple[PassageKind, ...] = ("recommendation", "paragraph", "figure", "table")


class Suggestions:
    """Makes questions from a report, and asks each once, so that none leads to a refusal."""

    def __init__(self, assistant: "Assistant") -> None:
        """Take the assistant that will be asked.

        Args:
            assistant: An open assistant.
        """
        self._assistant = assistant
        self._answered: dict[str, bool] = {}

    def examples(self) -> tuple[str, ...]:
        """Return up to six questions to begin with."""
        return self._first(_EXAMPLES, example_candidates(self._assistant.report), ())

    def after(self, answer: Answer, asked: Sequence[str]) -> tuple[str, ...]:
        """Return up to three questions to ask next.

        Where the answer asks back, they are what it asks; where nothing is near, the first
        of the examples.

        Args:
            answer: The answer that was given.
            asked: The questions of the conversation, which are not suggested again.
        """
        if answer.refusal is not None and answer.refusal.choices:
            return answer.refusal.choices
        citations = answer.refusal.nearest if answer.refusal else answer.citations
        report = self._assistant.report
        candidates = chain(next_candidates(report, citations), example_candidates(report))
        return self._first(_NEXT, candidates, asked)

    def _first(
        self, count: int, candidates: Iterator[str], asked: Sequence[str]
    ) -> tuple[str, ...]:
        found: list[str] = []
        known = {question.casefold() for question in asked}
        for question in candidates:
            if len(found) == count:
                break
            if question.casefold() not in known and self._is_answered(question):
                found.append(question)
                known.add(question.casefold())
        return tuple(found)

    def _is_answered(self, question: str) -> bool:
        if question not in self._answered:
            # In the report's own words: nobody waits or pays for a chat model to be asked this.
            answer = self._assistant.ask(question, answerer="extractive")
            self._answered[question] = answer.refusal is None
        return self._answered[question]


def example_candidates(report: Report) -> Iterator[str]:
    """Yield questions about a report: its largest sections, and a place of each kind.

    Args:
        report: The report.
    """
    about = [_about(title) for title in _telling_titles(report)]
    yield from about[:2]
    for kind in _EXAMPLE_KINDS:
        if passages := report.of_kind(kind):
            yield _LOOK_UP[kind].format(passages[0].number)
    yield from about[2:_EXAMPLES]


def next_candidates(report: Report, citations: Sequence[Citation]) -> Iterator[str]:
    """Yield questions that lead on from what was cited, the nearest first.

    Args:
        report: The report.
        citations: What was cited.
    """
    passages = [report.passage(it) for it in dict.fromkeys(c.passage_id for c in citations)]
    yield from _responses(report, passages)
    for passage in passages:
        for named in passage.references:
            yield from _look_up(report.passage(named.target))
    yield from _sections(passages)
    for passage in passages[:1]:
        for linked in report.referring_to(passage.id):
            yield from _look_up(linked)
        yield from _following(report, passage)


def _responses(report: Report, passages: Sequence[Passage]) -> Iterator[str]:
    for passage in passages:
        if passage.kind == "recommendation" and report.referring_to(passage.id):
            yield f"What was the response to {passage.label}?"


def _sections(passages: Sequence[Passage]) -> Iterator[str]:
    for passage in passages:
        if passage.section and len(passage.section[-1]) <= _MAX_TITLE_LENGTH:
            yield _about(passage.section[-1])


def _following(report: Report, passage: Passage) -> Iterator[str]:
    same = report.of_kind(passage.kind)
    place = same.index(passage) + 1
    if place < len(same):
        yield from _look_up(same[place])


def _look_up(passage: Passage) -> Iterator[str]:
    if passage.kind in _LOOK_UP:
        yield _LOOK_UP[passage.kind].format(passage.number)


def _telling_titles(report: Report) -> list[str]:
    """Titles of the innermost sections, those with the most passages first."""
    sizes = Counter(passage.section for passage in report.passages if passage.section)
    outer = {path[:-1] for path in sizes}
    inner = [path for path, _ in sizes.most_common() if path not in outer]
    inner.sort(key=len, reverse=True)
    return [path[-1] for path in inner if len(path[-1]) <= _MAX_TITLE_LENGTH]


def _about(title: str) -> str:
    first, *_ = title.split()
    lowered = title if first[1:] != first[1:].lower() else title[:1].lower() + title[1:]
    return f"What does the report say about {lowered}?"
