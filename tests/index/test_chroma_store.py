"""The vector store: exact enough, in a folder and on a server."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from index import IndexConfig, StoreUnavailableError, build_index, open_index
from index.chroma_store import ChromaStore


def unit_vectors(count: int, seed: int) -> np.ndarray:
    vectors = np.random.default_rng(seed).normal(size=(count, 384)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def test_search_finds_what_exact_search_finds(tmp_path):
    vectors, queries = unit_vectors(2000, 0), unit_vectors(100, 1)
    store = ChromaStore.open_folder(tmp_path)
    store.write("vectors", [str(row) for row in range(2000)], vectors)
    right = 0
    for query in queries:
        similarities = vectors @ query
        exact = set(np.argsort(-similarities)[:10].tolist())
        found = store.query("vectors", query, 10)
        right += len(exact & {int(id_) for id_, _ in found})
        for id_, similarity in found:
            assert similarity == pytest.approx(similarities[int(id_)], abs=1e-4)
    store.close()
    assert right / 1000 >= 0.99


def test_more_vectors_than_a_batch_holds_are_all_there(tmp_path):
    store = ChromaStore.open_folder(tmp_path)
    vectors = np.tile(unit_vectors(50, 2), (120, 1))[:, :16].copy()
    store.write("vectors", [str(row) for row in range(6000)], vectors)
    assert store.count("vectors") == 6000
    store.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        str(Path(sys.executable).with_name("chroma")), "run", "--host", "127.0.0.1",
        "--port", str(port), "--path", str(tmp_path_factory.mktemp("server")),
    ]  # fmt: skip
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
        process.terminate()


def test_the_whole_path_over_a_server(server: str, tmp_path, report, hashing):
    config = IndexConfig(tmp_path, chroma_url=server)
    first = build_index((report,), config, hashing)
    assert build_index((report,), config, hashing).generation == first.generation
    reader = open_index((report,), config, hashing)
    assert reader.search("tripartite dialogue")
    second = build_index((report,), config, hashing, force=True)
    assert reader.search("tripartite dialogue")
    reader.close()
    store = ChromaStore.open_server(server, None)
    assert store.count(f"{second.generation}-sentence") > 100
    assert f"{first.generation}-sentence" not in store.collection_names()
    store.close()


def test_a_server_that_does_not_answer(tmp_path, report, hashing):
    config = IndexConfig(tmp_path, chroma_url="http://127.0.0.1:9")
    with pytest.raises(StoreUnavailableError, match=r"127.0.0.1:9.*does not answer.*Start it"):
        build_index((report,), config, hashing)
    assert not list(tmp_path.rglob("*.building"))


def test_a_token_is_never_shown():
    assert "secret" not in repr(IndexConfig(Path(), chroma_token="secret"))
