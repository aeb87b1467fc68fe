"""A build that is killed, and builds that run at once."""

import os
import random
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from corpus import Report, SourceText, parse_report
from index import IndexConfig, IndexMissingError, build_index, index_status, open_index
from index.generations import BUILDING, generations_folder

_BUILDER = """
import sys
sys.path.insert(0, {here!r})
from pathlib import Path
from conftest import HashingEmbedder
from test_crash import report_of
from index import IndexConfig, build_index
config = IndexConfig(Path(sys.argv[1]), lock_timeout_s=120)
import index.build, chromadb, bm25s, sentencex
print("ready", flush=True)
for version in range(int(sys.argv[2]), int(sys.argv[3])):
    build_index((report_of(version),), config, HashingEmbedder())
"""


def report_of(version: int, paragraphs: int = 120) -> Report:
    """Make a report whose every paragraph names its version."""
    lines = [
        f"{n}. Paragraph {n} of version{version} speaks of topic{n}." for n in range(1, paragraphs)
    ]
    return parse_report(SourceText("made", "\n".join(lines), f"{version:064d}"))


def start_builder(folder: Path, first: int, last: int) -> subprocess.Popen[str]:
    here = Path(__file__).parent
    builder = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(_BUILDER.format(here=str(here))), str(folder),
         str(first), str(last)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(here.parents[1])},
    )  # fmt: skip
    assert builder.stdout is not None
    assert builder.stdout.readline() == "ready\n"
    return builder


def serving_version(config: IndexConfig, embedder, candidates: range) -> int | None:
    """Return the version that serves, after checking that it is whole."""
    for version in candidates:
        made = report_of(version)
        try:
            reader = open_index((made,), config, embedder)
        except IndexMissingError:
            return None
        except Exception as error:
            if type(error).__name__ != "IndexOutdatedError":
                raise
            continue
        for number in (1, 60, 119):
            found = reader.search(f"version{version} topic{number}", k=10)
            assert f"p{number}" in [result.passage.id for result in found]
        reader.close()
        return version
    raise AssertionError("the index serves a version that was never built")


@pytest.mark.parametrize("seed", range(8))
def test_after_kill_the_old_or_the_new_index_serves_whole(tmp_path, hashing, seed):
    config = IndexConfig(tmp_path / "index")
    if seed % 4:
        build_index((report_of(0),), config, hashing)
    builder = start_builder(config.folder, 1, 6)
    time.sleep(random.Random(seed).uniform(0.05, 4.0))
    builder.send_signal(signal.SIGKILL)
    builder.communicate()
    version = serving_version(config, hashing, range(6))
    assert version is not None or not seed % 4
    build_index((report_of(9),), config, hashing)
    assert serving_version(config, hashing, range(9, 10)) == 9
    left = [path.name for path in generations_folder(config.folder).iterdir()]
    assert not [name for name in left if name.endswith(BUILDING)]
    assert len(left) <= 2


def test_two_processes_that_build_at_once_both_finish(tmp_path, hashing):
    config = IndexConfig(tmp_path / "index")
    builders = [start_builder(config.folder, 1, 3), start_builder(config.folder, 3, 5)]
    for builder in builders:
        builder.communicate(timeout=120)
        assert builder.returncode == 0
    assert index_status(config).state == "ready"
    assert serving_version(config, hashing, range(1, 5)) in (2, 4)
