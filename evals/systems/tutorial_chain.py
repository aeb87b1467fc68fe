"""Baseline: what a LangChain tutorial builds, with the same embedding model.

The raw text of the file is cut by `RecursiveCharacterTextSplitter` (1,000 characters, 200 of
them overlapping), the chunks go into Chroma, and the nearest chunk is the answer. Chunks know
no paragraph numbers, so each is mapped to the passages whose characters it holds.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from langchain_core.embeddings import Embeddings

from corpus import Report
from evals.system import SystemAnswer, SystemCitation, SystemContext
from evals.systems.dense import kept_embedder
from evals.systems.whole_passage import RANKED
from index import Embedder, EmbeddingProgress

if TYPE_CHECKING:
    from langchain_chroma import Chroma

_CHUNK_SIZE = 1000
_CHUNK_OVERLAP = 200
_CHUNKS = 10


class LangChainEmbeddings(Embeddings):
    """One of our embedding models, as LangChain calls it."""

    def __init__(self, embedder: Embedder, on_progress: EmbeddingProgress | None = None) -> None:
        """Wrap a model.

        Args:
            embedder: The model.
            on_progress: Called while texts are embedded.
        """
        self._embedder = embedder
        self._on_progress = on_progress

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Embed texts."""
        vectors: list[list[float]] = self._embedder.embed_documents(
            texts, self._on_progress
        ).tolist()
        return vectors

    def embed_query(self, text: str) -> list[float]:
        """Embed a question."""
        vector: list[float] = self._embedder.embed_query(text).tolist()
        return vector


class TutorialChain:
    """The chunk that is nearest.

    Attributes:
        name: Its name.
        description: What it is.
    """

    name = "tutorial"
    description = "LangChain's splitter (1000/200), the same embedding model, Chroma, best chunk"

    def __init__(self, report: Report, store: "Chroma", fingerprint: str) -> None:
        """Put the chain together.

        Args:
            report: The report.
            store: The filled store.
            fingerprint: That of the embedding model.
        """
        self._report = report
        self._store = store
        self._fingerprint = fingerprint

    def answer(self, question: str, history: Sequence[str]) -> SystemAnswer:  # noqa: ARG002
        """Answer with the nearest chunk; the history is not looked at. See `System.answer`."""
        found = self._store.similarity_search_with_score(question, k=_CHUNKS)
        chunks = [(it.page_content, int(it.metadata["start_index"]), score) for it, score in found]
        passages = [
            id_
            for text, start, _ in chunks
            for id_ in overlapping_passages(self._report, start, start + len(text))
        ]
        if not passages:
            return SystemAnswer(refused=True, reason="nothing found")
        return SystemAnswer(
            text=chunks[0][0],
            ranking=tuple(dict.fromkeys(passages))[:RANKED],
            citations=(SystemCitation(passage_id=passages[0], quote=chunks[0][0]),),
            confidence=-float(chunks[0][2]),
        )

    def provenance(self) -> Mapping[str, str]:
        """Return the model's fingerprint and how the text is cut."""
        return {
            "embedding_model": self._fingerprint,
            "chunk_size": str(_CHUNK_SIZE),
            "chunk_overlap": str(_CHUNK_OVERLAP),
        }


def make_system(context: SystemContext) -> TutorialChain:
    """Make the baseline; its store lives in memory.

    Args:
        context: The report, its text and the settings.
    """
    import chromadb
    from langchain_chroma import Chroma
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    embedder = kept_embedder(context)
    splitter = RecursiveCharacterTextSplitter(
        chunk_size=_CHUNK_SIZE, chunk_overlap=_CHUNK_OVERLAP, add_start_index=True
    )
    chunks = splitter.create_documents([context.source.text])
    client = chromadb.EphemeralClient(
        chromadb.config.Settings(anonymized_telemetry=False, _env_file=None)
    )
    store = Chroma.from_documents(
        chunks,
        LangChainEmbeddings(embedder, context.on_progress),
        collection_name=f"tutorial-{context.report.source_sha256[:24]}",
        client=client,
        ids=[str(place) for place in range(len(chunks))],
    )
    return TutorialChain(context.report, store, embedder.fingerprint)


def overlapping_passages(report: Report, start: int, end: int) -> list[str]:
    """Return the passages that share characters with a part of the file, most first.

    Args:
        report: The report.
        start: Where the part begins in the file's text.
        end: Where it ends.
    """
    shared = {
        passage.id: sum(
            max(0, min(span.end, end) - max(span.start, start)) for span in passage.source_spans
        )
        for passage in report.passages
    }
    return sorted((id_ for id_, size in shared.items() if size), key=lambda id_: -shared[id_])
