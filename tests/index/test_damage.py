"""A damaged index is never answered from, and is mended by the next build."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from index import IndexConfig, IndexDamagedError, build_index, index_status, open_index
from index.generations import POINTER_FILE, generations_folder


def one(folder: Path, pattern: str) -> Path:
    return min(folder.rglob(pattern))


def overwrite(path: Path, start: int, length: int) -> None:
    content = bytearray(path.read_bytes())
    content[start : start + length] = bytes((7 * i) % 256 for i in range(length))
    path.write_bytes(content)


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


DAMAGES: dict[str, Callable[[Path], None]] = {
    "sqlite deleted": lambda f: one(f, "chroma.sqlite3").unlink(),
    "sqlite truncated": lambda f: truncate(one(f, "chroma.sqlite3")),
    "sqlite emptied": lambda f: one(f, "chroma.sqlite3").write_bytes(b""),
    "sqlite overwritten": lambda f: overwrite(one(f, "chroma.sqlite3"), 60_000, 20_000),
    "graph folder deleted": lambda f: shutil.rmtree(one(f, "data_level0.bin").parent),
    "graph truncated": lambda f: truncate(one(f, "data_level0.bin")),
    "graph overwritten": lambda f: overwrite(one(f, "data_level0.bin"), 1000, 5000),
    "graph file added": lambda f: one(f, "data_level0.bin").with_name("x.bin").write_bytes(b"x"),
    "words deleted": lambda f: one(f, "ids.txt").unlink(),
    "vectors altered": lambda f: overwrite(one(f, "vectors.npy"), 500, 4),
    "chunks altered": lambda f: one(f, "chunks.json").write_text("[]"),
    "manifest unreadable": lambda f: one(f, "manifest.json").write_text("{"),
    "manifest with more": lambda f: one(f, "manifest.json").write_text('{"extra": 1}'),
    "pointer garbage": lambda f: (f / POINTER_FILE).write_bytes(b"\xff\x00"),
    "pointer to nothing": lambda f: (f / POINTER_FILE).write_text(json.dumps({"generation": "x"})),
    "pointer of another form": lambda f: (f / POINTER_FILE).write_text("[]"),
    "generations deleted": lambda f: shutil.rmtree(generations_folder(f)),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_damage_is_seen_named_and_mended(damage, config: IndexConfig, report, hashing):
    damage(config.folder)
    with pytest.raises(IndexDamagedError, match="Run: report-assistant index build") as caught:
        open_index((report,), config, hashing)
    assert "\n" not in str(caught.value)
    assert index_status(config).state == "damaged"
    build_index((report,), config, hashing)
    assert index_status(config).state == "ready"
    reader = open_index((report,), config, hashing)
    assert reader.search("tripartite dialogue")
    reader.close()


def test_vectors_of_a_damaged_index_are_not_taken_over(config: IndexConfig, report, hashing):
    DAMAGES["vectors altered"](config.folder)
    assert build_index((report,), config, hashing).embedded > 100


def test_reading_does_not_make_an_index_look_damaged(config: IndexConfig, report, hashing):
    for _ in range(3):
        reader = open_index((report,), config, hashing)
        assert reader.search("social security")
        reader.close()
        assert index_status(config).state == "ready"
