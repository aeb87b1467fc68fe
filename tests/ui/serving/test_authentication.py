"""Signing in: by the page, by gradio_client, by HTTP Basic; on a small Gradio application."""

import asyncio
import threading
from contextlib import contextmanager
from functools import partial

import gradio as gr
import httpx
import pytest
import uvicorn
from fastapi import FastAPI, Request
from gradio_client import Client
from gradio_client.exceptions import AuthenticationError

from assistant import Settings
from ui.pages.policy import PAGE_CONTENT_SECURITY_POLICY
from ui.serving.authentication import COOKIE, user_name, user_of
from ui.serving.layers import add_layers
from ui.serving.server import open_socket
from ui.serving.users import line_of, new_user

HTML = {"accept": "text/html,*/*"}
ANA = {"username": "ana", "password": "correct horse"}
PROXY = "/reports"
LOGIN = "/login?next=%2Freport%3Fq%3Da%2Bb"


@contextmanager
def served(build, *arguments):
    """Serve an application in a thread, where it is built too: Gradio wants a running loop."""
    listener = open_socket("127.0.0.1", 0)
    servers = []

    async def serve():
        config = uvicorn.Config(build(*arguments), log_level="error", ws="none")
        servers.append(uvicorn.Server(config))
        await servers[0].serve(sockets=[listener])

    thread = threading.Thread(target=lambda: asyncio.run(serve()))
    thread.start()
    while thread.is_alive() and not (servers and servers[0].started):
        thread.join(0.01)
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        servers[0].should_exit = True
        thread.join()
        listener.close()


def add_chat(app):
    def ask(text: str, request: gr.Request) -> str:
        return f"{request.username}: {text}"

    with gr.Blocks() as blocks:
        gr.api(ask, api_name="ask")
    gr.mount_gradio_app(app, blocks, path="/", ssr_mode=False, auth_dependency=user_name)


def small_app(settings, report, *, with_chat=False):
    app = FastAPI()

    @app.get("/health")
    def health():
        return "well"

    @app.get("/report")
    def page(request: Request):
        user = user_of(request.scope)
        return {"user": user_name(request), "tester": bool(user and user.tester)}

    if with_chat:
        add_chat(app)
    add_layers(app, settings, report)
    return app


@pytest.fixture(scope="session")
def users_file(tmp_path_factory):
    path = tmp_path_factory.mktemp("users") / "users"
    users = (
        new_user(name="ana", password="correct horse", tester=True),
        new_user("bob", "battery staple"),
    )
    path.write_text("".join(f"{line_of(user)}\n" for user in users))
    return path


@pytest.fixture(scope="session")
def address(users_file, assistant):
    settings = Settings(users_file=users_file)
    with served(partial(small_app, settings, assistant.report, with_chat=True)) as at:
        yield at


@pytest.fixture
def fresh(users_file, assistant):
    """A server without a past, behind a proxy's path."""
    settings = Settings(users_file=users_file, root_path=PROXY)
    with served(small_app, settings, assistant.report) as at:
        yield at


def test_without_a_login_only_what_tells_nothing_is_served(address):
    assert httpx.get(f"{address}/health").json() == "well"
    for method, path in [
        ("GET", "/report"),
        ("GET", "/config"),
        ("GET", "/"),
        ("GET", "/gradio_api/info"),
        ("POST", "/gradio_api/call/ask"),
        ("GET", "/gradio_api/queue/data"),
        ("GET", "/assets/x.js"),
    ]:
        reply = httpx.request(method, f"{address}{path}")
        assert reply.status_code == 401
        assert reply.json() == {"error": "Sign in first."}
        assert "www-authenticate" not in reply.headers


def test_a_browser_signs_in_goes_where_it_wanted_and_signs_out(address):
    with httpx.Client(base_url=address, headers=HTML) as browser:
        away = browser.get("/report?q=a+b")
        assert (away.status_code, away.headers["location"]) == (
            303,
            "/login?next=%2Freport%3Fq%3Da%2Bb",
        )
        form = browser.get(away.headers["location"])
        assert form.status_code == 200
        assert 'value="/report?q=a+b"' in form.text
        back = browser.post("/login", data={**ANA, "next": "/report?q=a+b"})
        assert (back.status_code, back.headers["location"]) == (303, "/report?q=a+b")
        page = browser.get("/report")
        assert page.json() == {"user": "ana", "tester": True}
        assert page.headers["cache-control"] == "private"
        assert "ana" in browser.get("/login").text
        kept = browser.cookies[COOKIE]
        out = browser.post("/logout")
        assert (out.status_code, out.headers["location"]) == (303, "/login")
        assert COOKIE not in browser.cookies
        old = {**HTML, "cookie": f"{COOKIE}={kept}"}
        assert browser.get("/report", headers=old).status_code == 303


def test_the_cookie_cannot_be_read_by_scripts_or_sent_from_elsewhere(address):
    plain = httpx.post(f"{address}/login", data=ANA).headers["set-cookie"]
    secure = httpx.post(f"{address}/login", data=ANA, headers={"x-forwarded-proto": "https"})

    assert {"HttpOnly", "Path=/", "SameSite=lax"} <= set(plain.split("; "))
    assert "Secure" not in plain
    assert "Secure" in secure.headers["set-cookie"].split("; ")


