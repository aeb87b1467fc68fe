"""Feedback: stored whole, by anyone at the same time, and never over another file."""

import os
import signal
import sqlite3
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ui.errors import FeedbackError
from ui.feedback import Feedback, FeedbackStore

ROOT = Path(__file__).parents[3]
NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)

# Adds records until it is ended, and prints the number of each once it is stored.
ADDER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from ui.feedback import Feedback, FeedbackStore

store = FeedbackStore(Path(sys.argv[1]))
for place in range(int(sys.argv[2])):
    said = Feedback(question=f"{sys.argv[3]} {place}", verdict="right", time=datetime.now(UTC))
    store.add(said)
    print(said.question, flush=True)
"""


# Replaces a record by a long one where no file may grow.
FULL_DISK = """
import resource, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from ui.errors import FeedbackError
from ui.feedback import Feedback, FeedbackStore

path = Path(sys.argv[1])
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size,) * 2)
long = Feedback(question="x" * 50_000, verdict="right", time=datetime.now(UTC))
try:
    FeedbackStore(path).add(long, "answer 1")
except FeedbackError as error:
    print(error)
"""

# Uses a store in a folder without any rights.
NO_RIGHTS = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from ui.errors import FeedbackError
from ui.feedback import Feedback, FeedbackStore

folder = Path(sys.argv[1])
folder.mkdir(mode=0o000)
if os.geteuid() == 0:
    os.setuid(65534)
store = FeedbackStore(folder / "feedback.sqlite3")
one = Feedback(question="Why?", verdict="right", time=datetime.now(UTC))
for use in (lambda: store.add(one), store.all, store.counts, lambda: store.withdraw("a")):
    try:
        use()
    except FeedbackError as error:
        print(error)
"""


def said(question="Why?", verdict="right", reason="", **fields):
    return Feedback(question=question, verdict=verdict, reason=reason, time=NOW, **fields)


@pytest.fixture
def store(tmp_path) -> FeedbackStore:
    return FeedbackStore(tmp_path / "new folder" / "feedback.sqlite3")


def start_adder(path: Path, count: int, name: str) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-c", ADDER, str(path), str(count), name],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_nothing_is_made_before_the_first_record(store, tmp_path):
    assert (store.count(), store.all(), store.counts()) == (0, (), {})
    assert store.page(3, 20).records == ()
    assert list(tmp_path.iterdir()) == []


def test_what_is_added_is_read_back(store):
    records = [said("Why?\u2028\x00é😀"), said("How?", "wrong", "other", comment="It is odd.")]
    assert [store.add(it) for it in records] == [1, 2]
    assert [it.model_dump(exclude={"id"}) for it in store.all()] == [
        it.model_dump() for it in records
    ]
    assert [it.id for it in store.all()] == [1, 2]
    assert store.counts() == {("right", ""): 1, ("wrong", "other"): 1}


def test_only_the_owner_may_read_the_file(store, tmp_path):
    store.add(said())
    (path,) = tmp_path.rglob("*.sqlite3")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_pages_are_newest_first_and_can_be_chosen_from(store):
    for place in range(25):
        wrong = place % 5 == 0
        store.add(said(str(place), "wrong" if wrong else "right", "incomplete" if wrong else ""))
    first, last = store.page(1, 10), store.page(3, 10)
    assert [it.question for it in first.records] == [str(it) for it in range(24, 14, -1)]
    assert [it.question for it in last.records] == ["4", "3", "2", "1", "0"]
    assert (last.pages, last.total) == (3, 25)
    assert store.page(99, 10) == last
    assert store.page(-1, 10) == first
    assert store.page(1, 10, "wrong").total == 5
    assert store.page(1, 10, "wrong", "incomplete").total == 5
    assert store.page(1, 10, "right", "incomplete").records == ()


def test_threads_and_processes_lose_nothing(store, tmp_path):
    path = tmp_path / "new folder" / "feedback.sqlite3"
    processes = [start_adder(path, 30, name) for name in ("one", "two")]
    with ThreadPoolExecutor(8) as threads:
        numbers = list(threads.map(store.add, [said(f"three {it}") for it in range(60)]))
    for process in processes:
        process.communicate(timeout=60)
        assert process.returncode == 0
    assert len(set(numbers)) == 60
    assert sorted(it.question for it in store.all()) == sorted(
        [f"{name} {it}" for name in ("one", "two") for it in range(30)]
        + [f"three {it}" for it in range(60)]
    )


