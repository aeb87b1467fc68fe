"""Which addresses exist, and how the proxy's path is taken off."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.serving.addresses import is_served, local_path, with_root_path

EVERYTHING = frozenset({"login", "mcp"})


@pytest.mark.parametrize("prefix", ["", "/fr", "/es"])
@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/config",
        "/theme.css",
        "/assets/index-1a2b.js",
        "/static/img/logo.svg",
        "/gradio_api/queue/join",
        "/gradio_api/queue/data",
        "/gradio_api/heartbeat/abc123",
        "/gradio_api/startup-events",
        "/gradio_api/cancel",
        "/gradio_api/reset",
        "/report",
        "/about",
        "/feedback",
    ],
)
def test_the_chat_and_the_pages_are_there_in_every_language(prefix, path):
    assert is_served(f"{prefix}{path}")


@pytest.mark.parametrize(
    "path",
    [
        "/health",
        "/robots.txt",
        "/feedback.jsonl",
        "/pages/style.css",
        "/pages/feedback.css",
        "/gradio_api/info",
        "/gradio_api/call/ask",
        "/gradio_api/call/v2/passage/abc123",
        "/gradio_api/call/outline/5f0c-1b",
    ],
)
def test_the_rest_is_there_once(path):
    assert is_served(path)
    assert not is_served(f"/fr{path}")


@pytest.mark.parametrize("path", ["/login", "/logout", "/pages/login.css", "/mcp"])
def test_what_is_not_wanted_is_not_served(path):
    assert is_served(path, EVERYTHING)
    assert not is_served(path)


@pytest.mark.parametrize(
    "path",
    [
        "",
        "//",
        "/de/",
        "/fr",
        "/fr/es/",
        "/nowhere",
        "/healthy",
        "/reports",
        "/pages/other.css",
        "/assets/",
        "/assets/../config",
        "/assets//config",
        "/assets/./x",
        "/assets/..\\x",
        "/assets/x\n",
        "/fr/../config",
        "/gradio_api/queue/../info",
        "/gradio_api/queue/other",
        "/gradio_api/upload",
        "/gradio_api/file=/etc/passwd",
        "/gradio_api/proxy=http://127.0.0.1/",
        "/gradio_api/openapi.json",
        "/gradio_api/run/ask",
        "/gradio_api/call/predict",
        "/gradio_api/call/ask/one/two",
        "/gradio_api/vibe-edit",
        "/gradio_api/runs",
        "/docs",
        "/mcp/",
        "/login/x",
        "/xlogin",
    ],
)
def test_nothing_else_is_served(path):
    assert not is_served(path, EVERYTHING)


@given(st.text(), st.text())
def test_no_path_with_a_way_up_is_served(before, after):
    assert not is_served(f"{before}/../{after}", EVERYTHING)


@pytest.mark.parametrize("path", ["/reports/config", "/config"])
def test_the_path_of_a_proxy_is_there_however_the_proxy_works(path):
    scope = with_root_path({"path": path, "raw_path": path.encode()}, "/reports")

    assert scope["path"] == "/reports/config"
    assert scope["raw_path"] == b"/reports/config"
    assert local_path(scope) == "/config"


def test_a_path_that_begins_alike_is_another_one():
    assert local_path(with_root_path({"path": "/reports2/x"}, "/reports")) == "/reports2/x"
    assert local_path({"path": "/fr/report", "root_path": ""}) == "/fr/report"
    assert with_root_path({"path": "/x"}, "") == {"path": "/x"}
