"""Where feedback is stored: one SQLite file beside the index."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic_core import from_json

from ui.feedback.database import FeedbackDatabase
from ui.feedback.record import Feedback, Reason, StoredFeedback, Verdict

if TYPE_CHECKING:
    from assistant import Settings

_FILE = "feedback.sqlite3"
_CHOSEN = "(:verdict IS NULL OR verdict = :verdict) AND (:reason IS NULL OR reason = :reason)"


def feedback_path(settings: "Settings") -> Path:
    """Return the file that feedback is stored in.

    Args:
        settings: Name the data folder.
    """
    return settings.data_dir / _FILE


@dataclass(frozen=True, slots=True)
class FeedbackPage:
    """Some of what is stored.

    Attributes:
        records: What was said, newest first.
        number: Number of the page, from 1.
        pages: How many pages there are, at least 1.
        total: How many records are on all of them.
    """

    records: tuple[StoredFeedback, ...]
    number: int
    pages: int
    total: int


class FeedbackStore:
    """Stores feedback whole, or says that it could not. For any number of threads and processes.

    The file is made when the first record is added. One that is damaged, or of another
    program, is never written to.
    """

    def __init__(self, path: Path) -> None:
        """Name the file; it need not be there.

        Args:
            path: The file.
        """
        self._database = FeedbackDatabase(path)

    def add(self, feedback: Feedback, answer_key: str = "") -> int:
        """Store one record; it is on the disk when this returns.

        Args:
            feedback: What was said.
            answer_key: Names the answer; what was said of it before is replaced. Nothing is
                replaced where it is empty.

        Returns:
            Its number, from 1.

        Raises:
            FeedbackError: It could not be stored.
        """
        with self._database.writing() as connection:
            cursor = connection.execute(
                "INSERT OR REPLACE INTO feedback (answer_key, verdict, reason, record) "
                "VALUES (?, ?, ?, ?)",
                (
                    answer_key or None,
                    feedback.verdict,
                    feedback.reason,
                    feedback.model_dump_json(exclude={"id"}),
                ),
            )
            return int(cursor.lastrowid or 0)

    def withdraw(self, answer_key: str) -> bool:
        """Remove what was said of an answer.

        Args:
            answer_key: Names the answer.

        Returns:
            Whether anything was there.

        Raises:
            FeedbackError: The file cannot be written.
        """
        return self._removed("answer_key = ?", answer_key)

    def delete(self, number: int) -> bool:
        """Remove one record.

        Args:
            number: Its id.

        Returns:
            Whether it was there.

        Raises:
            FeedbackError: The file cannot be written.
        """
        return self._removed("id = ?", number)

    def all(self) -> tuple[StoredFeedback, ...]:
        """Return everything that was said, oldest first.

        Raises:
            FeedbackError: The file cannot be read.
        """
        if not self._database.exists:
            return ()
        with self._database.reading() as connection:
            rows = connection.execute("SELECT id, record FROM feedback ORDER BY id").fetchall()
        return self._records(rows)

    def count(self) -> int:
        """Return how many records there are.

        Raises:
            FeedbackError: The file cannot be read.
        """
        return sum(self.counts().values())

    def counts(self) -> dict[tuple[Verdict, Reason], int]:
        """Return how many records there are of each verdict and reason.

        Raises:
            FeedbackError: The file cannot be read.
        """
        if not self._database.exists:
            return {}
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT verdict, reason, count(*) FROM feedback GROUP BY verdict, reason"
            ).fetchall()
        return {(verdict, reason): count for verdict, reason, count in rows}

    def page(
        self,
        number: int,
        size: int,
        verdict: Verdict | None = None,
        reason: Reason | None = None,
    ) -> FeedbackPage:
        """Return one page of what was said, newest first.

        Args:
            number: Number of the page, from 1; one that does not exist is the nearest.
            size: How many records a page has.
            verdict: Only those with it; all where left out.
            reason: Only those with it; all where left out.

        Raises:
            FeedbackError: The file cannot be read.
        """
        if not self._database.exists:
            return FeedbackPage((), 1, 1, 0)
        chosen = {"verdict": verdict, "reason": reason}
        with self._database.reading() as connection:
            ((total,),) = connection.execute(
                f"SELECT count(*) FROM feedback WHERE {_CHOSEN}",  # noqa: S608 — a constant
                chosen,
            )
            pages = max(1, -(-total // size))
            number = min(max(1, number), pages)
            rows = connection.execute(
                f"SELECT id, record FROM feedback WHERE {_CHOSEN} "  # noqa: S608 — a constant
                "ORDER BY id DESC LIMIT :size OFFSET :start",
                chosen | {"size": size, "start": (number - 1) * size},
            ).fetchall()
        return FeedbackPage(self._records(rows), number, pages, total)

    def _removed(self, condition: str, value: str | int) -> bool:
        if not self._database.exists:
            return False
        with self._database.writing() as connection:
            statement = f"DELETE FROM feedback WHERE {condition}"  # noqa: S608 — a constant
            return connection.execute(statement, (value,)).rowcount > 0

    def _records(self, rows: Iterable[tuple[int, str]]) -> tuple[StoredFeedback, ...]:
        try:
            return tuple(
                StoredFeedback.model_validate(from_json(record) | {"id": number})
                for number, record in rows
            )
        except (ValueError, TypeError) as error:
            raise self._database.damaged() from error
