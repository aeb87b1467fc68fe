"""What an index was built from, and what its files must be."""

import hashlib
import json
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from corpus import Report
from index.chunker import CHUNKER_VERSION
from index.embedder import Embedder
from index.errors import IndexDamagedError, IndexMismatchError, IndexOutdatedError

MANIFEST_FILE = "manifest.json"
_PACKAGES = ("bm25s", "chromadb", "numpy")
_MEND = "Run: report-assistant index build"


class Manifest(BaseModel):
    """The manifest of a generation of the index.

    Attributes:
        generation: Id of the generation.
        embedding_model: Fingerprint of the embedding model.
        dimension: Length of its vectors.
        chunker_version: Version of the chunker.
        reports: Hash of the passages of each report, by symbol.
        packages: Versions of the packages that wrote the files.
        chunks: Number of chunks.
        created: When it was built, in ISO 8601.
        collections: Names of the Chroma collections, by level of chunk.
        chroma_url: Address of the Chroma server, or None.
        checksums: SHA-256 of each file, by its path in the generation's folder.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    generation: str
    embedding_model: str
    dimension: int
    chunker_version: int
    reports: dict[str, str]
    packages: dict[str, str]
    chunks: int
    created: str
    collections: dict[str, str]
    chroma_url: str | None
    checksums: dict[str, str]

    def check_matches(self, reports: Sequence[Report], embedder: Embedder) -> None:
        """Check that the index can answer for these reports with this model.

        Args:
            reports: The reports to be searched.
            embedder: The model to embed questions with.

        Raises:
            IndexMismatchError: It was built with another model.
            IndexOutdatedError: It was built from other reports or by another version.
        """
        if self.embedding_model != embedder.fingerprint:
            raise IndexMismatchError(
                f"The index was built with the embedding model {self.embedding_model!r}, but the "
                f"settings name {embedder.fingerprint!r}. {_MEND}"
            )
        if self.reports != fingerprint_reports(reports):
            raise IndexOutdatedError(f"The index was built from another text. {_MEND}")
        if self.chunker_version != CHUNKER_VERSION or self.packages != package_versions():
            raise IndexOutdatedError(
                f"The index was built by another version of this program. {_MEND}"
            )

    def check_place(self, chroma_url: str | None) -> None:
        """Check that the vectors are where the settings say.

        Args:
            chroma_url: Address of the Chroma server in the settings, or None.

        Raises:
            IndexOutdatedError: They are somewhere else.
        """
        if self.chroma_url != chroma_url:
            here, there = self.chroma_url or "its folder", chroma_url or "its folder"
            raise IndexOutdatedError(
                f"The index keeps its vectors in {here}, the settings say {there}. {_MEND}"
            )


def read_manifest(generation: Path) -> Manifest:
    """Read the manifest of a generation.

    Args:
        generation: The generation's folder.

    Raises:
        IndexDamagedError: It is missing or not readable.
    """
    try:
        return Manifest.model_validate_json((generation / MANIFEST_FILE).read_bytes())
    except (OSError, ValidationError) as error:
        raise IndexDamagedError(
            f"The manifest of the index in {str(generation)!r} cannot be read. {_MEND}"
        ) from error


def fingerprint_reports(reports: Sequence[Report]) -> dict[str, str]:
    """Return a hash of every report's passages, by symbol.

    Args:
        reports: The reports.
    """
    return {report.symbol: _fingerprint(report) for report in reports}


def package_versions() -> dict[str, str]:
    """Return the versions of the packages whose files the index is made of."""
    return {package: version(package) for package in _PACKAGES}


def _fingerprint(report: Report) -> str:
    passages = [
        [p.id, p.text, p.section, [[item.start, item.end] for item in p.items]]
        for p in report.passages
    ]
    return hashlib.sha256(json.dumps(passages).encode()).hexdigest()