@pytest.mark.parametrize("after", [1, 7, 20])
def test_a_killed_process_loses_nothing_that_it_stored(tmp_path, after):
    path = tmp_path / "feedback.sqlite3"
    with start_adder(path, 100_000, "one") as process:
        acknowledged = [process.stdout.readline().strip() for _ in range(after)]
        os.kill(process.pid, signal.SIGKILL)
        acknowledged += [line.strip() for line in process.stdout if line.endswith("\n")]
    stored = [it.question for it in FeedbackStore(path).all()]
    assert stored[: len(acknowledged)] == acknowledged
    assert len(stored) <= len(acknowledged) + 1
    assert FeedbackStore(path).add(said()) == len(stored) + 1


def test_a_later_verdict_on_the_same_answer_takes_the_place_of_the_first(store):
    store.add(said("first"), "answer 1")
    store.add(said("second"), "answer 2")
    store.add(said("first", "wrong", "incomplete"), "answer 1")
    assert [(it.question, it.verdict) for it in store.all()] == [
        ("second", "right"),
        ("first", "wrong"),
    ]
    assert store.counts() == {("right", ""): 1, ("wrong", "incomplete"): 1}


def test_answers_without_a_key_are_all_kept(store):
    assert [store.add(said()), store.add(said()), store.count()] == [1, 2, 2]


def test_what_was_said_can_be_taken_back(store):
    assert not store.withdraw("answer 1")
    store.add(said("first"), "answer 1")
    number = store.add(said("second"))
    assert [store.withdraw("answer 1"), store.withdraw("answer 1")] == [True, False]
    assert not store.withdraw("")
    assert [it.question for it in store.all()] == ["second"]
    assert [store.delete(number), store.delete(number)] == [True, False]
    assert store.count() == 0
    assert store.add(said()) > number


@pytest.mark.skipif(not hasattr(signal, "SIGXFSZ"), reason="limits of POSIX")
def test_a_full_disk_is_said_and_keeps_what_was_there(tmp_path):
    path = tmp_path / "feedback.sqlite3"
    number = FeedbackStore(path).add(said("first"), "answer 1")
    before = path.read_bytes()
    outcome = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "cannot be written" in outcome.stdout
    assert path.read_bytes() == before
    assert [it.id for it in FeedbackStore(path).all()] == [number]


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="rights of POSIX")
def test_a_folder_that_nobody_may_open_is_named(tmp_path):
    outcome = subprocess.run(
        [sys.executable, "-c", NO_RIGHTS, str(tmp_path / "locked")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert outcome.stdout.count("cannot be") == 4


def _other_program(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE feedback (id)")
    connection.close()


def _newer(path: Path) -> None:
    FeedbackStore(path).add(said())
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 9")
    connection.close()


def _wrong_record(path: Path) -> None:
    FeedbackStore(path).add(said())
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE feedback SET record = '{}'")
    connection.close()


@pytest.mark.parametrize(
    "spoil",
    [
        _other_program,
        _newer,
        lambda path: path.write_text("These are my notes.\n" * 500),
        lambda path: path.write_bytes(b"SQLite format 3\x00" + b"\xff" * 5000),
    ],
    ids=["other program", "newer version", "text", "damaged"],
)
def test_a_file_that_is_not_ours_is_left_alone(tmp_path, spoil):
    path = tmp_path / "feedback.sqlite3"
    spoil(path)
    before = path.read_bytes()
    store = FeedbackStore(path)
    uses = [store.all, store.counts, lambda: store.page(1, 10)]
    uses += [lambda: store.add(said()), lambda: store.withdraw("a"), lambda: store.delete(1)]
    for use in uses:
        with pytest.raises(FeedbackError, match=r"feedback\.sqlite3"):
            use()
    assert path.read_bytes() == before


def test_a_record_that_cannot_be_read_is_named(tmp_path):
    path = tmp_path / "feedback.sqlite3"
    _wrong_record(path)
    with pytest.raises(FeedbackError, match="damaged"):
        FeedbackStore(path).all()


def test_an_empty_file_is_used(tmp_path):
    path = tmp_path / "feedback.sqlite3"
    path.touch()
    assert FeedbackStore(path).all() == ()
    assert FeedbackStore(path).add(said()) == 1


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(FeedbackError, match="cannot be written"):
        FeedbackStore(tmp_path / "file" / "feedback.sqlite3").add(said())
    (tmp_path / "feedback.sqlite3").mkdir()
    with pytest.raises(FeedbackError, match="cannot be"):
        FeedbackStore(tmp_path / "feedback.sqlite3").add(said())
