"""Who may use the chat: a file of names and hashed passwords.

Each line is ``name:hash`` or ``name:hash:tester``; ``#`` begins a comment line.
"""

import re
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Self

from ui.errors import UsersError

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST_PASSWORD = 8
"""Characters that a password has at least."""

LONGEST_PASSWORD = 1024
"""Characters that a password has at most, so that checking one stays cheap."""

_NAME = re.compile(r"[A-Za-z0-9._@-]{1,64}")
_HASH = re.compile(r"\$argon2(id|i|d)\$v=\d+\$m=\d+,t=\d+,p=\d+\$[A-Za-z0-9+/]+\$[A-Za-z0-9+/]+")
_TESTER = "tester"

_Stamp = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who may use the chat.

    Attributes:
        name: The name.
        tester: Whether they may see what all people said of answers.
        password_hash: The argon2 hash; it changes when the password does.
    """

    name: str
    tester: bool = False
    password_hash: str = field(default="", repr=False)


class Users:
    """The users in a file, read again whenever the file has changed."""

    def __init__(self, path: Path, users: dict[str, User], stamp: _Stamp) -> None:
        """Use `load`."""
        self._path = path
        self._users = users
        self._stamp = stamp
        self._lock = threading.Lock()

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read the file.

        Args:
            path: The file.

        Raises:
            UsersError: It cannot be read, holds nobody, or a line is wrong.
        """
        stamp, users = _stamp(path), read_users(path)
        if not users:
            raise UsersError(
                f"The users file {str(path)!r} holds no user. "
                f"Add one: report-assistant users add NAME --file {path}"
            )
        return cls(path, users, stamp)

    def named(self, name: str) -> User | None:
        """Return a user of today's file, or None.

        Args:
            name: The name.

        Raises:
            UsersError: The file has changed and cannot be used any more.
        """
        with self._lock:
            stamp = _stamp(self._path)
            if stamp != self._stamp:
                self._users, self._stamp = read_users(self._path), stamp
            return self._users.get(name)

    def verify(self, name: str, password: str) -> User | None:
        """Return the user with this name and password, or None. Takes a fraction of a second.

        An unknown name takes as long as a wrong password, so that nobody learns the names.

        Args:
            name: The name.
            password: The password.

        Raises:
            UsersError: The file has changed and cannot be used any more.
        """
        from argon2.exceptions import InvalidHashError, VerificationError

        user = self.named(name)
        if len(password) > LONGEST_PASSWORD:
            return None
        try:
            _hasher().verify(user.password_hash if user else _nobodys_hash(), password)
        except (VerificationError, InvalidHashError, UnicodeEncodeError):
            return None
        return user


def new_user(name: str, password: str, *, tester: bool = False) -> User:
    """Return a user with a hashed password.

    Args:
        name: The name.
        password: The password.
        tester: Whether they may see what all people said of answers.

    Raises:
        UsersError: The name or the password cannot be used.
    """
    check_name(name)
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise UsersError(
            f"The password has {len(password)} characters; "
            f"{SHORTEST_PASSWORD} to {LONGEST_PASSWORD} are expected. Choose another."
        )
    return User(name, tester, _hasher().hash(password))


def check_name(name: str) -> None:
    """Refuse what cannot be a user's name.

    Args:
        name: The name.

    Raises:
        UsersError: It is empty, too long, or holds other characters.
    """
    if not _NAME.fullmatch(name):
        raise UsersError(
            f"{name!r} cannot be a user's name. Use 1 to 64 of the letters A to Z, digits, "
            "dots, underscores, hyphens and @."
        )


def read_users(path: Path) -> dict[str, User]:
    """Return the users in a file, by their names, in order.

    Args:
        path: The file.

    Raises:
        UsersError: It cannot be read, or a line is wrong.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise _unreadable(path, error) from error
    users: dict[str, User] = {}
    for number, user in _users_in(lines, path):
        if user.name in users:
            raise UsersError(
                f"Line {number} of the users file {str(path)!r} names {user.name!r} again. "
                "Remove one of the two lines."
            )
        users[user.name] = user
    return users


def line_of(user: User) -> str:
    """Return the line of the file that stands for a user."""
    return ":".join((user.name, user.password_hash, *([_TESTER] if user.tester else [])))


def _users_in(lines: Iterable[str], path: Path) -> Iterator[tuple[int, User]]:
    for number, line in enumerate(lines, 1):
        text = line.strip()
        if text and not text.startswith("#"):
            name, _, rest = text.partition(":")
            password_hash, _, role = rest.partition(":")
            # The line itself is not shown: it may hold a password by mistake.
            if not (_NAME.fullmatch(name) and _HASH.fullmatch(password_hash)):
                raise _wrong_line(path, number)
            if role not in {"", _TESTER}:
                raise _wrong_line(path, number)
            yield number, User(name, role == _TESTER, password_hash)


def _wrong_line(path: Path, number: int) -> UsersError:
    return UsersError(
        f"Line {number} of the users file {str(path)!r} is not name:hash or name:hash:tester. "
        "Remove the line, then use report-assistant users add."
    )


def _unreadable(path: Path, error: Exception) -> UsersError:
    reason = getattr(error, "strerror", None) or "it is not text in UTF-8"
    return UsersError(
        f"The users file {str(path)!r} cannot be read ({reason}). "
        "Name a file that report-assistant users add has written."
    )


def _stamp(path: Path) -> _Stamp:
    try:
        status = path.stat()
    except OSError as error:
        raise _unreadable(path, error) from error
    return status.st_mtime_ns, status.st_size, status.st_ino


@cache
def _hasher() -> "PasswordHasher":
    from argon2 import PasswordHasher

    return PasswordHasher()


@cache
def _nobodys_hash() -> str:
    return _hasher().hash("nobody has this password")
