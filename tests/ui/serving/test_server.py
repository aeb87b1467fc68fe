"""The server: what it answers, what it refuses, and how it stops."""

import signal
import socket
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from assistant import Settings
from ui.errors import ServerError
from ui.serving.security import CONTENT_SECURITY_POLICY, SECURITY_HEADERS
from ui.serving.server import open_socket, serve


def test_health_names_the_report(chat, assistant):
    reply = httpx.get(f"{chat.address}/health")

    assert reply.json() == {"status": "ok", "report": assistant.report.symbol}


@pytest.mark.parametrize("path", ["/", "/health", "/config", "/nowhere", "/theme.css"])
def test_every_reply_carries_the_security_headers_once(chat, path):
    reply = httpx.get(f"{chat.address}{path}")

    for name, value in SECURITY_HEADERS.items():
        assert reply.headers.get_list(name) == [value]


def test_the_content_policy_names_no_other_origin():
    sources = {word for part in CONTENT_SECURITY_POLICY.split("; ") for word in part.split()[1:]}

    assert sources == {"'none'", "'self'", "'unsafe-inline'", "data:"}


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/gradio_api/upload"),
        ("GET", "/gradio_api/file=/etc/passwd"),
        ("GET", "/gradio_api/proxy=http://127.0.0.1/"),
        ("GET", "/gradio_api/openapi.json"),
        ("POST", "/gradio_api/call/predict"),
        ("POST", "/gradio_api/run/ask"),
        ("POST", "/gradio_api/vibe-edit"),
        ("GET", "/gradio_api/runs"),
        ("GET", "/docs"),
        ("GET", "/assets/../config"),
        ("GET", "/gradio_api/queue/../info"),
    ],
)
def test_what_the_chat_does_not_need_is_closed(chat, method, path):
    with socket.create_connection(_place(chat), timeout=10) as raw:
        raw.sendall(
            f"{method} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode()
        )
        status = raw.makefile("rb").readline().split()[1]

    assert status == b"404"


@pytest.mark.parametrize(
    ("root", "public"), [("/", {"ask", "search", "passage", "outline"}), ("/fr/", set())]
)
def test_only_the_four_functions_are_part_of_a_public_interface(chat, root, public):
    dependencies = httpx.get(f"{chat.address}{root}config").json()["dependencies"]

    assert len(dependencies) > len(public)
    open_ones = {it["api_name"] for it in dependencies if it["api_visibility"] != "private"}
    assert open_ones == public


def test_a_request_under_the_name_of_another_site_is_refused(chat):
    reply = httpx.get(f"{chat.address}/health", headers={"host": "evil.example"})

    assert reply.status_code == 400
    assert reply.headers["content-security-policy"] == CONTENT_SECURITY_POLICY


def test_a_request_that_is_too_long_is_refused(chat):
    reply = httpx.post(f"{chat.address}/gradio_api/queue/join", content=b" " * 2_000_000)

    assert reply.status_code == 413


def test_the_page_names_no_font_or_script_of_another_address(chat):
    page = httpx.get(chat.address).text
    theme = httpx.get(f"{chat.address}/theme.css").text

    assert "fonts.googleapis" not in page + theme
    assert "@font-face" not in theme


def test_a_port_in_use_is_named_with_the_next_step():
    with closing(open_socket("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ServerError, match=rf"^Port {port} .* in use .*--port\.$"):
            serve(None, Settings(port=port))


@pytest.mark.parametrize("port", [-1, 65536])
def test_a_number_that_is_no_port_is_refused(port):
    with pytest.raises(ServerError, match=rf"^{port} is no port"):
        open_socket("127.0.0.1", port)


@pytest.mark.parametrize("host", ["192.0.2.1", "2001:db8::1"])
def test_an_address_of_another_machine_is_refused(host):
    with pytest.raises(ServerError, match=f"cannot serve on the address '{host}'.*--host"):
        open_socket(host, 0)


def test_the_same_port_can_be_used_again_at_once():
    with closing(open_socket("127.0.0.1", 0)) as first:
        port = first.getsockname()[1]
    with closing(open_socket("127.0.0.1", port)) as second:
        assert second.getsockname()[1] == port


def test_ctrl_c_stops_the_server_cleanly_while_a_page_is_open(start_chat):
    with (
        start_chat() as running,
        httpx.Client() as page,
        page.stream("GET", f"{running.address}/gradio_api/heartbeat/abc") as open_page,
    ):
        assert open_page.status_code == 200
        running.process.send_signal(signal.SIGINT)
        out, err = running.process.communicate(timeout=30)

    assert running.process.returncode == 0
    assert out == "stopped\n"
    assert "Traceback" not in err


def test_importing_the_package_changes_nothing_and_stays_light():
    code = (
        "import os, sys; before = dict(os.environ); import ui, ui.serving.server, ui.errors; "
        "assert dict(os.environ) == before; "
        "assert not {'gradio', 'fastapi', 'uvicorn', 'torch'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[3])


def _place(chat):
    host, port = chat.address.removeprefix("http://").split(":")
    return host, int(port)
