"""Baseline: plain dense search over whole passages, with the same embedding model."""

from collections.abc import Mapping, Sequence

from corpus import Report
from evals.embedding_cache import CachingEmbedder
from evals.system import SystemAnswer, SystemContext
from evals.systems.whole_passage import RANKED, answer_whole
from index import Embedder, EmbeddingProgress, open_embedder


class DenseSystem:
    """The passage whose embedding is nearest.

    Attributes:
        name: Its name.
        description: What it is.
    """

    name = "dense"
    description = "plain dense search over whole passages"

    def __init__(
        self, report: Report, embedder: Embedder, on_progress: EmbeddingProgress | None = None
    ) -> None:
        """Embed the passages.

        Args:
            report: The report.
            embedder: The model.
            on_progress: Called while passages are embedded.
        """
        self._report = report
        self._embedder = embedder
        self._ids = [passage.id for passage in report.passages]
        texts = [passage.text for passage in report.passages]
        self._vectors = embedder.embed_documents(texts, on_progress)

    def answer(self, question: str, history: Sequence[str]) -> SystemAnswer:  # noqa: ARG002
        """Answer with the nearest passage; the history is not looked at. See `System.answer`."""
        similarities = self._vectors @ self._embedder.embed_query(question)
        ranked = sorted(
            zip(self._ids, map(float, similarities), strict=True), key=lambda it: -it[1]
        )
        return answer_whole(ranked[:RANKED], self._report)

    def provenance(self) -> Mapping[str, str]:
        """Return the model's fingerprint."""
        return {"embedding_model": self._embedder.fingerprint}


def make_system(context: SystemContext) -> DenseSystem:
    """Make the baseline.

    Args:
        context: The report and the settings.
    """
    return DenseSystem(context.report, kept_embedder(context), context.on_progress)


def kept_embedder(context: SystemContext) -> CachingEmbedder:
    """Return the product's embedding model, with vectors kept in the data folder.

    Args:
        context: The settings.
    """
    folder = context.settings.data_dir / "evals" / "vectors"
    return CachingEmbedder(open_embedder(context.settings.embedding_model), folder)
