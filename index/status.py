"""Telling the state of an index."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from index.config import IndexConfig
from index.errors import IndexMissingError, SearchIndexError
from index.generations import Generation, current_generation


@dataclass(frozen=True, slots=True)
class IndexStatus:
    """The state of an index.

    Attributes:
        state: ``ready``, ``missing`` or ``damaged``.
        folder: The index's folder.
        problem: What is wrong, in a sentence with the next step; empty when ready.
        generation: Id of the generation that serves.
        reports: Symbols of the reports in it.
        chunks: Number of chunks.
        embedded: How many chunks a build had to embed; 0 where nothing was built.
        embedding_model: Fingerprint of the embedding model.
        packages: Versions of the packages that wrote it.
        created: When it was built, in ISO 8601.
        size_bytes: Size of its files.
    """

    state: Literal["ready", "missing", "damaged"]
    folder: Path
    problem: str = ""
    generation: str = ""
    reports: tuple[str, ...] = ()
    chunks: int = 0
    embedded: int = 0
    embedding_model: str = ""
    packages: tuple[tuple[str, str], ...] = ()
    created: str = ""
    size_bytes: int = 0


def index_status(config: IndexConfig) -> IndexStatus:
    """Tell the state of an index, after checking all its files.

    Args:
        config: Where it is kept.
    """
    try:
        generation = current_generation(config.folder)
        generation.check_files()
    except IndexMissingError as error:
        return IndexStatus("missing", config.folder, problem=str(error))
    except SearchIndexError as error:
        return IndexStatus("damaged", config.folder, problem=str(error))
    return describe(generation, config.folder)


def describe(generation: Generation, folder: Path, embedded: int = 0) -> IndexStatus:
    """Return the state of an index whose generation is known to be whole.

    Args:
        generation: The generation that serves.
        folder: The index's folder.
        embedded: How many chunks its build had to embed.
    """
    manifest = generation.manifest
    files = [path for path in generation.folder.rglob("*") if path.is_file()]
    return IndexStatus(
        state="ready",
        folder=folder,
        generation=manifest.generation,
        reports=tuple(manifest.reports),
        chunks=manifest.chunks,
        embedded=embedded,
        embedding_model=manifest.embedding_model,
        packages=tuple(manifest.packages.items()),
        created=manifest.created,
        size_bytes=sum(path.stat().st_size for path in files),
    )
