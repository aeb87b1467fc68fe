"""The browser of the tests that need one."""

import os
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

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
    message = "No Chromium was found; name one in REPORT_ASSISTANT_TEST_BROWSER."
    if os.environ.get("REQUIRE_BROWSER") == "1":
        pytest.fail(message)
    pytest.skip(message)


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
