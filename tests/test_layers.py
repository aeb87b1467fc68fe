"""The layers of the architecture, and what importing a package costs."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("assistant", "corpus", "evals", "index", "ui")
HEAVY = (
    "chromadb",
    "fastapi",
    "gradio",
    "langchain",
    "langchain_core",
    "numpy",
    "onnxruntime",
    "scipy",
    "sentence_transformers",
    "tokenizers",
    "torch",
)


def lint_imports(folder):
    """Run import-linter in a folder that holds a copy of the project."""
    command = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    return subprocess.run(
        [sys.executable, "-c", command, "--no-cache"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def modules_after(code):
    """Return the heavy modules that are loaded once some code has run."""
    report = f"import sys; print(*(set({HEAVY!r}) & sys.modules.keys()))"
    result = subprocess.run(
        [sys.executable, "-c", f"{code}\n{report}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return result.stdout.split("\n")[-2].split()


@pytest.fixture
def project_copy(tmp_path):
    for name in PACKAGES:
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_imports_go_one_way():
    result = lint_imports(ROOT)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(
    ("package", "line"),
    [
        ("corpus", "import index"),
        ("index", "import assistant"),
        ("assistant", "import ui"),
        ("assistant", "import chromadb"),
        ("ui", "import torch"),
        ("index", "import gradio"),
        ("corpus", "import numpy"),
        ("ui", "import evals"),
        ("evals", "import ui"),
        ("assistant", "import evals"),
        ("evals", "import torch"),
    ],
)
def test_an_import_the_wrong_way_is_found(project_copy, package, line):
    (project_copy / package / "wrong_way.py").write_text(f"{line}\n")
    result = lint_imports(project_copy)
    assert result.returncode == 1
    assert f"{package}.wrong_way" in result.stdout


@pytest.mark.parametrize("package", PACKAGES)
def test_importing_a_package_loads_nothing_heavy(package):
    assert modules_after(f"import {package}") == []


@pytest.mark.parametrize(
    "arguments", [["--help"], ["ask", "--help"], ["eval", "--help"], ["--version"]]
)
def test_help_and_version_load_nothing_heavy(arguments):
    code = f"from ui.cli.run import run; run({arguments!r})"
    assert modules_after(code) == []


def test_heavy_modules_would_be_seen():
    assert "numpy" in modules_after("import numpy")
