"""Who is signed in: tokens that browsers hold as cookies, and here only their hashes."""

import hashlib
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from ui.serving.users import User, Users

_SECONDS = 12 * 3600
_MOST = 10_000
_TOKEN_BYTES = 32


@dataclass(frozen=True, slots=True)
class _Session:
    name: str
    password_hash: str
    ends: float


class LoginSessions:
    """Sessions in memory; one ends when it is not used for some hours, and with the server."""

    def __init__(
        self,
        users: Users,
        seconds: float = _SECONDS,
        most: int = _MOST,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Begin with no session.

        Args:
            users: Who may have one.
            seconds: How long a session lasts after its last use.
            most: How many there are at most; beyond, the one unused for longest ends.
            clock: Tells the time in seconds.
        """
        self._users = users
        self._seconds = seconds
        self._most = most
        self._clock = clock
        self._sessions: OrderedDict[str, _Session] = OrderedDict()

    def start(self, user: User) -> str:
        """Start a session and return its token, of 256 random bits.

        Args:
            user: Whose session it is.
        """
        token = secrets.token_urlsafe(_TOKEN_BYTES)
        self._keep(_hashed(token), user)
        while len(self._sessions) > self._most:
            self._sessions.popitem(last=False)
        return token

    def user(self, token: str) -> User | None:
        """Return whose session a token stands for, and prolong the session.

        A session ends too when its user is taken out of the file or gets another password.

        Args:
            token: The token.

        Raises:
            UsersError: The file of users cannot be used any more.
        """
        key = _hashed(token)
        session = self._sessions.get(key)
        if session is None:
            return None
        user = self._users.named(session.name)
        changed = user is None or user.password_hash != session.password_hash
        if user is None or changed or session.ends <= self._clock():
            self._sessions.pop(key, None)
            return None
        self._keep(key, user)
        return user

    def end(self, token: str) -> None:
        """End a session; one that is unknown has ended already.

        Args:
            token: Its token.
        """
        self._sessions.pop(_hashed(token), None)

    def _keep(self, key: str, user: User) -> None:
        self._sessions[key] = _Session(user.name, user.password_hash, self._clock() + self._seconds)
        self._sessions.move_to_end(key)


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
