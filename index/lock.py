"""One writer at a time."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from index.errors import IndexBusyError

_LOCK_FILE = "write.lock"
_HOLDER_FILE = "write.pid"


@contextmanager
def write_lock(folder: Path, timeout_s: float) -> Iterator[None]:
    """Hold the right to write an index.

    The lock belongs to the process: it is free again when the process ends, however it ends.

    Args:
        folder: The index's folder; made when missing.
        timeout_s: Seconds to wait for another writer.

    Raises:
        IndexBusyError: Another process still writes.
        OSError: The folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / _LOCK_FILE, timeout=timeout_s)
    try:
        lock.acquire()
    except Timeout as error:
        raise IndexBusyError(
            f"Another process{_holder(folder)} is building the index in {str(folder)!r}, and did "
            f"not finish in {timeout_s:g} seconds. Wait for it, or stop it, then try again."
        ) from error
    try:
        (folder / _HOLDER_FILE).write_text(str(os.getpid()), encoding="ascii")
        yield
    finally:
        (folder / _HOLDER_FILE).unlink(missing_ok=True)
        lock.release()


def _holder(folder: Path) -> str:
    try:
        return f" (number {(folder / _HOLDER_FILE).read_text(encoding='ascii')})"
    except OSError:
        return ""
