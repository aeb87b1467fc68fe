"""The command line as a process: exit codes, pipes, encodings, wrong files."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from assistant.settings import PREFIX

ROOT = Path(__file__).parents[3]


def assert_one_sentence(outcome, code, expected):
    """The error is one line with the next step, and there is no traceback."""
    assert (outcome.code, outcome.out) == (code, "")
    assert re.search(expected, outcome.err), outcome.err
    assert outcome.err.count("\n") == 1, outcome.err
    assert "Traceback" not in outcome.err


def test_asking_prints_the_answer_and_nothing_else(process, data_dir):
    outcome = process("--data-dir", data_dir, "ask", "What does paragraph 8 say?")
    assert (outcome.code, outcome.err) == (0, "")
    assert "[¶ 8]" in outcome.out


def test_the_installed_program_is_the_same(process):
    script = Path(sys.executable).with_name("report-assistant")
    if not script.exists():
        pytest.skip("the product is not installed in this environment: make test installs it")
    shown = subprocess.run(
        [script, "show", "p8"], capture_output=True, text=True, check=True, env=dict(os.environ)
    )
    assert shown.stdout == process("show", "p8").out


def test_the_first_question_builds_the_index(process, tmp_path):
    outcome = process("--data-dir", tmp_path / "new" / "data", "ask", "What does ¶ 8 say?")
    assert outcome.code == 0
    assert "[¶ 8]" in outcome.out
    assert outcome.err.startswith("Building the search index")
    assert outcome.err.count("\n") == 1


@pytest.mark.parametrize(
    "encoding",
    [{"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}, {"PYTHONIOENCODING": "ascii"}],
)
def test_a_terminal_that_knows_only_ascii_gets_plain_letters(process, data_dir, encoding):
    outcome = process("--data-dir", data_dir, "ask", "What does paragraph 8 say?", **encoding)
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.isascii()
    assert "[para. 8]" in outcome.out


def test_json_is_utf_8_for_every_terminal(process, data_dir):
    question = b"What does paragraph 8 say \xff\xc3\xa9?"
    outcome = process("--data-dir", data_dir, "ask", "--json", question, PYTHONIOENCODING="ascii")
    assert (outcome.code, outcome.err) == (0, "")
    assert json.loads(outcome.out)["citations"][0]["label"] == "¶ 8"


def test_standard_input_may_hold_any_bytes(process, data_dir):
    stdin = b"What does paragraph 8 say? \xff\x00\n"
    outcome = process("--data-dir", data_dir, "ask", "-", stdin=stdin)
    assert (outcome.code, outcome.err) == (0, "")
    assert "[¶ 8]" in outcome.out


def test_a_flood_on_standard_input_is_wrong_input(process):
    assert_one_sentence(process("ask", "-", stdin=b"a" * 1_000_000), 2, "at most 2,000")


def test_a_reader_that_goes_away_is_no_error(command, tmp_path):
    with subprocess.Popen(
        command("show", "p19"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    ) as process:
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_behind_the_output_is_told(command, tmp_path):
    with Path("/dev/full").open("wb") as full:
        result = subprocess.run(
            command("show", "p19"),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
        )
    assert result.returncode == 1
    assert "Make room on the disk" in result.stderr
    assert "Traceback" not in result.stderr


def test_the_chat_is_served_until_ctrl_c(command, data_dir, tmp_path):
    with subprocess.Popen(
        [sys.executable, "-m", "ui.cli", "--data-dir", data_dir, "serve", "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    ) as process:
        lines = [process.stdout.readline(), process.stdout.readline()]
        process.send_signal(signal.SIGINT)
        rest = [process.stdout.read(), process.stderr.read()]
    assert re.search(r"http://127\.0\.0\.1:\d+", lines[0])
    assert lines[1] == "Press Ctrl-C to stop it.\n"
    assert rest == ["", ""]
    assert process.returncode == 0


def test_a_port_in_use_is_told_before_anything_is_built(process, tmp_path):
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = str(taken.getsockname()[1])
        outcome = process("--data-dir", tmp_path / "data", "serve", "--port", port)
    assert_one_sentence(outcome, 1, rf"Port {port} .* is in use .*--port")
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("name", ["PROT", "CHROMA"])
def test_an_unknown_setting_is_wrong_input(process, name):
    outcome = process("settings", **{f"{PREFIX}{name}": "1"})
    assert_one_sentence(outcome, 2, f"{PREFIX}{name}")


@pytest.mark.parametrize("arguments", [["settings"], ["ask", "a"], ["index", "status"], ["doctor"]])
def test_a_wrong_value_is_wrong_input(process, arguments):
    outcome = process(*arguments, **{f"{PREFIX}PORT": "70000"})
    assert_one_sentence(outcome, 2, f"a whole number from 0 to 65535.*{PREFIX}PORT")


@pytest.mark.parametrize("content", [None, b"", b" \n\n ", b"Only words, no numbered paragraph.\n"])
@pytest.mark.parametrize("arguments", [["show", "p1"], ["ask", "a"], ["index", "build"]])
def test_a_report_that_cannot_be_read_is_told(process, tmp_path, content, arguments):
    report = tmp_path / "report.txt"
    if content is not None:
        report.write_bytes(content)
    outcome = process("--report", report, "--data-dir", tmp_path / "data", *arguments)
    assert_one_sentence(outcome, 1, "report")
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("arguments", [["ask", "social security"], ["index", "build"]])
def test_a_data_folder_that_cannot_be_made_is_told(process, tmp_path, arguments):
    (tmp_path / "file").write_text("not a folder")
    outcome = process("--data-dir", tmp_path / "file" / "data", *arguments)
    assert_one_sentence(outcome, 1, re.escape(str(tmp_path / "file")))


@pytest.mark.parametrize("arguments", [["ask", "social security"], ["index", "build"]])
def test_a_model_that_does_not_exist_is_told(process, data_dir, tmp_path, arguments):
    setting = {f"{PREFIX}EMBEDDING_MODEL": str(tmp_path / "no-model")}
    outcome = process("--data-dir", data_dir, *arguments, **setting)
    assert_one_sentence(outcome, 1, "no-model")


def test_a_truncated_index_is_mended_or_told(process, data_dir, tmp_path):
    copy = tmp_path / "data"
    shutil.copytree(data_dir, copy)
    for database in copy.rglob("chroma.sqlite3"):
        os.truncate(database, 1000)
    outcome = process("--data-dir", copy, "ask", "What does paragraph 8 say?")
    assert outcome.code == 0, outcome.err
    assert "[¶ 8]" in outcome.out
    assert "Traceback" not in outcome.err
