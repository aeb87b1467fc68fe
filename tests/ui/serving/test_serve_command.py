"""The command that serves others: a login, a proxy's path, MCP, and a line for each question."""

import httpx
import pytest
from gradio_client import Client

AUTH = ("ana", "correct horse")
HTML = {"accept": "text/html"}
QUESTION = "What does paragraph 8 say?"


@pytest.fixture
def signed_in(served):
    with httpx.Client(base_url=served.address, follow_redirects=True) as browser:
        assert browser.post("/login", data={"username": AUTH[0], "password": AUTH[1]}).is_success
        yield browser


@pytest.mark.parametrize(
    "path", ["/", "/fr/", "/es/", "/report", "/fr/report", "/about", "/feedback", "/feedback.jsonl"]
)
def test_every_page_asks_who_is_there_and_then_opens(served, signed_in, path):
    before = httpx.get(f"{served.address}{path}", headers=HTML)
    assert before.status_code == 303
    assert before.headers["location"].startswith("/reports/login")
    after = signed_in.get(path)
    assert after.status_code == 200
    assert 'href="/report"' not in after.text


def test_the_style_sheets_of_the_login_page_are_there_for_everybody(served):
    page = httpx.get(f"{served.address}/login", headers=HTML)
    assert page.status_code == 200
    for sheet in ("style", "login"):
        assert f'href="/reports/pages/{sheet}.css"' in page.text
        reply = httpx.get(f"{served.address}/pages/{sheet}.css")
        assert reply.headers["content-type"].startswith("text/css")


@pytest.mark.parametrize("root", ["/", "/fr/"])
def test_the_parts_of_the_chat_are_found_below_the_path_of_the_proxy(signed_in, root):
    config = signed_in.get(f"{root}config").json()

    assert config["root"] == f"{signed_in.base_url}{root.removeprefix('/')}".rstrip("/")


def test_a_question_of_a_program_is_logged_with_the_user_and_without_its_text(served):
    client = Client(served.address, auth=AUTH, verbose=False)
    try:
        assert client.predict(QUESTION, api_name="/ask")["citations"]
    finally:
        client.close()
    line = served.lines()[-1]

    assert (line["interface"], line["user"], line["kind"]) == ("api", "ana", "ask")
    assert line["outcome"] == "answered"
    assert "question" not in line
    assert "paragraph 8" not in served.log.read_text()


def test_mcp_is_served_to_who_signs_in_only(served):
    request = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}
    headers = {"accept": "application/json, text/event-stream"}
    arguments = {"url": f"{served.address}/mcp", "json": request, "headers": headers}

    assert httpx.post(**arguments).status_code == 401
    tools = httpx.post(**arguments, auth=AUTH).json()["result"]["tools"]
    assert {"ask", "search", "passage", "outline"} == {it["name"] for it in tools}


@pytest.mark.parametrize("method", ["GET", "OPTIONS"])
def test_no_page_of_another_site_may_read_a_reply(served, method):
    headers = {"origin": "https://evil.example", "access-control-request-method": "POST"}
    for host in ("localhost", "127.0.0.1"):
        reply = httpx.request(
            method,
            f"{served.address}/gradio_api/info",
            headers={**headers, "host": host},
            auth=AUTH,
        )
        assert not [name for name in reply.headers if name.startswith("access-control")]
