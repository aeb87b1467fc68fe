"""Trying a new generation before it serves.

    python -m index.probe FOLDER COLLECTIONS BUILDER

A damaged vector store can end the process that opens it, and mostly it answers wrongly
without a word. So a new one is opened in a process of its own, counted, and asked for the
neighbours of known vectors, which exact search knows too.
"""

import json
import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from index.chroma_store import ChromaStore
from index.errors import IndexDamagedError
from index.vectors import load_chunks, load_vectors

_CANARIES = 25
_NEIGHBOURS = 10
_MIN_RECALL = 0.99
_TIMEOUT_S = 300
_TIE = 1e-5


def probe_in_child(generation: Path, collections: dict[str, str]) -> None:
    """Probe a generation's local store in a child process.

    Args:
        generation: The generation's folder.
        collections: Names of its collections, by level of chunk.

    Raises:
        IndexDamagedError: It cannot be opened, is not whole, or answers wrongly.
    """
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    command = [sys.executable, "-m", "index.probe", str(generation), json.dumps(collections)]
    command.append(str(os.getpid()))
    try:
        child = subprocess.run(  # noqa: S603
            command, env=environment, capture_output=True, timeout=_TIMEOUT_S, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise IndexDamagedError(
            f"The new index in {str(generation)!r} did not answer within {_TIMEOUT_S} seconds. "
            "Run: report-assistant index build"
        ) from error
    if child.returncode != 0:
        said = child.stderr.decode("utf-8", "replace").strip().split("\n")[-1]
        raise IndexDamagedError(
            f"The new index in {str(generation)!r} failed its check "
            f"(exit code {child.returncode}): {said} Check the disk, then run: "
            "report-assistant index build --force"
        )


def probe(store: ChromaStore, generation: Path, collections: dict[str, str]) -> None:
    """Check that a store holds every vector and finds the right neighbours.

    Args:
        store: The store.
        generation: The generation's folder, with chunks and vectors.
        collections: Names of its collections, by level of chunk.

    Raises:
        IndexDamagedError: It is not whole, or answers wrongly.
    """
    import numpy as np

    chunks = load_chunks(generation)
    vectors = load_vectors(generation)
    for level, name in collections.items():
        rows = [row for row, chunk in enumerate(chunks) if chunk.level == level]
        if store.count(name) != len(rows):
            raise IndexDamagedError(
                f"The collection {name!r} holds {store.count(name)} of {len(rows)} vectors."
            )
        exact = vectors[rows]
        k = min(_NEIGHBOURS, len(rows))
        for canary in np.linspace(0, len(rows) - 1, min(_CANARIES, len(rows)), dtype=int):
            found = store.query(name, exact[canary], k)
            similarities = exact @ exact[canary]
            floor = np.sort(similarities)[-k] - _TIE
            right = sum(score >= floor for _, score in found)
            if right < _MIN_RECALL * k:
                raise IndexDamagedError(f"The collection {name!r} finds wrong neighbours.")


def main() -> None:
    """Probe the generation named on the command line."""
    generation, collections, builder = Path(sys.argv[1]), json.loads(sys.argv[2]), int(sys.argv[3])
    import chromadb  # noqa: F401

    if os.getppid() != builder:
        # The builder was killed meanwhile, and opening would bring back a removed folder.
        sys.exit("The build has ended.")
    with closing(ChromaStore.open_folder(generation / "chroma")) as store:
        probe(store, generation, collections)


if __name__ == "__main__":
    main()
