"""What an error of a provider's package means."""

import json
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import httpx
import pytest
from openai import ContentFilterFinishReasonError

from assistant import ModelCallError, notice_of
from assistant.generation.faults import call_error
from assistant.generation.notices import reason_of

REQUEST = httpx.Request("POST", "http://127.0.0.1/v1/chat/completions")


def status_error(status, **headers):
    response = httpx.Response(status, headers=headers, request=REQUEST)
    return httpx.HTTPStatusError("the key sk-canary is wrong", request=REQUEST, response=response)


def caused_by(error):
    outer = RuntimeError("a package's own error")
    outer.__cause__ = error
    return outer


class RateLimitError(Exception):
    """Named as some packages name theirs; it has no status."""


@pytest.mark.parametrize(
    ("error", "fault"),
    [
        (status_error(400), "rejected"),
        (status_error(401), "not_allowed"),
        (status_error(403), "not_allowed"),
        (status_error(404), "rejected"),
        (status_error(408), "too_slow"),
        (status_error(429), "over_quota"),
        (status_error(500), "server_error"),
        (status_error(529), "server_error"),
        (caused_by(status_error(401)), "not_allowed"),
        (TimeoutError(), "too_slow"),
        (httpx.ReadTimeout("slow"), "too_slow"),
        (httpx.ConnectTimeout("slow"), "too_slow"),
        (httpx.ConnectError("refused"), "not_reachable"),
        (ConnectionRefusedError(), "not_reachable"),
        (caused_by(httpx.ConnectError("refused")), "not_reachable"),
        (httpx.RemoteProtocolError("closed"), "cut_off"),
        (httpx.ReadError("reset"), "cut_off"),
        (ConnectionResetError(), "cut_off"),
        (RateLimitError(), "over_quota"),
        (ContentFilterFinishReasonError(), "declined"),
        (json.JSONDecodeError("no JSON", "x", 0), "unreadable"),
        (UnicodeDecodeError("utf-8", b"\xff", 0, 1, "bad"), "unreadable"),
        (KeyError("choices"), "unreadable"),
        (RuntimeError("unheard of"), "rejected"),
        (ModelCallError("too_long"), "too_long"),
    ],
)
def test_an_error_is_told_by_its_status_or_its_name(error, fault):
    found = call_error(error, begun=False)
    assert found.fault == fault
    assert "sk-canary" not in str(found)


@pytest.mark.parametrize("error", [httpx.ConnectError("gone"), status_error(500)])
def test_what_ends_a_reply_that_had_begun_cut_it_off(error):
    assert call_error(error, begun=True).fault == "cut_off"


@pytest.mark.parametrize(
    ("header", "seconds"), [("7", 7.0), ("0.5", 0.5), ("soon", None), ("-3", None), ("nan", None)]
)
def test_the_servers_wish_to_wait_is_read(header, seconds):
    assert (
        call_error(status_error(429, **{"retry-after": header}), begun=False).retry_after_s
        == seconds
    )


def test_the_wish_may_be_a_date():
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=60), usegmt=True)
    wait = call_error(status_error(503, **{"Retry-After": soon}), begun=False).retry_after_s
    assert 50 < wait <= 60


def test_a_date_in_the_past_means_now():
    past = "Wed, 21 Oct 2015 07:28:00 GMT"
    assert call_error(status_error(429, **{"retry-after": past}), begun=False).retry_after_s == 0


def test_an_error_that_causes_itself_ends():
    error = RuntimeError("round")
    error.__context__ = other = ValueError("and round")
    other.__context__ = error
    assert call_error(error, begun=False).fault == "rejected"


FAULTS = ModelCallError.__init__.__annotations__["fault"].__args__


@pytest.mark.parametrize("fault", FAULTS)
def test_every_fault_is_told_in_one_plain_sentence(fault):
    notice = notice_of(fault, "openai:gpt")
    assert notice.endswith(".")
    assert notice.count(".") == 1
    assert "openai:gpt" in notice.replace("Openai", "openai")
    assert reason_of(fault, "m").casefold() in notice_of(fault, "m").casefold()
