"""The commands for the file of users, and what `serve` says of it."""

import json
import os
import pty
import stat
import subprocess
from pathlib import Path

import pytest

from ui.cli.run import run
from ui.serving.users import Users, read_users

ROOT = Path(__file__).parents[3]
PASSWORD = "correct horse"


@pytest.fixture
def file(tmp_path):
    return tmp_path / "users.txt"


@pytest.fixture
def add(process, file):
    def call(name, *options, password=PASSWORD):
        options = ("--file", str(file), "--password-stdin", *options)
        return process("users", "add", name, *options, stdin=f"{password}\n".encode())

    return call


def test_a_user_is_added_listed_and_removed(add, file, process):
    assert add("ana").code == 0
    done = add("bob", "--tester")
    assert (done.code, done.out) == (0, "")
    assert done.err == f"Added bob as a tester in {file}\n"
    assert Users.load(file).verify("ana", PASSWORD).name == "ana"
    assert PASSWORD not in file.read_text()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert process("users", "list", "--file", str(file)).out == "ana\nbob  tester\n"
    listed = process("users", "list", "--json", "--file", str(file)).out
    assert json.loads(listed) == [
        {"name": "ana", "tester": False},
        {"name": "bob", "tester": True},
    ]
    assert process("users", "remove", "ana", "--file", str(file)).code == 0
    assert list(read_users(file)) == ["bob"]


def test_a_new_password_replaces_the_old_one_and_comments_stay(add, file):
    add("ana")
    file.write_text(f"# staff of the office\n{file.read_text()}")
    done = add("ana", password="another password")

    assert done.err == f"Changed ana in {file}\n"
    users = Users.load(file)
    assert users.verify("ana", PASSWORD) is None
    assert users.verify("ana", "another password") is not None
    assert file.read_text().startswith("# staff of the office\n")


@pytest.mark.parametrize(
    ("name", "password", "expected"),
    [
        ("a b", PASSWORD, "cannot be a user's name"),
        ("ana", "short", "has 5 characters; 8 to 1024"),
        ("ana", "", "has 0 characters"),
    ],
)
def test_what_cannot_be_used_is_refused_and_nothing_is_written(add, file, name, password, expected):
    done = add(name, password=password)

    assert done.code == 2
    assert expected in done.err
    assert done.err.count("\n") == 1
    assert not file.exists()


def test_who_is_not_there_cannot_be_removed(add, file, process):
    add("ana")
    done = process("users", "remove", "bob", "--file", str(file))

    assert done.code == 2
    assert "has no user 'bob'" in done.err


def test_a_file_with_a_wrong_line_is_not_changed(add, file):
    file.write_text("ana:oops\n")
    assert add("bob").code == 2
    assert file.read_text() == "ana:oops\n"


def test_without_a_terminal_the_option_is_named(process, file):
    done = process("users", "add", "ana", "--file", str(file))

    assert done.code == 2
    assert "--password-stdin" in done.err


@pytest.mark.parametrize(
    ("again", "code", "said"), [(PASSWORD, 0, "Added ana"), ("else", 2, "passwords differ")]
)
def test_on_a_terminal_the_password_is_asked_twice_and_not_shown(
    command, file, tmp_path, again, code, said
):
    main, terminal = pty.openpty()
    with subprocess.Popen(
        command("users", "add", "ana", "--file", str(file)),
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        start_new_session=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as process:
        os.close(terminal)
        shown = _read_until(main, "Password for ana: ")
        os.write(main, f"{PASSWORD}\n".encode())
        shown += _read_until(main, "again: ")
        os.write(main, f"{again}\n".encode())
        shown += _read_until(main, said)
    os.close(main)

    assert process.returncode == code
    assert PASSWORD not in shown
    assert file.exists() is (code == 0)


def test_serve_refuses_a_users_file_that_cannot_be_used(file, capsys):
    assert run(["serve", "--auth", str(file), "--port", "0"]) == 2
    assert "cannot be read" in capsys.readouterr().err


def test_serve_warns_once_where_everybody_can_come_in(capsys):
    # The address belongs to no machine, so that nothing is served.
    assert run(["serve", "--host", "192.0.2.1"]) == 1
    said = capsys.readouterr().err.splitlines()
    assert [line.startswith("Warning: everyone") for line in said] == [True, False]
    assert "--auth FILE" in said[0]


def test_serve_does_not_warn_on_this_machine_only(capsys):
    assert run(["serve", "--host", "127.0.0.1", "--root-path", "wrong"]) == 2
    assert run(["serve", "--host", "::1", "--auth", "missing"]) == 2
    assert "Warning" not in capsys.readouterr().err


def _read_until(main, words):
    shown = ""
    while words not in shown:
        shown += os.read(main, 1000).decode()
    return shown
