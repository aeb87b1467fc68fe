"""Slowing down who guesses passwords."""

import math
import time
from collections import OrderedDict, deque
from collections.abc import Callable

_SECONDS = 60.0
_MOST_KEYS = 10_000


class Throttle:
    """Allows so many attempts a minute for each key; a success forgets them."""

    def __init__(self, attempts: int, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin with no attempt.

        Args:
            attempts: How many are allowed within a minute.
            clock: Tells the time in seconds.
        """
        self._attempts = attempts
        self._clock = clock
        self._times: OrderedDict[str, deque[float]] = OrderedDict()

    def attempt(self, key: str) -> int:
        """Count an attempt.

        It counts before its end is known, so that many at the same time are no way round.

        Args:
            key: Who tries what.

        Returns:
            0 where it is allowed, otherwise the seconds to wait; then nothing is counted.
        """
        now = self._clock()
        times = self._times.setdefault(key, deque())
        self._times.move_to_end(key)
        while times and times[0] <= now - _SECONDS:
            times.popleft()
        if len(times) >= self._attempts:
            return max(1, math.ceil(times[0] + _SECONDS - now))
        times.append(now)
        while len(self._times) > _MOST_KEYS:
            self._times.popitem(last=False)
        return 0

    def forget(self, key: str) -> None:
        """Forget the attempts of a key that has succeeded.

        Args:
            key: Who tried what.
        """
        self._times.pop(key, None)
