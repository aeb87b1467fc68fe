"""Example questions, made from a report's own structure."""

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from corpus import PassageKind, Report

if TYPE_CHECKING:
    from assistant import Assistant

_ENOUGH = 6
_MAX_TITLE_LENGTH = 70
_NAMED_KINDS: tuple[tuple[PassageKind, str], ...] = (
    ("recommendation", "What is Recommendation {}?"),
    ("paragraph", "What does paragraph {} say?"),
    ("figure", "What does Figure {} show?"),
    ("table", "What does Table {} show?"),
)


def example_questions(assistant: "Assistant") -> tuple[str, ...]:
    """Return up to six questions that the assistant answers.

    Each is asked first, so that no example leads to a refusal.

    Args:
        assistant: The assistant that will be asked.
    """
    questions: list[str] = []
    for question in _candidates(assistant.report):
        if len(questions) < _ENOUGH and assistant.ask(question).refusal is None:
            questions.append(question)
    return tuple(questions)


def _candidates(report: Report) -> Iterator[str]:
    about = [_about(title) for title in _telling_titles(report)]
    yield from about[:2]
    for kind, wording in _NAMED_KINDS:
        if passages := report.of_kind(kind):
            yield wording.format(passages[0].number)
    yield from about[2:_ENOUGH]


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
