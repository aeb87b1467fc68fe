"""Changing the file of users: whole or not at all, and readable by its owner only."""

import os
import tempfile
from pathlib import Path

from filelock import FileLock, Timeout

from ui.errors import UsersError
from ui.serving.users import User, line_of, read_users

_OWNER_ONLY = 0o600
_SECONDS_TO_WAIT = 10


def put_user(path: Path, user: User) -> bool:
    """Add a user, or change the one of this name. Comments and the others' lines stay.

    Args:
        path: The file; it is made where there is none.
        user: The user.

    Returns:
        Whether there was one of this name.

    Raises:
        UsersError: The file cannot be read, a line is wrong, or another program changes it.
        OSError: The file cannot be written.
    """
    return _replace_line(path, user.name, line_of(user))


def remove_user(path: Path, name: str) -> None:
    """Remove a user.

    Args:
        path: The file.
        name: The name.

    Raises:
        UsersError: There is no such user, or the file cannot be read.
        OSError: The file cannot be written.
    """
    if name not in read_users(path):
        raise UsersError(
            f"The users file {str(path)!r} has no user {name!r}. "
            f"These are there: report-assistant users list --file {path}"
        )
    _replace_line(path, name, None)


def _replace_line(path: Path, name: str, line: str | None) -> bool:
    real = path.resolve()
    try:
        with FileLock(real.with_name(f".{real.name}.lock"), timeout=_SECONDS_TO_WAIT):
            known = name in read_users(real) if real.exists() else False
            lines = real.read_text(encoding="utf-8-sig").splitlines() if real.exists() else []
            kept = [line if _names(it, name) else it for it in lines]
            if not known:
                kept.append(line)
            _write(real, "".join(f"{it}\n" for it in kept if it is not None))
    except Timeout as error:
        raise UsersError(
            f"Another program is changing the users file {str(path)!r}. Try again."
        ) from error
    return known


def _names(line: str, name: str) -> bool:
    return line.strip().partition(":")[0] == name and not line.strip().startswith("#")


def _write(path: Path, text: str) -> None:
    handle, written = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(written).chmod(_OWNER_ONLY)
        Path(written).replace(path)
    except BaseException:
        Path(written).unlink(missing_ok=True)
        raise
