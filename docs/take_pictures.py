"""Takes the pictures of the documents: every main view, wide and narrow, light and dark.

    make pictures

The real chat is served by a process of its own, from a data folder that is thrown away.
`--only chat` takes the pictures of one view.
"""

import argparse
import io
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from picture_views import VIEWS, View

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from assistant import Assistant, Settings
    from ui.feedback.record import Reason, Verdict

FOLDER = Path(__file__).parent / "pictures"
SIZES = {1280: 800, 390: 844}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
LARGEST_KB = 300

_ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
_USER, _PASSWORD = "ana", "correct horse"
_SAID: tuple[tuple[str, "Verdict", "Reason", str], ...] = (
    ("How many countries were case studies?", "right", "", ""),
    ("How is the strategy funded?", "wrong", "incomplete", "The budget in Figure 3 is missing."),
    ("What is Recommendation 2?", "right", "", ""),
    ("Which donors paid most?", "wrong", "should_have_refused", ""),
)


def main() -> None:
    """Take the pictures and say how large they are."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--only", choices=[view.name for view in VIEWS])
    only = parser.parse_args().only
    views = [view for view in VIEWS if only in {None, view.name}]
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, _browser(Path(folder)) as browser:
        users = _prepare(Path(folder))
        data, own = str(Path(folder) / "data"), str(Path(__file__).with_name("picture_chat.py"))
        program = ["-m", "ui.cli", "--data-dir", data, "serve", "--port", "0"]
        with (
            _server(*program) as chat,
            _server(*program, "--auth", str(users)) as closed,
            _server(own, data) as worded,
        ):
            shots = [
                (view, width, scheme) for view in views for width in SIZES for scheme in SCHEMES
            ]
            for number, (view, width, scheme) in enumerate(shots, start=1):
                address = closed if view.asks_for_a_name else worded if view.has_model else chat
                path = FOLDER / f"{view.name}-{width}-{scheme}.png"
                size = _take(browser, view, address, path, (width, scheme))
                print(f"{number:2} of {len(shots)}  {path.name}  {size:.0f} kB", flush=True)
    total = sum(path.stat().st_size for path in FOLDER.glob("*.png")) / 1000
    print(f"{total:.0f} kB in all, in {FOLDER}")


def _prepare(folder: Path) -> Path:
    """Build the index, write some feedback and a file of users; return the last one."""
    from assistant import Settings, open_assistant
    from ui.serving.users import new_user
    from ui.serving.users_editing import put_user

    settings = Settings(data_dir=folder / "data")
    print("Preparing the report ...", flush=True)
    with open_assistant(settings) as assistant:
        _say(assistant, settings)
    users = folder / "users.txt"
    put_user(users, new_user(_USER, _PASSWORD, tester=True))
    return users


def _say(assistant: "Assistant", settings: "Settings") -> None:
    from ui.chat.session import ChatSession
    from ui.feedback import FeedbackStore, feedback_on, feedback_path

    store = FeedbackStore(feedback_path(settings))
    for minute, (question, verdict, reason, comment) in enumerate(_SAID):
        turn = ChatSession().answered(question, assistant.ask(question)).turns[0]
        when = datetime(2026, 1, 5, 9, 30 + minute, tzinfo=UTC)
        index = assistant.index_generation
        store.add(feedback_on((), turn, verdict, reason, comment, index, when, _USER, "en"))


@contextmanager
def _server(*program: str) -> Iterator[str]:
    """Serve the chat with a program of ours and yield its address."""
    root = Path(__file__).parents[1]
    with subprocess.Popen(  # noqa: S603 — our own program
        [sys.executable, *program],
        cwd=root,
        env={**os.environ, "HF_HUB_OFFLINE": "1", "PYTHONPATH": str(root)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        *_, address = next(iter(process.stdout or ()), "").split() or [""]
        if not address.startswith("http"):
            raise SystemExit("The server did not start; try `report-assistant serve`.")
        try:
            yield address
        finally:
            process.terminate()


@contextmanager
def _browser(folder: Path) -> Iterator["Browser"]:
    from playwright.sync_api import sync_playwright

    executable = os.environ.get("REPORT_ASSISTANT_TEST_BROWSER") or shutil.which("chromium")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=executable,
            args=_ARGUMENTS,
            env={**os.environ, "HOME": str(folder), "XDG_CONFIG_HOME": str(folder / "config")},
        )
        yield launched
        launched.close()


def _take(
    browser: "Browser",
    view: View,
    address: str,
    path: Path,
    look: tuple[int, Literal["light", "dark"]],
) -> float:
    """Take one picture; return its size in kilobytes."""
    width, scheme = look
    context = browser.new_context(
        viewport={"width": width, "height": SIZES[width]},
        color_scheme=scheme,
        reduced_motion="reduce",
        locale="en-GB",
        timezone_id="UTC",
    )
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.goto(address + view.address)
    view.show(page)
    _settle(page)
    whole = view.whole or (view.whole_on_phone and width < 700)
    picture = page.screenshot(full_page=whole, animations="disabled", caret="hide")
    context.close()
    path.write_bytes(_smaller(picture))
    size = path.stat().st_size / 1000
    if size > LARGEST_KB:
        raise SystemExit(f"{path.name} has {size:.0f} kB; at most {LARGEST_KB} are wanted.")
    return size


def _settle(page: "Page") -> None:
    """Take the mouse and the cursor away, and wait until nothing moves any more."""
    page.mouse.move(0, 0)
    page.evaluate("document.activeElement?.blur()")
    page.wait_for_timeout(600)


def _smaller(picture: bytes) -> bytes:
    """Return a PNG with a palette of 64 colours."""
    from PIL import Image

    with Image.open(io.BytesIO(picture)) as opened:
        reduced = opened.convert("RGB").quantize(64, dither=Image.Dither.NONE)
    written = io.BytesIO()
    reduced.save(written, "PNG", optimize=True)
    return written.getvalue()


if __name__ == "__main__":
    main()
