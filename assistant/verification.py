"""The last step: nothing is shown that does not stand in the report, and how it was found."""

from assistant.answer import Answer, Refusal
from assistant.calibration import calibration
from assistant.citation import Citation
from assistant.citation_check import check_citation, cite
from assistant.extractive import Draft
from assistant.retrieval import Retrieved
from assistant.trail import Route, Trail, TrailCandidate
from corpus import Report
from index import SearchResult

_NEAREST = 3
_BY_CONFIDENCE = ("search", "values")


def verify(retrieved: Retrieved, route: Route, draft: Draft | Refusal, report: Report) -> Answer:
    """Return the answer with the quotes that stand in the report.

    Args:
        retrieved: What was found.
        route: What decided.
        draft: The answer or refusal.
        report: The report.
    """
    if isinstance(draft, Draft):
        valid = tuple(it for it in draft.citations if check_citation(it, report) == "valid")
        refusal = None if valid else _unverified(retrieved.results)
    else:
        valid, refusal = (), draft
    shown = draft if isinstance(draft, Draft) and valid else Draft("", ())
    return Answer(
        asked=retrieved.resolved.asked,
        question=retrieved.resolved.question,
        lead=shown.lead,
        citations=valid,
        refusal=refusal,
        candidates=retrieved.results,
        short_answer=shown.short_answer,
        confidence=_confidence(retrieved, route),
        trail=_trail(retrieved, route, valid),
    )


def _unverified(results: tuple[SearchResult, ...]) -> Refusal:
    return Refusal(
        "unverified",
        "No quote could be verified in the report, so none is shown. "
        "Read the nearest passages instead.",
        tuple(cite(it.passage, 0, len(it.passage.text)) for it in results[:_NEAREST]),
    )


def _confidence(retrieved: Retrieved, route: Route) -> float | None:
    """Return how sure the answer is: 1 where it was looked up, None where nothing was read."""
    if retrieved.outline is not None or retrieved.named.nothing_else:
        return 1.0
    if route == "none" and retrieved.reading is not None:
        return 0.0
    return retrieved.reading.confidence if retrieved.reading is not None else None


def _trail(retrieved: Retrieved, route: Route, citations: tuple[Citation, ...]) -> Trail:
    found = [it for it in (retrieved.whole, *retrieved.parts) if it is not None]
    reading = retrieved.reading
    signals = {}
    if reading is not None:
        read = zip(reading.results, reading.signals, strict=True)
        signals = {result.passage.id: it for result, it in read}
    cited = {citation.passage_id for citation in citations}
    return Trail(
        route=route,
        searched=tuple(it.query for it in found),
        candidates=tuple(
            TrailCandidate(
                passage_id=it.passage.id,
                label=it.passage.label,
                score=it.score,
                ranks=it.ranks,
                signals=signals.get(it.passage.id),
                cited=it.passage.id in cited,
            )
            for it in retrieved.results
        ),
        signals=reading.question if reading is not None else None,
        threshold=calibration().threshold
        if reading is not None and route in _BY_CONFIDENCE
        else None,
        rewriting=retrieved.rewriting,
    )
