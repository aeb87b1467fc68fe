"""Checking a name and a password, one at a time and not too often."""

import asyncio
import hashlib
import hmac
import ipaddress
import secrets
from collections import OrderedDict

from ui.errors import TooManyAttemptsError
from ui.serving.throttle import Throttle
from ui.serving.users import User, Users

_ATTEMPTS_FROM_ONE_PLACE = 5
_ATTEMPTS_FROM_ANYWHERE = 100
_MOST_REMEMBERED = 1000


class SignIn:
    """Checks passwords for the login page and for programs."""

    def __init__(self, users: Users) -> None:
        """Begin with no failure.

        Args:
            users: Who may sign in.
        """
        self._users = users
        self._from_one_place = Throttle(_ATTEMPTS_FROM_ONE_PLACE)
        self._from_anywhere = Throttle(_ATTEMPTS_FROM_ANYWHERE)
        # A check takes much memory for a moment, so there is one at a time.
        self._one_at_a_time = asyncio.Lock()
        self._key = secrets.token_bytes(32)
        self._remembered: OrderedDict[bytes, User] = OrderedDict()

    async def check(self, name: str, password: str, address: str) -> User | None:
        """Return the user with this name and password, or None.

        Args:
            name: The name.
            password: The password.
            address: From where it was sent.

        Raises:
            TooManyAttemptsError: There were too many failures.
            UsersError: The file of users cannot be used any more.
        """
        async with self._one_at_a_time:
            return await self._checked(name, password, address)

    async def check_program(self, name: str, password: str, address: str) -> User | None:
        """Return the user, as `check` does; for programs, which send both with every request.

        What was right once is remembered, as a keyed hash, until the user changes.

        Args:
            name: The name.
            password: The password.
            address: From where it was sent.

        Raises:
            TooManyAttemptsError: There were too many failures.
            UsersError: The file of users cannot be used any more.
        """
        mark = self._mark(name, password)
        if self._is_remembered(mark, name):
            return self._users.named(name)
        async with self._one_at_a_time:
            if self._is_remembered(mark, name):  # of several requests, the first has checked it
                return self._users.named(name)
            user = await self._checked(name, password, address)
            if user is not None:
                self._remembered[mark] = user
                while len(self._remembered) > _MOST_REMEMBERED:
                    self._remembered.popitem(last=False)
            return user

    async def _checked(self, name: str, password: str, address: str) -> User | None:
        place = f"{_network(address)} {_shortened(name)}"
        wait_s = self._from_one_place.attempt(place)
        wait_s = wait_s or self._from_anywhere.attempt(_shortened(name))
        if wait_s:
            raise TooManyAttemptsError(wait_s)
        user = await asyncio.to_thread(self._users.verify, name, password)
        if user is not None:
            self._from_one_place.forget(place)
        return user

    def _is_remembered(self, mark: bytes, name: str) -> bool:
        user = self._remembered.get(mark)
        return user is not None and self._users.named(name) == user

    def _mark(self, name: str, password: str) -> bytes:
        text = f"{name}\0{password}".encode("utf-8", "surrogatepass")
        return hmac.digest(self._key, text, hashlib.sha256)


def _network(address: str) -> str:
    """Return whose address it is: who has one address of version 6 has 2 to the 64 of them."""
    try:
        known = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    bits = 64 if known.version == 6 else 32
    return str(ipaddress.ip_network((known, bits), strict=False))


def _shortened(name: str) -> str:
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()
