"""What the page of feedback shows, ready for its template."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from corpus import Report, visible
from ui.feedback import REASONS, Feedback, FeedbackPage, Reason, Verdict, reason_in_words
from ui.markup import short_label
from ui.texts import NAMES, Texts

PAGE_SIZE = 25
"""How many records a page has."""

Counts = Mapping[tuple[Verdict, Reason], int]
"""How many records there are of each verdict and reason."""

_VERDICTS: tuple[Verdict, ...] = ("right", "wrong")


@dataclass(frozen=True, slots=True)
class Choice:
    """Which records are wanted.

    Attributes:
        verdict: Only those with it, or None.
        reason: Only those with it, or None.
        page: Number of the page, from 1.
    """

    verdict: Verdict | None = None
    reason: Reason | None = None
    page: int = 1

    @property
    def query(self) -> str:
        """The choice as the end of an address; empty where everything is wanted."""
        wanted = {"verdict": self.verdict, "reason": self.reason}
        fields: dict[str, str] = {name: value for name, value in wanted.items() if value}
        if self.page > 1:
            fields["page"] = str(self.page)
        return f"?{urlencode(fields)}" if fields else ""


@dataclass(frozen=True, slots=True)
class Link:
    """One link.

    Attributes:
        label: What it says.
        query: Where it leads: the end of the address, or a passage's id.
        count: How many records it leads to.
        current: Whether it is chosen.
    """

    label: str
    query: str
    count: int = 0
    current: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One record as shown.

    Attributes:
        time: When it was said, for a program.
        said_at: When it was said, for a person.
        said_by: Who said it, and the language of the page, where they are known.
        verdict: ``right`` or ``wrong``.
        judgement: Verdict and reason in words.
        question: The question as typed.
        history: The questions before it.
        stand_alone: The question that was searched, where it differs.
        answer: The answer as shown.
        comment: What was added.
        cited: The passages that were quoted; ``query`` is empty for one that the report lacks.
    """

    time: str
    said_at: str
    said_by: tuple[str, ...]
    verdict: Verdict
    judgement: str
    question: str
    history: tuple[str, ...]
    stand_alone: str
    answer: str
    comment: str
    cited: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class FeedbackView:
    """What the page shows.

    Attributes:
        page: The records of the page and how many there are.
        entries: The same records as shown.
        filters: Links to everything, to each verdict and to each reason.
        before: End of the address of the page with newer records, or None.
        after: End of the address of the page with older records, or None.
    """

    page: FeedbackPage
    entries: tuple[Entry, ...]
    filters: tuple[Link, ...]
    before: str | None
    after: str | None


def choice_of(parameters: Mapping[str, str]) -> Choice:
    """Return what an address asks for; what is unknown in it is left out.

    Args:
        parameters: What follows the question mark.
    """
    verdict, reason = parameters.get("verdict"), parameters.get("reason")
    page = parameters.get("page", "")
    return Choice(
        verdict if verdict in _VERDICTS else None,
        reason if reason and reason in REASONS else None,
        int(page) if page.isdecimal() and len(page) < 10 else 1,
    )


def feedback_view(
    report: Report, page: FeedbackPage, counts: Counts, choice: Choice, texts: Texts
) -> FeedbackView:
    """Say in words what is stored.

    Args:
        report: The report that was asked about.
        page: The records to show.
        counts: How many records there are.
        choice: Which records were wanted.
        texts: The language of the page.
    """
    before = Choice(choice.verdict, choice.reason, page.number - 1)
    after = Choice(choice.verdict, choice.reason, page.number + 1)
    return FeedbackView(
        page,
        tuple(_entry(report, record, texts) for record in page.records),
        _filters(counts, choice, texts),
        before.query if page.number > 1 else None,
        after.query if page.number < page.pages else None,
    )


def _verdict_in_words(verdict: Verdict, texts: Texts) -> str:
    return texts.gettext("Right") if verdict == "right" else texts.gettext("Wrong")


def _filters(counts: Counts, choice: Choice, texts: Texts) -> tuple[Link, ...]:
    options = [
        (texts.gettext("Everything"), Choice()),
        *((_verdict_in_words(it, texts), Choice(verdict=it)) for it in _VERDICTS),
        *((reason_in_words(it, texts), Choice(reason=it)) for it in REASONS if it),
    ]
    chosen = (choice.verdict, choice.reason)
    return tuple(
        Link(label, it.query, _count(counts, it), (it.verdict, it.reason) == chosen)
        for label, it in options
    )


def _count(counts: Counts, choice: Choice) -> int:
    return sum(
        count
        for (verdict, reason), count in counts.items()
        if choice.verdict in {None, verdict} and choice.reason in {None, reason}
    )


def _entry(report: Report, record: Feedback, texts: Texts) -> Entry:
    judgement = [_verdict_in_words(record.verdict, texts), reason_in_words(record.reason, texts)]
    zone = record.time.tzname() or ""
    return Entry(
        time=record.time.isoformat(timespec="seconds"),
        said_at=f"{texts.date(record.time.date())}, {record.time:%H:%M} {zone}".strip(),
        said_by=_said_by(record),
        verdict=record.verdict,
        judgement=" – ".join(filter(None, judgement)),
        question=visible(record.question),
        history=tuple(visible(it) for it in record.history),
        stand_alone=visible(record.stand_alone) if record.stand_alone != record.question else "",
        answer=visible(record.answer),
        comment=visible(record.comment),
        cited=tuple(
            _cited(report, it) for it in dict.fromkeys(it.passage_id for it in record.citations)
        ),
    )


def _said_by(record: Feedback) -> tuple[str, ...]:
    language = NAMES[record.language] if record.language else ""
    return tuple(filter(None, [visible(record.user), language]))


def _cited(report: Report, passage_id: str) -> Link:
    passage = next((it for it in report.passages if it.id == passage_id), None)
    if passage is None:
        return Link(visible(passage_id), "")
    return Link(short_label(passage.kind, passage.label), passage.id)
