"""What the plain baselines share: the best passage, whole, is the answer."""

from collections.abc import Sequence

from corpus import Report
from evals.system import SystemAnswer, SystemCitation

RANKED = 10


def answer_whole(ranked: Sequence[tuple[str, float]], report: Report) -> SystemAnswer:
    """Return the best passage as the answer; a refusal where nothing was found.

    Args:
        ranked: Ids of passages with their scores, best first.
        report: The report.
    """
    if not ranked:
        return SystemAnswer(refused=True, reason="nothing found")
    best, score = ranked[0]
    text = report.passage(best).text
    return SystemAnswer(
        text=text,
        ranking=tuple(id_ for id_, _ in ranked),
        citations=(SystemCitation(passage_id=best, quote=text),),
        confidence=score,
    )
