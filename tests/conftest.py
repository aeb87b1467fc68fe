"""The browser of the tests that need one, and what checks pages for accessibility."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

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
    from playwright.sync_api import sync_playwright

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
