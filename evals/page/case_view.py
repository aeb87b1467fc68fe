"""One question as the page shows it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evals.facts import any_occurs, occurs, spans
from evals.metric import Metric
from evals.metrics import verdict_order
from evals.run import CaseResult, Run
from evals.scoring import METRICS
from evals.verdict import GOOD

_RANKED = 10


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a quote.

    Attributes:
        text: Its words.
        is_fact: Whether it is a key fact.
    """

    text: str
    is_fact: bool


@dataclass(frozen=True, slots=True)
class QuoteView:
    """A quote.

    Attributes:
        passage_id: The passage it names.
        is_gold: Whether that is a right one.
        pieces: Its words, key facts apart.
    """

    passage_id: str
    is_gold: bool
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class OtherVerdict:
    """What became of the same question in another run.

    Attributes:
        place: Its place among the other runs.
        system: The other system.
        verdict: Its verdict.
        changed: Whether it was right where this one is wrong, or the reverse.
    """

    place: int
    system: str
    verdict: str
    changed: bool


@dataclass(frozen=True, slots=True)
class CaseView:
    """A question with all that is shown of it.

    Attributes:
        result: The question, the answer and the verdict.
        is_good: Whether the verdict is a good one.
        quotes: The quotes, with key facts marked.
        rest: What it says that is no quote of it.
        missing: Key facts that are not in the answer.
        found_forbidden: Forbidden words that are.
        ranking: The first passages found, and whether they are right ones.
        scores: Scores by the titles of the metrics.
        others: What became of it in the other runs.
    """

    result: CaseResult
    is_good: bool
    quotes: tuple[QuoteView, ...]
    rest: str
    missing: tuple[str, ...]
    found_forbidden: tuple[str, ...]
    ranking: tuple[tuple[str, bool], ...]
    scores: tuple[tuple[str, str], ...]
    others: tuple[OtherVerdict, ...]

    @property
    def changed(self) -> str:
        """Places of the runs against which it changed, for the filter."""
        return " ".join(str(it.place) for it in self.others if it.changed)

    @property
    def checked(self) -> tuple[tuple[str, int], ...]:
        """Verdicts on the sentences of a chat model, with how many got each."""
        counts = self.result.answer.verdicts
        return tuple((verdict, counts[verdict]) for verdict in verdict_order(counts))

    @property
    def resolved(self) -> str:
        """The question that was searched, where it is not the one that was asked."""
        searched = self.result.answer.question
        return "" if searched == self.result.case.question else searched


def case_views(run: Run, others: Sequence[Run]) -> tuple[CaseView, ...]:
    """Return every question of a run.

    Args:
        run: The run.
        others: Those it is compared with.
    """
    known = [(other.system, {it.case.id: it for it in other.results}) for other in others]
    return tuple(_view(result, known) for result in run.results)


def marked(text: str, facts: Sequence[Sequence[str]]) -> tuple[Piece, ...]:
    """Return a text cut where key facts begin and end.

    Args:
        text: The text.
        facts: Groups of variants.
    """
    inside = [False] * len(text)
    for variant in (variant for group in facts for variant in group):
        for start, end in spans(variant, text):
            inside[start:end] = [True] * (end - start)
    pieces: list[Piece] = []
    start = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or inside[place] != inside[start]:
            pieces.append(Piece(text[start:place], inside[start]))
            start = place
    return tuple(pieces)


def _view(result: CaseResult, known: Sequence[tuple[str, Mapping[str, CaseResult]]]) -> CaseView:
    case, answer = result.case, result.answer
    gold = set(case.gold)
    quotes = tuple(
        QuoteView(it.passage_id, it.passage_id in gold, marked(it.quote, case.facts))
        for it in answer.citations
    )
    said = "\n".join(citation.quote for citation in answer.citations)
    text = "" if answer.refused else answer.text
    return CaseView(
        result=result,
        is_good=result.verdict in GOOD,
        quotes=quotes,
        rest="" if answer.text == said else answer.text,
        missing=tuple(" or ".join(it) for it in case.facts if not any_occurs(it, text)),
        found_forbidden=tuple(it for it in case.forbidden if occurs(it, text)),
        ranking=tuple((id_, id_ in gold) for id_ in answer.ranking[:_RANKED]),
        scores=_scores(result),
        others=tuple(
            OtherVerdict(
                place,
                name,
                results[case.id].verdict,
                (results[case.id].verdict in GOOD) != (result.verdict in GOOD),
            )
            for place, (name, results) in enumerate(known)
            if case.id in results
        ),
    )


def _scores(result: CaseResult) -> tuple[tuple[str, str], ...]:
    return tuple(
        (metric.title, _score(metric, result.scores[metric.name]))
        for metric in METRICS
        if metric.name in result.scores
    )


def _score(metric: Metric, score: float) -> str:
    """Return one question's score as it is printed: a share is most often 0 or 1."""
    return metric.printed(score) if metric.unit in {"count", "money"} else f"{score:.3g}"
