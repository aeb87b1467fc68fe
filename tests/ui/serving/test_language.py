"""Sending a browser to the chat in its language, and a program nowhere else."""

import httpx
import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from ui.serving.language import LanguageMiddleware

HTML = {"accept": "text/html,*/*"}


def page(request):
    return PlainTextResponse(f"page {request.url.path}")


def client(root_path=""):
    app = Starlette(routes=[Route("/{path:path}", page)])
    app.add_middleware(LanguageMiddleware, root_path=root_path)
    transport = httpx.ASGITransport(app)
    return httpx.AsyncClient(transport=transport, base_url="http://localhost")


@pytest.mark.parametrize(
    ("accept", "path", "address"),
    [
        ("fr-CH, en;q=0.5", "/", "/fr/"),
        ("es", "/?passage=p19", "/es/?passage=p19"),
        ("es", "/?passage=p19&language=fr", "/fr/?passage=p19"),
        ("es", "/?language=en", "/"),
    ],
)
async def test_a_browser_is_sent_to_its_language(accept, path, address):
    async with client() as browser:
        reply = await browser.get(path, headers={**HTML, "accept-language": accept})

    assert reply.status_code == 303
    assert reply.headers["location"] == address


@pytest.mark.parametrize("path", ["/", "/fr/", "/report", "/?language=xx"])
async def test_who_wants_english_or_another_page_stays(path):
    async with client() as browser:
        reply = await browser.get(path, headers={**HTML, "accept-language": "en, fr;q=0.1"})

    assert reply.status_code == 200


async def test_a_program_is_never_sent_elsewhere():
    async with client() as program:
        reply = await program.get("/", headers={"accept-language": "fr"})

    assert reply.status_code == 200


async def test_a_link_on_an_english_page_stays_english():
    headers = {**HTML, "accept-language": "fr", "sec-fetch-site": "same-origin"}
    async with client() as browser:
        linked = await browser.get("/?passage=p19", headers=headers)
        chosen = await browser.get("/?language=es", headers=headers)

    assert linked.status_code == 200
    assert chosen.headers["location"] == "/es/"


async def test_a_choice_is_remembered():
    async with client() as browser:
        headers = {**HTML, "accept-language": "fr"}
        chosen = await browser.get("/?language=en", headers=headers)
        again = await browser.get("/", headers=headers)

    assert "samesite=lax" in chosen.headers["set-cookie"].lower()
    assert again.status_code == 200


async def test_the_path_of_a_proxy_is_kept():
    async with client("/reports") as browser:
        reply = await browser.get("/", headers={**HTML, "accept-language": "es"})

    assert reply.headers["location"] == "/reports/es/"
