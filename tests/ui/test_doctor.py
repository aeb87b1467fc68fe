"""The doctor: one check for each thing that is needed, and its mend."""

import os
import shutil
import socket
from contextlib import closing
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest

from assistant import Settings
from ui.doctor import examine

INSTALLED = True
try:
    version("report-assistant")
except PackageNotFoundError:
    INSTALLED = False


@pytest.fixture(scope="module")
def healthy_dir(built_data_dir, tmp_path_factory):
    """A data folder with an index. Tests must not change it."""
    return Path(shutil.copytree(built_data_dir, tmp_path_factory.mktemp("doctor") / "data"))


@pytest.fixture
def check(healthy_dir, monkeypatch):
    """Run one check by its name."""
    monkeypatch.delenv("LANGSMITH_TRACING", raising=False)

    def call(name, **settings):
        defaults = {"data_dir": healthy_dir, "port": 0}
        checks = {it.name: it for it in examine(Settings(**(defaults | settings)))}
        return checks[name]

    return call


def test_all_is_well_on_a_healthy_machine(healthy_dir):
    checks = examine(Settings(data_dir=healthy_dir, port=0))
    names = [it.name for it in checks]
    assert names == [
        "Python",
        "Packages",
        "Report",
        "Embedding model",
        "Data folder",
        "Search index",
        "Port",
        "Chat model",
        "Nothing is sent out",
    ]
    expected_problems = [] if INSTALLED else ["Packages"]
    assert [it.name for it in checks if not it.ok] == expected_problems
    assert all(it.found for it in checks)


def test_the_report_is_counted(check):
    found = check("Report").found
    assert "GB.309/PFA/5/4" in found
    assert "20 paragraph" in found
    assert "12 recommendation" in found


def test_an_unreadable_report_is_a_problem(check, tmp_path):
    result = check("Report", report=tmp_path / "none.txt")
    assert not result.ok
    assert "none.txt" in result.found


def test_unusual_numbers_of_a_report_are_told(check, tmp_path):
    report = tmp_path / "gap.txt"
    paragraphs = [f"{n}. This is what paragraph {n} says about it." for n in (1, 2, 3, 5, 6, 7)]
    report.write_text("\n\n".join(["A report", *paragraphs]), encoding="utf-8")
    result = check("Report", report=report)
    assert result.ok
    assert "paragraph 4 is left out" in result.found


def test_a_missing_model_is_a_problem(check, tmp_path):
    result = check("Embedding model", embedding_model=str(tmp_path / "no-model"))
    assert not result.ok
    assert "no-model" in result.found


def test_a_missing_index_is_a_problem_with_its_mend(check, tmp_path):
    result = check("Search index", data_dir=tmp_path)
    assert not result.ok
    assert "report-assistant index build" in f"{result.found} {result.mend}"


def test_a_damaged_index_is_a_problem(check, healthy_dir, tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(healthy_dir, copy)
    for database in copy.rglob("chroma.sqlite3"):
        os.truncate(database, 1000)
    result = check("Search index", data_dir=copy)
    assert not result.ok
    assert "report-assistant index build" in f"{result.found} {result.mend}"


def test_a_file_where_the_data_folder_should_be_is_a_problem(check, tmp_path):
    (tmp_path / "file").write_text("not a folder")
    result = check("Data folder", data_dir=tmp_path / "file" / "data")
    assert not result.ok
    assert "--data-dir" in result.mend


def test_a_data_folder_that_can_be_made_is_fine_and_is_not_made(check, tmp_path):
    assert check("Data folder", data_dir=tmp_path / "new" / "data").ok
    assert list(tmp_path.iterdir()) == []


def test_a_port_in_use_is_a_problem(check):
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        result = check("Port", port=taken.getsockname()[1])
    assert not result.ok
    assert "is in use" in result.found


def test_tracing_that_is_switched_on_is_a_problem(check, monkeypatch):
    monkeypatch.setenv("LANGSMITH_TRACING", "true")
    result = check("Nothing is sent out")
    assert not result.ok
    assert "unset LANGSMITH_TRACING" in result.mend


def test_the_chat_model_is_named_and_not_called(check, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    chosen = {"model": "openai:gpt-5-mini", "model_base_url": "http://127.0.0.1:9/v1"}

    assert check("Chat model").found.startswith("none;")
    found = check("Chat model", **chosen)
    assert found.ok
    assert "openai:gpt-5-mini, its package is installed; not called" in found.found
    sent = check("Nothing is sent out", **chosen)
    assert sent.ok
    assert "gets questions and passages, at http://127.0.0.1:9" in sent.found
    assert "secret" not in found.found + sent.found


def test_a_provider_that_is_not_there_is_a_problem_with_its_mend(check):
    result = check("Chat model", model="nonsense:x")

    assert not result.ok
    assert "REPORT_ASSISTANT_MODEL" in f"{result.found} {result.mend}"


def test_a_call_of_the_model_is_one_more_check(healthy_dir):
    settings = Settings(data_dir=healthy_dir, port=0)
    assert len(examine(settings, call_model=True)) == len(examine(settings)) + 1
    *_, missing = examine(settings, call_model=True)
    assert (missing.ok, missing.found) == (False, "no chat model is set up")

    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
    nowhere = Settings(
        data_dir=healthy_dir, port=0, model="openai:gpt-5-mini", model_retries=0,
        model_api_key="sk-secret", model_base_url=f"http://127.0.0.1:{port}/v1",
    )  # fmt: skip
    *_, refused = examine(nowhere, call_model=True)
    assert not refused.ok
    assert "could not be reached" in refused.found
    assert "MODEL_BASE_URL" in refused.mend
    assert "sk-secret" not in f"{refused.found} {refused.mend}"
