"""The SQLite file of the feedback: made once, opened for one transaction, never overwritten."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Lock

from ui.errors import FeedbackError

_APPLICATION = 0x52414642
"""Tells our files from those of other programs (PRAGMA application_id)."""

_VERSION = 1
_COLUMNS = "id, answer_key, verdict, reason, record"
_TABLE = """
CREATE TABLE feedback (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    answer_key TEXT UNIQUE,
    verdict TEXT NOT NULL,
    reason TEXT NOT NULL,
    record TEXT NOT NULL
)
"""
_LONGEST_WAIT_S = 10.0


class FeedbackDatabase:
    """Opens the file for one transaction at a time. For any number of threads and processes."""

    def __init__(self, path: Path) -> None:
        """Name the file; it need not be there.

        Args:
            path: The file.
        """
        self._path = path
        self._making = Lock()

    @property
    def exists(self) -> bool:
        """Whether the file is there.

        Raises:
            FeedbackError: Nobody may look into its folder.
        """
        with self._plain_problems("read"):
            return self._path.exists()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Open the file to change it; what is done is on the disk afterwards, or undone.

        Raises:
            FeedbackError: It cannot be written, is damaged, or is not ours.
        """
        with self._plain_problems("written"):
            self._make()
            with self._transaction("BEGIN IMMEDIATE") as connection:
                if self._is_new(connection):
                    connection.execute(_TABLE)
                    connection.execute(f"PRAGMA application_id = {_APPLICATION}")
                    connection.execute(f"PRAGMA user_version = {_VERSION}")
                yield connection

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Open the file to read it, as it is at one moment.

        Raises:
            FeedbackError: It cannot be read, is damaged, or is not ours.
        """
        with self._plain_problems("read"), self._transaction("BEGIN") as connection:
            if self._is_new(connection):
                connection.execute(f"CREATE TEMPORARY TABLE feedback ({_COLUMNS})")
            yield connection

    def damaged(self) -> FeedbackError:
        """Return the error that says that the file is not as this program writes it."""
        return FeedbackError(
            f"The feedback file {str(self._path)!r} is damaged or is of another program. "
            "Move it away; the next feedback makes a new one."
        )

    def _make(self) -> None:
        # Closing a file that another thread has open would end SQLite's locks on it.
        with self._making:
            if self._path.exists():
                return
            self._path.parent.mkdir(parents=True, exist_ok=True)
            try:
                os.close(os.open(self._path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            except FileExistsError:
                return

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[sqlite3.Connection]:
        address = f"{self._path.absolute().as_uri()}?mode=rw"
        opened = sqlite3.connect(address, uri=True, timeout=_LONGEST_WAIT_S, isolation_level=None)
        with closing(opened) as connection:
            # FULL would lose the last record when the power fails right after it.
            connection.execute("PRAGMA synchronous = EXTRA")
            connection.execute(begin)
            with connection:
                yield connection

    def _is_new(self, connection: sqlite3.Connection) -> bool:
        """Tell whether the file is empty still; refuse one that is not ours."""
        ((application,),) = connection.execute("PRAGMA application_id")
        ((version,),) = connection.execute("PRAGMA user_version")
        if application == _APPLICATION and version > _VERSION:
            raise FeedbackError(
                f"The feedback file {str(self._path)!r} is of a newer version of this program. "
                "Use that version, or move the file away."
            )
        if (application, version) == (_APPLICATION, _VERSION):
            return False
        ((tables,),) = connection.execute("SELECT count(*) FROM sqlite_master")
        if (application, version, tables) != (0, 0, 0):
            raise self.damaged()
        return True

    @contextmanager
    def _plain_problems(self, done: str) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            if isinstance(error, sqlite3.DatabaseError) and not isinstance(
                error, sqlite3.OperationalError
            ):
                raise self.damaged() from error
            raise FeedbackError(
                f"The feedback file {str(self._path)!r} cannot be {done} ({error}). "
                "Check the disk and who may use the folder, then try again."
            ) from error
