"""The headers, the names of this machine, the limit of a request; on a small application."""

import httpx
import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from ui.pages.policy import PAGE_CONTENT_SECURITY_POLICY
from ui.serving.body_limit import BodyLimitMiddleware
from ui.serving.hosts import LocalHostMiddleware, is_local_name, is_loopback
from ui.serving.security import SECURITY_HEADERS, SecurityMiddleware


async def page(request):
    body = await request.body()
    own = {"content-security-policy": PAGE_CONTENT_SECURITY_POLICY, "x-frame-options": "ALLOWALL"}
    own |= {"Access-Control-Allow-Origin": "*", "access-control-allow-credentials": "true"}
    return PlainTextResponse(
        f"{request.url.path} {len(body)}", headers=own if "own" in request.query_params else {}
    )


def client(layer, **arguments):
    app = Starlette(routes=[Route("/{path:path}", page, methods=["GET", "POST"])])
    app.add_middleware(layer, **arguments)
    transport = httpx.ASGITransport(app)
    return httpx.AsyncClient(transport=transport, base_url="http://localhost")


@pytest.mark.parametrize("path", ["/", "/nowhere", "/gradio_api/upload"])
async def test_every_reply_carries_the_headers_once(path):
    async with client(SecurityMiddleware) as browser:
        reply = await browser.get(path)

    assert reply.status_code == (200 if path == "/" else 404)
    for name, value in SECURITY_HEADERS.items():
        assert reply.headers.get_list(name) == [value]


async def test_a_page_keeps_its_own_policy_and_nothing_else():
    async with client(SecurityMiddleware) as browser:
        reply = await browser.get("/about?own=1")

    assert reply.headers.get_list("content-security-policy") == [PAGE_CONTENT_SECURITY_POLICY]
    assert reply.headers.get_list("x-frame-options") == ["DENY"]
    assert not [name for name in reply.headers if name.startswith("access-control")]


@pytest.mark.parametrize("path", ["/reports/about", "/about"])
async def test_a_proxy_may_take_its_path_off_or_not(path):
    async with client(SecurityMiddleware, root_path="/reports") as browser:
        reply = await browser.get(path)

    assert reply.text == "/reports/about 0"


async def test_a_proxy_s_path_may_be_the_name_of_a_page():
    async with client(SecurityMiddleware, root_path="/report") as browser:
        assert (await browser.get("/report")).text == "/report/report 0"
        assert (await browser.get("/report/report")).text == "/report/report 0"


async def test_the_proxy_s_path_without_its_slash_leads_to_the_page():
    async with client(SecurityMiddleware, root_path="/reports") as browser:
        reply = await browser.get("/reports?passage=p19")

    assert reply.headers["location"] == "/reports/?passage=p19"
    assert reply.headers["x-frame-options"] == "DENY"


async def test_a_websocket_is_closed():
    sent = []

    async def send(message):
        sent.append(message["type"])

    await SecurityMiddleware(None)({"type": "websocket", "path": "/"}, None, send)
    assert sent == ["websocket.close"]


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:7860", "127.0.0.1:80", "[::1]", "[::1]:7860", "LOCALHOST"]
)
def test_this_machine_s_own_names_are_known(host):
    assert is_local_name(host)


@pytest.mark.parametrize(
    "host",
    [
        "",
        "evil.example",
        "localhost.evil.example",
        "evil@localhost",
        "localhost/x",
        "[::1",
        "127.1",
    ],
)
async def test_other_names_are_refused(host):
    async with client(LocalHostMiddleware) as browser:
        reply = await browser.get("/", headers={"host": host})

    assert reply.status_code == 400
    assert "localhost" in reply.text


def test_which_addresses_only_this_machine_reaches():
    assert all(map(is_loopback, ["localhost", "127.0.0.1", "127.0.0.2", "::1"]))
    assert not any(map(is_loopback, ["0.0.0.0", "::", "192.0.2.1", "example.org", ""]))


@pytest.mark.parametrize("length", [0, 100])
async def test_a_request_within_the_limit_passes(length):
    async with client(BodyLimitMiddleware, largest=100) as browser:
        reply = await browser.post("/x", content=b"a" * length)

    assert reply.text == f"/x {length}"


async def test_a_request_that_says_it_is_too_long_is_refused():
    async with client(BodyLimitMiddleware, largest=100) as browser:
        reply = await browser.post("/x", content=b"a" * 101)

    assert reply.status_code == 413
    assert reply.text == "This request is longer than 100 bytes. Send less."


async def test_a_request_in_pieces_is_counted():
    async def pieces():
        for _ in range(50):
            yield b"abc"

    async with client(BodyLimitMiddleware, largest=100) as browser:
        reply = await browser.post("/x", content=pieces())

    assert reply.status_code == 413


@pytest.mark.parametrize("said", ["-1", "many", "١"])
async def test_a_length_that_is_no_number_is_refused(said):
    async with client(BodyLimitMiddleware) as browser:
        reply = await browser.get("/", headers={"content-length": said.encode()})

    assert reply.status_code == 400
