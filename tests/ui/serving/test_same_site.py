"""Staying on this site: no address of another one, no form from another one."""

from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import Headers

from ui.serving.same_site import address_after_login, is_from_this_site, is_https

SITE = "https://reports.example/"
WORDS = "/ \\ // http: https:// evil.example @ %2f . .. ? # report fr javascript: next= & :"
PIECES = st.sampled_from([*WORDS.split(), "\t", "\n", " ", "\x00", "\u2044", "\u3002"])


@pytest.mark.parametrize(
    "wanted", ["/", "/report", "/fr/", "/?passage=p19", "/es/report?q=a+b&mode=meaning", "/about"]
)
def test_a_page_of_this_site_is_where_the_login_leads(wanted):
    assert address_after_login(wanted) == wanted


@pytest.mark.parametrize(
    "wanted",
    [
        "",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https://evil.example/",
        "javascript:alert(1)",
        "/\t/evil.example",
        "/report\r\nSet-Cookie: x=y",
        "/report#x",
        "/fr//evil.example",
        "/../x",
        "report",
        "/login",
        "/logout",
        "/nowhere",
        " /report",
    ],
)
def test_anything_else_leads_to_the_chat(wanted):
    assert address_after_login(wanted) == "/"


@given(st.lists(PIECES, max_size=8).map("".join) | st.text())
def test_the_login_never_leads_to_another_site(wanted):
    address = urljoin(SITE, address_after_login(wanted))

    assert urlsplit(address).netloc == "reports.example"
    assert urlsplit(address).scheme == "https"


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({}, True),
        ({"sec-fetch-site": "same-origin"}, True),
        ({"sec-fetch-site": "none"}, True),
        ({"sec-fetch-site": "same-site"}, False),
        ({"sec-fetch-site": "cross-site"}, False),
        ({"sec-fetch-site": "cross-site", "origin": "http://a:1"}, False),
        ({"origin": "http://a:1"}, True),
        ({"origin": "http://a"}, False),
        ({"origin": "http://evil.example"}, False),
        ({"origin": "null"}, False),
        ({"origin": "http://[bad"}, False),
        ({"origin": "https://b", "x-forwarded-host": "b, c"}, True),
        ({"origin": "https://a:1", "x-forwarded-host": "b"}, False),
    ],
)
def test_where_a_form_comes_from(headers, expected):
    assert is_from_this_site(Headers({"host": "a:1", **headers})) is expected


@pytest.mark.parametrize(
    ("scheme", "said", "expected"),
    [
        ("https", "", True),
        ("http", "https", True),
        ("http", "HTTPS, http", True),
        ("http", "", False),
    ],
)
def test_https_is_known_here_and_behind_a_proxy(scheme, said, expected):
    assert is_https(scheme, Headers({"x-forwarded-proto": said})) is expected
