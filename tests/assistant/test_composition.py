"""Opening the assistant: on first use, again, after damage, on another report."""

import pytest

from assistant import Settings, assistant_index_status, build_assistant_index, open_assistant
from corpus import ReportFileError, ReportFormatError
from index import IndexMismatchError

SMALL = """XY.4/2

A small report about bees.

Introduction
1. The honey was harvested in May.
2. The hives stand in the orchard behind the school.
3. Twelve children look after them.
"""


@pytest.fixture
def small(tmp_path) -> Settings:
    path = tmp_path / "bees.txt"
    path.write_text(SMALL, encoding="utf-8")
    return Settings(report=path, data_dir=tmp_path / "data")


def test_the_index_is_built_on_first_use_with_progress_and_not_again(small: Settings):
    assert assistant_index_status(small).state == "missing"
    seen: list[tuple[int, int]] = []
    with open_assistant(small, on_progress=lambda done, total: seen.append((done, total))) as first:
        assert first.ask("Where are the hives?").citations[0].label == "¶ 2"
    done, total = seen[-1]
    assert done == total > 0
    seen.clear()
    with open_assistant(small, on_progress=lambda done, total: seen.append((done, total))):
        assert seen == []
    assert build_assistant_index(small).embedded == 0


def test_a_damaged_index_is_built_again(small: Settings):
    open_assistant(small).close()
    (database,) = small.data_dir.rglob("chroma.sqlite3")
    database.write_bytes(database.read_bytes()[:5000])
    assert assistant_index_status(small).state == "damaged"
    with open_assistant(small) as assistant:
        assert assistant.ask("When was the honey harvested?").citations[0].passage_id == "p1"
    assert assistant_index_status(small).state == "ready"


def test_a_changed_report_is_indexed_again_and_only_what_changed_is_embedded(small: Settings):
    open_assistant(small).close()
    assert small.report is not None
    small.report.write_text(SMALL.replace("in May", "in September"), encoding="utf-8")
    seen: list[int] = []
    with open_assistant(small, on_progress=lambda _, total: seen.append(total)) as assistant:
        assert "September" in assistant.ask("When was the honey harvested?").text
    assert seen == [1]  # the paragraph, which is one sentence


def test_another_embedding_model_is_named_and_nothing_is_overwritten(small: Settings, tmp_path):
    open_assistant(small).close()
    other = Settings(
        report=small.report, data_dir=small.data_dir, embedding_model=str(tmp_path / "other")
    )
    with pytest.raises(IndexMismatchError, match=r"other.*Run: report-assistant index build"):
        open_assistant(other)
    assert assistant_index_status(small).state == "ready"


def test_each_report_has_an_index_of_its_own(small: Settings, tmp_path):
    open_assistant(small).close()
    path = tmp_path / "wasps.txt"
    path.write_text(SMALL.replace("XY.4/2", "XY.4/3"), encoding="utf-8")
    open_assistant(Settings(report=path, data_dir=small.data_dir)).close()
    assert assistant_index_status(small).state == "ready"


def test_a_bad_report_file_is_refused_before_anything_is_written(tmp_path):
    missing = Settings(report=tmp_path / "none.txt", data_dir=tmp_path / "data")
    with pytest.raises(ReportFileError, match="cannot be read"):
        open_assistant(missing)
    path = tmp_path / "letter.txt"
    path.write_text("Dear all", encoding="utf-8")
    with pytest.raises(ReportFormatError, match="No numbered paragraphs"):
        open_assistant(Settings(report=path, data_dir=tmp_path / "data"))
    assert not (tmp_path / "data").exists()
