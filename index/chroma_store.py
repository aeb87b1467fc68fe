"""The vectors of an index in Chroma: in a folder, or on a server."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from index.config import IndexConfig
from index.errors import IndexDamagedError, StoreUnavailableError

if TYPE_CHECKING:
    import numpy as np
    from chromadb.api import ClientAPI
    from numpy.typing import NDArray

_SYNC_THRESHOLD = 2
"""Chroma's smallest. Vectors that wait in its log below the threshold are put into the graph
files by whoever opens the store, which would change files that have been verified."""

_SEARCH_SETTINGS: Any = {
    "hnsw": {
        "space": "cosine",
        "ef_search": 400,
        "ef_construction": 400,
        "max_neighbors": 64,
        "sync_threshold": _SYNC_THRESHOLD,
    }
}
"""Wide enough that the approximate search finds what exact search finds (recall ≥ 0.99)."""


class ChromaStore:
    """A Chroma client that only ever handles vectors that we computed.

    No embedding function is stored or called, so that nothing in a store can make this
    program load or fetch code.
    """

    def __init__(self, client: "ClientAPI", place: str) -> None:
        """Wrap a client; use `open_folder` or `open_server`.

        Args:
            client: The client.
            place: Folder or address, for messages.
        """
        self._client = client
        self._place = place

    @classmethod
    def open_folder(cls, folder: Path) -> "ChromaStore":
        """Open the store in a folder, which is made when missing.

        Args:
            folder: The folder.

        Raises:
            IndexDamagedError: The store cannot be opened.
        """
        import chromadb

        with _damage_named(str(folder)):
            client = chromadb.PersistentClient(str(folder), settings=_client_settings())
        return cls(client, str(folder))

    @classmethod
    def open_server(cls, url: str, token: str | None) -> "ChromaStore":
        """Open a Chroma server.

        Args:
            url: Its address, ``http://host:port``.
            token: Bearer token, or None.

        Raises:
            StoreUnavailableError: It does not answer.
        """
        import chromadb

        parts = urlsplit(url)
        try:
            client = chromadb.HttpClient(
                host=parts.hostname or "",
                port=parts.port or (443 if parts.scheme == "https" else 80),
                ssl=parts.scheme == "https",
                headers={"Authorization": f"Bearer {token}"} if token else None,
                settings=_client_settings(),
            )
            client.heartbeat()
        except Exception as error:
            raise _unavailable(url) from error
        return cls(client, url)

    def write(self, name: str, ids: Sequence[str], vectors: "NDArray[np.float32]") -> None:
        """Make a collection and fill it.

        Args:
            name: Name of the collection.
            ids: Ids of the vectors.
            vectors: Unit vectors, shape ``(len(ids), dimension)``.
        """
        collection = self._client.create_collection(
            name, configuration=_SEARCH_SETTINGS, embedding_function=None
        )
        size = self._client.get_max_batch_size()
        for start in range(0, len(ids), size):
            batch = slice(start, start + size)
            collection.add(ids=list(ids[batch]), embeddings=vectors[batch])
        for _ in range(len(ids), _SYNC_THRESHOLD):
            collection.upsert(ids=list(ids), embeddings=vectors)

    def count(self, name: str) -> int:
        """Return how many vectors a collection holds.

        Raises:
            IndexDamagedError: The collection is missing or unreadable.
        """
        with self._named():
            count: int = self._collection(name).count()
        return count

    def query(self, name: str, vector: "NDArray[np.float32]", k: int) -> list[tuple[str, float]]:
        """Find the nearest vectors.

        Args:
            name: Name of the collection.
            vector: Unit vector, shape ``(dimension,)``.
            k: How many at most.

        Returns:
            Ids with cosine similarity, -1 to 1, best first.

        Raises:
            IndexDamagedError: The collection is missing or unreadable.
        """
        with self._named():
            collection = self._collection(name)
            found = collection.query(
                query_embeddings=vector[None, :], n_results=max(k, 1), include=["distances"]
            )
        distances = found["distances"] or [[]]
        similarities = [1 - float(distance) for distance in distances[0]]
        return list(zip(found["ids"][0], similarities, strict=True))

    def collection_names(self) -> tuple[str, ...]:
        """Return the names of all collections."""
        return tuple(collection.name for collection in self._client.list_collections())

    def delete(self, name: str) -> None:
        """Delete a collection, if it is there."""
        from chromadb.errors import NotFoundError

        try:
            self._client.delete_collection(name)
        except NotFoundError:
            return

    def close(self) -> None:
        """Let go of the client and its files."""
        # Chroma 1.5.9 leaves a server's connections open when its client is closed.
        for client in (self._client, getattr(self._client, "_admin_client", None)):
            session = getattr(getattr(client, "_server", None), "_session", None)
            if session is not None:
                session.close()
        close = getattr(self._client, "close", None)
        if close is not None:
            close()

    def _collection(self, name: str) -> Any:  # noqa: ANN401
        return self._client.get_collection(name, embedding_function=None)

    @contextmanager
    def _named(self) -> Iterator[None]:
        import httpx

        try:
            with _damage_named(self._place):
                yield
        except httpx.HTTPError as error:
            raise _unavailable(self._place) from error


def open_store(config: IndexConfig, generation: Path) -> ChromaStore:
    """Open the store of a generation: on the server, if one is named, else in its folder.

    Args:
        config: Where the index is kept.
        generation: The generation's folder.

    Raises:
        StoreUnavailableError: The server does not answer.
        IndexDamagedError: The store cannot be opened.
    """
    if config.chroma_url is not None:
        return ChromaStore.open_server(config.chroma_url, config.chroma_token)
    return ChromaStore.open_folder(generation / "chroma")


def _client_settings() -> Any:  # noqa: ANN401
    from chromadb.config import Settings

    # Chroma reads settings from `.env` and the environment; ours are fixed here.
    os.environ.setdefault("ANONYMIZED_TELEMETRY", "False")
    return Settings(anonymized_telemetry=False, allow_reset=False, _env_file=None)


def _unavailable(url: str) -> StoreUnavailableError:
    return StoreUnavailableError(
        f"The Chroma server at {url!r} does not answer. Start it, or change the setting "
        "REPORT_ASSISTANT_CHROMA_URL."
    )


@contextmanager
def _damage_named(place: str) -> Iterator[None]:
    from chromadb.errors import ChromaError

    try:
        yield
    except (ChromaError, ValueError, KeyError) as error:
        raise IndexDamagedError(
            f"The vector store in {place!r} cannot be read: {error}. "
            "Run: report-assistant index build"
        ) from error
