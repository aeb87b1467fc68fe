"""Baseline: plain BM25 over whole passages, by bm25s with its own word splitting."""

from collections.abc import Mapping, Sequence

from corpus import Report
from evals.system import SystemAnswer, SystemContext
from evals.systems.whole_passage import RANKED, answer_whole


class Bm25System:
    """The passage that shares the weightiest words.

    Attributes:
        name: Its name.
        description: What it is.
    """

    name = "bm25"
    description = "plain BM25 over whole passages"

    def __init__(self, report: Report) -> None:
        """Index the passages.

        Args:
            report: The report.
        """
        import bm25s

        self._report = report
        self._ids = [passage.id for passage in report.passages]
        self._ranker = bm25s.BM25()
        self._ranker.index(self._words([p.text for p in report.passages]), show_progress=False)

    def answer(self, question: str, history: Sequence[str]) -> SystemAnswer:  # noqa: ARG002
        """Answer with the best passage; the history is not looked at. See `System.answer`."""
        known = [w for w in self._words([question])[0] if w in self._ranker.vocab_dict]
        scores = self._ranker.get_scores(known) if known else []
        ranked = sorted(zip(self._ids, map(float, scores), strict=False), key=lambda it: -it[1])
        return answer_whole([it for it in ranked if it[1] > 0][:RANKED], self._report)

    def provenance(self) -> Mapping[str, str]:
        """Return the variant of BM25."""
        return {"method": str(self._ranker.method), "words": "bm25s, English stop words"}

    def _words(self, texts: Sequence[str]) -> list[list[str]]:
        import bm25s

        words: list[list[str]] = bm25s.tokenize(
            list(texts), stopwords="en", return_ids=False, show_progress=False
        )
        return words


def make_system(context: SystemContext) -> Bm25System:
    """Make the baseline.

    Args:
        context: The report.
    """
    return Bm25System(context.report)
