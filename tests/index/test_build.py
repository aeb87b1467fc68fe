"""Building: what is embedded, what is kept, what is refused."""

import dataclasses
import os
import resource
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from corpus import Report, SourceText, parse_report
from index import (
    IndexBusyError,
    IndexConfig,
    IndexMismatchError,
    IndexMissingError,
    IndexOutdatedError,
    IndexWriteError,
    build_index,
    index_status,
    open_index,
)
from index.generations import generations_folder
from index.lock import write_lock


def with_changed_paragraph(report: Report) -> Report:
    passages = list(report.passages)
    passages[1] = dataclasses.replace(passages[1], text="An entirely new paragraph about bees.")
    return dataclasses.replace(report, passages=tuple(passages))


def test_an_unchanged_report_computes_no_embeddings(config: IndexConfig, report, hashing):
    before = index_status(config)
    status = build_index((report,), config, hashing)
    assert hashing.embedded == []
    assert (status.state, status.embedded) == ("ready", 0)
    assert status.generation == before.generation


def test_force_builds_again_from_known_vectors(config: IndexConfig, report, hashing):
    before = index_status(config)
    status = build_index((report,), config, hashing, force=True)
    assert status.generation != before.generation
    assert (hashing.embedded, status.chunks) == ([], before.chunks)


def test_only_what_changed_is_embedded(config: IndexConfig, report, hashing):
    status = build_index((with_changed_paragraph(report),), config, hashing)
    assert len(hashing.embedded) == status.embedded == 1
    assert "about bees" in hashing.embedded[0]


def test_one_earlier_generation_is_kept_for_readers(config: IndexConfig, report, hashing):
    generations = [index_status(config).generation]
    generations += [
        build_index((report,), config, hashing, force=True).generation for _ in range(3)
    ]
    kept = {path.name for path in generations_folder(config.folder).iterdir()}
    assert kept == set(generations[-2:])


def test_an_open_reader_notices_a_new_generation(config: IndexConfig, report, hashing):
    changed = with_changed_paragraph(report)
    build_index((changed,), config, hashing)
    reader = open_index((changed,), config, hashing)
    before = index_status(config).generation
    assert reader.search("about bees")[0].passage.id == report.passages[1].id
    assert build_index((changed,), config, hashing, force=True).generation != before
    assert reader.search("about bees")[0].passage.id == report.passages[1].id
    reader.close()


def test_the_smallest_report_can_be_indexed_and_opened_twice(tmp_path, hashing):
    small = parse_report(SourceText("small", "1. Bees.", "0" * 64))
    config = IndexConfig(tmp_path)
    build_index((small,), config, hashing)
    for _ in range(2):
        reader = open_index((small,), config, hashing)
        assert [result.passage.id for result in reader.search("bees")] == ["p1"]
        reader.close()
    assert index_status(config).state == "ready"


def test_no_index_yet(tmp_path, report, hashing):
    with pytest.raises(IndexMissingError, match="Run: report-assistant index build"):
        open_index((report,), IndexConfig(tmp_path), hashing)
    assert index_status(IndexConfig(tmp_path)).state == "missing"


def test_another_model_is_refused(config: IndexConfig, report):
    other = type("Other", (), {"fingerprint": "other-model", "dimension": 8})()
    with pytest.raises(IndexMismatchError, match=r"'hashing'.*'other-model'.*index build"):
        open_index((report,), config, other)


def test_another_text_is_refused(config: IndexConfig, report, hashing):
    with pytest.raises(IndexOutdatedError, match=r"another text.*index build"):
        open_index((with_changed_paragraph(report),), config, hashing)


def test_vectors_of_another_model_are_never_taken_over(config: IndexConfig, report, hashing):
    hashing.name = "hashing-2"
    status = build_index((report,), config, hashing)
    assert status.embedded == len(hashing.embedded) > 100
    assert status.embedding_model == "hashing-2"


def test_a_second_writer_waits_or_is_told_who_writes(config: IndexConfig, report, hashing):
    impatient = IndexConfig(config.folder, lock_timeout_s=0.1)
    holder = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(f"""
            import time
            from pathlib import Path
            from index.lock import write_lock
            with write_lock(Path({str(config.folder)!r}), 0):
                print("held", flush=True)
                time.sleep(60)
        """)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )  # fmt: skip
    with holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(IndexBusyError, match=rf"number {holder.pid}.*Wait for it"):
            build_index((report,), impatient, hashing, force=True)
        assert index_status(config).state == "ready"
        holder.kill()
    # A killed holder holds nothing any more.
    assert build_index((report,), impatient, hashing, force=True).state == "ready"


def test_the_lock_is_free_after_an_error(tmp_path):
    with pytest.raises(RuntimeError, match="boom"), write_lock(tmp_path, 0):
        raise RuntimeError("boom")
    with write_lock(tmp_path, 0):
        pass


@pytest.mark.parametrize("below", ["file.txt/index", "file.txt"])
def test_a_folder_that_cannot_be_written(tmp_path, report, hashing, below):
    (tmp_path / "file.txt").write_text("in the way")
    config = IndexConfig(tmp_path / below)
    with pytest.raises(IndexWriteError, match=r"cannot be written.*Free some space, check"):
        build_index((report,), config, hashing)
    assert (tmp_path / "file.txt").read_text() == "in the way"


def test_a_full_disk_leaves_the_old_index_serving(config: IndexConfig, report, hashing):
    before = index_status(config).generation
    script = textwrap.dedent(f"""
        import resource, signal, sys
        sys.path.insert(0, {str(Path(__file__).parent)!r})
        from conftest import HashingEmbedder
        from pathlib import Path
        from corpus import bundled_report
        from index import IndexConfig, IndexWriteError, build_index
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, resource.RLIM_INFINITY))
        try:
            build_index((bundled_report(),), IndexConfig(Path({str(config.folder)!r})),
                        HashingEmbedder(), force=True)
        except IndexWriteError as error:
            print(error)
    """)
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[1] == resource.RLIM_INFINITY
    child = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert child.returncode == 0, child.stderr
    assert "cannot be written" in child.stdout
    assert child.stdout.count("\n") == 1
    assert index_status(config).generation == before
    assert [path.name for path in generations_folder(config.folder).iterdir()] == [before]
    assert open_index((report,), config, hashing).search("tripartite")