@pytest.mark.parametrize(
    "wanted", ["//evil.example", "https://evil.example", "/\\evil.example", "/login", "x"]
)
def test_the_login_leads_to_no_other_site(address, wanted):
    reply = httpx.post(f"{address}/login", data={**ANA, "next": wanted}, headers=HTML)

    assert (reply.status_code, reply.headers["location"]) == (303, "/")


def test_a_wrong_password_is_told_in_the_language_of_the_page(address):
    wrong = {"username": "<b>&", "password": "wrong", "next": '/fr/?"><script>'}
    page = httpx.post(f"{address}/login", data=wrong, headers=HTML)

    assert page.status_code == 401
    assert 'role="alert"' in page.text
    assert "<script" not in page.text
    assert page.headers["content-security-policy"] == PAGE_CONTENT_SECURITY_POLICY
    assert page.headers["referrer-policy"] == "same-origin"
    assert "set-cookie" not in page.headers


@pytest.mark.parametrize(
    ("query", "accept", "language"),
    [
        ("", "fr-CH", "fr"),
        ("?next=/es/", "fr", "es"),
        ("", "de", "en"),
        ("?next=/", "es", "es"),
    ],
)
def test_the_page_is_in_the_language_that_is_wanted(address, query, accept, language):
    page = httpx.get(f"{address}/login{query}", headers={**HTML, "accept-language": accept})

    assert f'<html lang="{language}">' in page.text


@pytest.mark.parametrize("path", ["/login", "/logout"])
@pytest.mark.parametrize(
    "headers", [{"origin": "http://evil.example"}, {"sec-fetch-site": "cross-site"}]
)
def test_a_form_of_another_site_is_refused(address, path, headers):
    assert httpx.post(f"{address}{path}", data=ANA, headers=headers).status_code == 403


@pytest.mark.parametrize("content", [b"", b"%ff=%ff", b"a" * 5000, b"&".join([b"a=b"] * 50)])
def test_a_form_that_is_none_is_a_wrong_login(fresh, content):
    assert httpx.post(f"{fresh}/login", content=content).status_code == 401


def test_after_five_failures_even_the_right_password_has_to_wait(fresh):
    wrong = {"username": "ana", "password": "wrong"}
    for _ in range(5):
        assert httpx.post(f"{fresh}/login", data=wrong).status_code == 401
    program = httpx.post(f"{fresh}/login", data=ANA)
    browser = httpx.post(f"{fresh}/login", data=ANA, headers=HTML)

    assert program.status_code == browser.status_code == 429
    assert 1 <= int(program.headers["retry-after"]) <= 60
    assert 1 <= int(browser.headers["retry-after"]) <= 60
    other = {"username": "bob", "password": "battery staple"}
    assert httpx.post(f"{fresh}/login", data=other).status_code == 200
    assert httpx.get(f"{fresh}/report", auth=("ana", "correct horse")).status_code == 429


def test_programs_may_send_name_and_password_with_each_request(address):
    right = httpx.get(f"{address}/report", auth=("bob", "battery staple"))
    wrong = httpx.get(f"{address}/report", auth=("bob", "battery"))
    odd = httpx.get(f"{address}/report", headers={"authorization": "Basic !!!"})

    assert right.json() == {"user": "bob", "tester": False}
    assert wrong.status_code == odd.status_code == 401
    assert wrong.headers["www-authenticate"].startswith("Basic ")


def test_gradio_client_signs_in_and_the_handler_learns_the_name(address):
    client = Client(address, auth=("ana", "correct horse"), verbose=False)
    try:
        assert client.predict("hello", api_name="/ask") == "ana: hello"
    finally:
        client.close()


@pytest.mark.parametrize("auth", [None, ("ana", "wrong password")])
def test_gradio_client_is_refused_without_the_right_password(fresh, auth):
    with pytest.raises(AuthenticationError):
        Client(fresh, auth=auth, verbose=False)


@pytest.mark.parametrize("prefix", ["", PROXY])
def test_behind_a_proxy_every_address_has_its_path(fresh, prefix):
    with httpx.Client(base_url=fresh, headers=HTML) as browser:
        away = browser.get(f"{prefix}/report")
        assert away.headers["location"] == f"{PROXY}/login?next=%2Freport"
        form = browser.get(f"{prefix}/login?next=%2Freport").text
        assert f'action="{PROXY}/login"' in form
        back = browser.post(f"{prefix}/login", data={**ANA, "next": "/report"})
        assert back.headers["location"] == f"{PROXY}/report"
        assert f"Path={PROXY}" in back.headers["set-cookie"].split("; ")


def test_a_users_file_that_became_wrong_lets_nobody_in(tmp_path, users_file, assistant):
    path = tmp_path / "users"
    path.write_text(users_file.read_text())
    with served(small_app, Settings(users_file=path), assistant.report) as at:
        cookies = httpx.post(f"{at}/login", data=ANA).cookies
        assert httpx.get(f"{at}/report", cookies=cookies).status_code == 200
        path.write_text("ana:oops")
        assert httpx.get(f"{at}/report", cookies=cookies).status_code == 503
        assert httpx.post(f"{at}/login", data=ANA).status_code == 503
        assert httpx.get(f"{at}/health").status_code == 200


def test_without_a_users_file_nobody_is_asked(assistant):
    with served(small_app, Settings(), assistant.report) as at:
        assert httpx.get(f"{at}/report").json() == {"user": None, "tester": False}
        assert httpx.get(f"{at}/login").status_code == 404
        assert httpx.post(f"{at}/login", data=ANA).status_code == 404
