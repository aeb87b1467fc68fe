"""What went wrong with a call of a chat model, whichever package made it.

Providers share no errors. What they share are HTTP status codes, timeouts, and names.
"""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from assistant.errors import ModelCallError
from assistant.generated import ModelFault

TRANSIENT: frozenset[ModelFault] = frozenset({"not_reachable", "over_quota", "server_error"})
"""Faults that may be gone with the next call."""

_BY_STATUS: Mapping[int, ModelFault] = {
    401: "not_allowed",
    402: "over_quota",
    403: "not_allowed",
    408: "too_slow",
    429: "over_quota",
    504: "too_slow",
}
_BY_NAME: tuple[tuple[str, ModelFault], ...] = (
    ("Timeout", "too_slow"),
    ("ReadError", "cut_off"),
    ("WriteError", "cut_off"),
    ("RemoteProtocol", "cut_off"),
    ("IncompleteRead", "cut_off"),
    ("ConnectionReset", "cut_off"),
    ("BrokenPipe", "cut_off"),
    ("Authentication", "not_allowed"),
    ("PermissionDenied", "not_allowed"),
    ("RateLimit", "over_quota"),
    ("ConnectError", "not_reachable"),
    ("ConnectionRefused", "not_reachable"),
    ("gaierror", "not_reachable"),
    ("Connection", "not_reachable"),
    ("LengthFinish", "too_long"),
    ("ContentFilterFinish", "declined"),
)
_UNREADABLE = (ValueError, KeyError, TypeError, AttributeError, IndexError, json.JSONDecodeError)


def call_error(error: Exception, *, begun: bool) -> ModelCallError:
    """Return what an error of a provider's package means.

    Args:
        error: What was raised.
        begun: Whether part of the reply had come already.
    """
    if isinstance(error, ModelCallError):
        return error
    fault = _fault(error)
    if begun and fault in ("not_reachable", "server_error"):
        fault = "cut_off"
    return ModelCallError(fault, _retry_after(error))


def _fault(error: Exception) -> ModelFault:
    chain = list(_chain(error))
    for it in chain:
        status = _status(it)
        if status is not None:
            return _of_status(status)
    names = [base.__name__ for it in chain for base in type(it).__mro__]
    for part, fault in _BY_NAME:
        if any(part in name for name in names):
            return fault
    return "unreadable" if isinstance(error, _UNREADABLE) else "rejected"


def _of_status(status: int) -> ModelFault:
    known = _BY_STATUS.get(status)
    if known is not None:
        return known
    return "server_error" if status >= 500 else "rejected"


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        yield current
        current = current.__cause__ or current.__context__


def _status(error: BaseException) -> int | None:
    response = getattr(error, "response", None)
    for holder in (error, response):
        for name in ("status_code", "status", "code"):
            value = getattr(holder, name, None)
            if isinstance(value, int) and 400 <= value < 600:
                return value
    return None


def _retry_after(error: Exception) -> float | None:
    for it in _chain(error):
        headers = getattr(getattr(it, "response", None), "headers", None)
        value = headers.get("retry-after") if isinstance(headers, Mapping) else None
        if isinstance(value, str):
            return _seconds(value)
    return None


def _seconds(retry_after: str) -> float | None:
    """Return the seconds of a Retry-After header, which are a number or a date (RFC 9110)."""
    if re.fullmatch(r"\d{1,9}(?:\.\d{1,9})?", retry_after.strip()):
        return float(retry_after)
    try:
        return max((parsedate_to_datetime(retry_after) - datetime.now(UTC)).total_seconds(), 0.0)
    except (ValueError, TypeError):
        return None
