"""Building an index: whole or not at all."""

import sqlite3
import uuid
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from corpus import Report
from index.checksums import checksum_files
from index.chroma_store import ChromaStore, open_store
from index.chunk import Chunk
from index.chunker import CHUNKER_VERSION, chunk_report
from index.config import IndexConfig
from index.embedder import Embedder, EmbeddingProgress
from index.errors import IndexWriteError, SearchIndexError
from index.generations import (
    BUILDING,
    Generation,
    current_generation,
    generations_folder,
    publish,
    remove_others,
)
from index.lexical import LexicalIndex
from index.lock import write_lock
from index.manifest import Manifest, fingerprint_reports, package_versions
from index.probe import probe, probe_in_child
from index.status import IndexStatus, describe
from index.vectors import content_hash, load_chunks, load_vectors, save_chunks

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LEVELS = ("sentence", "passage")


def build_index(
    reports: Sequence[Report],
    config: IndexConfig,
    embedder: Embedder,
    on_progress: EmbeddingProgress | None = None,
    *,
    force: bool = False,
) -> IndexStatus:
    """Build an index, unless the one that serves is whole and up to date.

    A new generation is written beside the one that serves, verified, and only then takes
    its place. Vectors of unchanged chunks are taken over, not computed again.

    Args:
        reports: What is to be searched.
        config: Where the index is kept.
        embedder: Computes the vectors.
        on_progress: Called with how many new chunks are embedded and how many there are.
        force: Whether to build even when nothing has changed.

    Returns:
        The state of the index, with how many chunks were embedded.

    Raises:
        IndexBusyError: Another process is building.
        IndexWriteError: The folder cannot be written, or the disk is full.
        IndexDamagedError: What was written does not read back right.
        EmbeddingModelError: The model cannot be loaded.
        StoreUnavailableError: The Chroma server does not answer.
    """
    with _write_errors_named(config.folder), write_lock(config.folder, config.lock_timeout_s):
        current = _usable(config)
        if current is not None and not force and _serves(current, reports, config, embedder):
            return describe(current, config.folder, embedded=0)
        return _build(reports, config, embedder, current, on_progress)


def _usable(config: IndexConfig) -> Generation | None:
    """Return the current generation if all its files are right, for its vectors' sake."""
    try:
        current = current_generation(config.folder)
        current.check_files()
    except SearchIndexError:
        return None
    return current


def _serves(
    current: Generation, reports: Sequence[Report], config: IndexConfig, embedder: Embedder
) -> bool:
    if current.manifest.chroma_url != config.chroma_url:
        return False
    try:
        current.manifest.check_matches(reports, embedder)
        if config.chroma_url is not None:
            with closing(open_store(config, current.folder)) as store:
                probe(store, current.folder, current.manifest.collections)
    except SearchIndexError:
        return False
    return True


def _build(
    reports: Sequence[Report],
    config: IndexConfig,
    embedder: Embedder,
    current: Generation | None,
    on_progress: EmbeddingProgress | None,
) -> IndexStatus:
    generation = uuid.uuid4().hex[:12]
    building = generations_folder(config.folder) / f"{generation}{BUILDING}"
    keep = {current.folder.name} if current else set()
    building.mkdir(parents=True)
    remove_others(config.folder, keep | {building.name})
    try:
        chunks = tuple(chunk for report in reports for chunk in chunk_report(report))
        vectors, embedded = _vectors(chunks, embedder, current, on_progress)
        collections = _write(building, generation, chunks, vectors, config)
        manifest = Manifest(
            generation=generation,
            embedding_model=embedder.fingerprint,
            dimension=embedder.dimension,
            chunker_version=CHUNKER_VERSION,
            reports=fingerprint_reports(reports),
            packages=package_versions(),
            chunks=len(chunks),
            created=datetime.now(UTC).isoformat(timespec="seconds"),
            collections=collections,
            chroma_url=config.chroma_url,
            checksums=checksum_files(building),
        )
        published = publish(config.folder, building, manifest)
    except BaseException:
        remove_others(config.folder, keep)
        raise
    # Again, since what a killed build left may have been held by its own child until now.
    remove_others(config.folder, keep | {generation})
    _forget_server_collections(config, current)
    return describe(published, config.folder, embedded=embedded)


def _vectors(
    chunks: Sequence[Chunk],
    embedder: Embedder,
    current: Generation | None,
    on_progress: EmbeddingProgress | None,
) -> tuple["NDArray[np.float32]", int]:
    import numpy as np

    known = _known_vectors(current, embedder)
    new = list(
        dict.fromkeys(chunk.text for chunk in chunks if content_hash(chunk.text) not in known)
    )
    if new:
        computed = embedder.embed_documents(new, on_progress)
        known.update(zip(map(content_hash, new), computed, strict=True))
    rows = [known[content_hash(chunk.text)] for chunk in chunks]
    return np.asarray(rows, dtype=np.float32).reshape(len(chunks), -1), len(new)


def _known_vectors(
    current: Generation | None, embedder: Embedder
) -> dict[str, "NDArray[np.float32]"]:
    if current is None or current.manifest.embedding_model != embedder.fingerprint:
        return {}
    chunks = load_chunks(current.folder)
    vectors = load_vectors(current.folder)
    return {content_hash(chunk.text): row for chunk, row in zip(chunks, vectors, strict=True)}


def _write(
    building: Path,
    generation: str,
    chunks: Sequence[Chunk],
    vectors: "NDArray[np.float32]",
    config: IndexConfig,
) -> dict[str, str]:
    """Write every file of a generation and verify the store; return its collections."""
    save_chunks(building, chunks, vectors)
    collections = {level: f"{generation}-{level}" for level in LEVELS}
    with closing(open_store(config, building)) as store:
        for level, name in collections.items():
            rows = [row for row, chunk in enumerate(chunks) if chunk.level == level]
            store.write(name, [chunks[row].id for row in rows], vectors[rows])
            lexical = LexicalIndex.build([chunks[row] for row in rows])
            lexical.save(building / "lexical" / level)
        if config.chroma_url is not None:
            probe(store, building, collections)
    if config.chroma_url is None:
        probe_in_child(building, collections)
    return collections


def _forget_server_collections(config: IndexConfig, old: Generation | None) -> None:
    if old is None or old.manifest.chroma_url is None:
        return
    try:
        store = ChromaStore.open_server(old.manifest.chroma_url, config.chroma_token)
    except SearchIndexError:
        return
    with closing(store):
        for name in old.manifest.collections.values():
            store.delete(name)


@contextmanager
def _write_errors_named(folder: Path) -> Iterator[None]:
    from chromadb.errors import ChromaError

    try:
        yield
    except (OSError, sqlite3.Error, ChromaError) as error:
        reason = getattr(error, "strerror", None) or str(error).strip() or type(error).__name__
        raise IndexWriteError(
            f"The index cannot be written in {str(folder)!r}: {reason}. Free some space, check "
            "that the folder may be written, or name another with REPORT_ASSISTANT_DATA_DIR."
        ) from error
