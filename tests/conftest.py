"""What tests of all packages share: a built index, a browser, what checks accessibility."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_PATIENCE_MS = 20_000
"""How long a page may take to show what is expected: two browsers share a machine's cores."""


# Times are measured in benchmarks: a slow machine breaks no test.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def built_data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the index of the shipped report, built once in all; copy it."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    folder = shared / "built-data"
    with FileLock(shared / "built-data.lock"):
        if not folder.is_dir():
            from assistant import Settings, build_assistant_index

            build_assistant_index(Settings(data_dir=shared / "being-built"))
            (shared / "being-built").rename(folder)
    return folder


@pytest.fixture(scope="session")
def chromium() -> str:
    """Return the browser's executable."""
    found = os.environ.get("REPORT_ASSISTANT_TEST_BROWSER") or shutil.which("chromium")
    if found:
        return found
    return missing("No Chromium was found; name one in REPORT_ASSISTANT_TEST_BROWSER.")


def missing(message: str) -> str:
    """Skip a test that needs what is not there; fail where it must be there."""
    if os.environ.get("REQUIRE_BROWSER") == "1":
        pytest.fail(message)
    pytest.skip(message)


@pytest.fixture(scope="session")
def axe() -> Callable[["Page"], list[str]]:
    """Return a function that lists the serious and critical issues of a page."""
    script = Path(sys.prefix) / "node_modules" / "axe-core" / "axe.min.js"
    if not script.is_file():
        missing("axe-core was not found; `make test` installs it where npm is there.")
    source = script.read_text(encoding="utf-8")

    def issues(page: "Page") -> list[str]:
        page.evaluate(source)
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        return [
            f"{it['id']}: {it['help']} – {node['target']} {node['html'][:200]}"
            for it in found["violations"]
            if it["impact"] in {"serious", "critical"}
            for node in it["nodes"]
        ]

    return issues


@pytest.fixture(scope="module")
def browser(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator["Browser"]:
    """A headless browser with an empty profile."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=_PATIENCE_MS)
    home = tmp_path_factory.mktemp("browser")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=chromium,
            headless=True,
            args=_ARGUMENTS,
            env={**os.environ, "HOME": str(home), "XDG_CONFIG_HOME": str(home / "config")},
        )
        yield launched
        launched.close()
