"""The index as a LangChain retriever: the public face for other chains."""

from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict, Field

from index.chunk import SearchResult
from index.search import SearchIndex


class ReportRetriever(BaseRetriever):
    """Finds passages of a report.

    Attributes:
        index: The open index.
        k: How many passages to return at most.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    index: SearchIndex
    k: int = Field(default=5, ge=1, le=100)

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun, k: int | None = None
    ) -> list[Document]:
        del run_manager
        return [to_document(result) for result in self.index.search(query, k or self.k)]


def to_document(result: SearchResult) -> Document:
    """Return a found passage as a LangChain document.

    Args:
        result: The passage found.

    Returns:
        A document whose content is the passage's text and whose metadata are plain values:
        ``report, passage_id, kind, number, label, section, score`` and, where a sentence
        matched, ``evidence_start, evidence_end, evidence``.
    """
    passage = result.passage
    metadata: dict[str, Any] = {
        "report": passage.report,
        "passage_id": passage.id,
        "kind": passage.kind,
        "number": passage.number,
        "label": passage.label,
        "section": " › ".join(passage.section),
        "score": result.score,
    }
    if result.evidence:
        best = result.evidence[0]
        metadata["evidence_start"] = best.start
        metadata["evidence_end"] = best.end
        metadata["evidence"] = passage.text[best.start : best.end]
    return Document(
        id=f"{passage.report}#{passage.id}", page_content=passage.text, metadata=metadata
    )
