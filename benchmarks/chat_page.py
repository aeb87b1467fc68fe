"""How soon the chat can be used and an answer is seen, against a bare Gradio chat.

    .venv/bin/python benchmarks/chat_page.py --questions 30 --repetitions 5

The baseline is a `gr.ChatInterface` that returns what was typed. Both are opened and asked in
turn, so that a busy machine slows both alike. How long an answer takes to compute is the
server's own figure, from its access log; what is left is its way to the eye.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Request

BASELINE = "bare Gradio chat (baseline)"
OURS = "the chat"

_ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
_QUESTIONS_PER_PAGE = 5
_ECHO = """
import os
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
import gradio
page = gradio.ChatInterface(lambda message, history: message, analytics_enabled=False)
page.launch(quiet=True, prevent_thread_lock=True, ssr_mode=False)
print(page.local_url.rstrip("/"), flush=True)
page.block_thread()
"""
_USABLE = """() => [...document.querySelectorAll("textarea")].some(
  (box) => box.offsetParent && !box.disabled && !box.readOnly
)"""
_NOTE_ENTER = """() => addEventListener(
  "keydown",
  (event) => { if (event.key === "Enter") window.askedAt = performance.now(); },
  { capture: true, once: true },
)"""
_SEEN = """(count) => {
  const rows = [...document.querySelectorAll(".message-row")];
  const asked = rows.filter((row) => row.classList.contains("user-row")).length;
  const last = rows.at(-1);
  const answered = last?.classList.contains("bot-row") && last.innerText.trim();
  return asked === count && answered && performance.now() - window.askedAt;
}"""


@dataclass(frozen=True)
class Site:
    """A chat that is served.

    Attributes:
        name: What it is.
        address: Where it is.
        computed: Returns how long the newest answer took to compute, in milliseconds.
    """

    name: str
    address: str
    computed: Callable[[], float]


@dataclass
class Figures:
    """What was measured of one chat.

    Attributes:
        cold: Milliseconds until a browser that knows nothing of it can use the first view.
        warm: The same, once the browser has a copy of what seldom changes.
        shown: Milliseconds from the end of the computation until the answer is seen.
        requests: Requests of a cold view.
        kilobytes: What they brought.
    """

    cold: list[float] = field(default_factory=list)
    warm: list[float] = field(default_factory=list)
    shown: list[float] = field(default_factory=list)
    requests: int = 0
    kilobytes: float = 0.0


def main() -> None:
    """Measure and print two tables."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--questions", type=int, default=30)
    parser.add_argument("--repetitions", type=int, default=5)
    arguments = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        questions = _questions(folder, arguments.questions)
        browser = stack.enter_context(_browser(folder))
        # Each is opened as soon as it is ready, so that the very first view counts too.
        figures: dict[str, Figures] = {}
        sites: list[Site] = []
        for start in (_echo, _chat):
            sites.append(stack.enter_context(start(folder)))
            _open(browser, sites[-1], figures.setdefault(sites[-1].name, Figures()))
        for _ in range(arguments.repetitions - 1):
            for site in sites:
                _open(browser, site, figures[site.name])
        _ask_all(browser, sites, figures, questions)
    print(f"{arguments.repetitions} first views, {len(questions)} questions\n\n{_table(figures)}")


def _open(browser: "Browser", site: Site, figures: Figures) -> None:
    """Open a page twice in a new profile: first cold, then warm."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    for times in (figures.cold, figures.warm):
        page = context.new_page()
        finished: list[Request] = []
        page.on("requestfinished", lambda it, finished=finished: finished.append(it))
        start = time.perf_counter()
        page.goto(site.address, wait_until="commit")
        page.wait_for_function(_USABLE)
        times.append(1000 * (time.perf_counter() - start))
        page.wait_for_timeout(500)
        if times is figures.cold:
            sizes = [request.sizes() for request in finished]
            figures.requests = len(sizes)
            figures.kilobytes = sum(max(it["responseBodySize"], 0) for it in sizes) / 1000
        page.close()
    context.close()


def _ask_all(
    browser: "Browser", sites: Sequence[Site], figures: dict[str, Figures], questions: Sequence[str]
) -> None:
    """Ask every question everywhere, in turn; a page is asked a few of them."""
    for first in range(0, len(questions), _QUESTIONS_PER_PAGE):
        pages = {site.name: browser.new_page() for site in sites}
        for site in sites:
            pages[site.name].goto(site.address)
            pages[site.name].wait_for_function(_USABLE)
            pages[site.name].wait_for_timeout(500)
        for count, question in enumerate(questions[first : first + _QUESTIONS_PER_PAGE], start=1):
            for site in sites:
                shown = _ask(pages[site.name], question, count)
                figures[site.name].shown.append(shown - site.computed())
        for page in pages.values():
            page.close()


def _ask(page: "Page", question: str, count: int) -> float:
    """Return the milliseconds from Enter until the answer is seen."""
    box = page.locator("textarea:visible").first
    box.fill(question)
    page.evaluate(_NOTE_ENTER)
    box.press("Enter")
    shown = page.wait_for_function(_SEEN, arg=count, polling="raf").json_value()
    page.wait_for_timeout(300)
    return float(shown)


def _questions(folder: Path, count: int) -> list[str]:
    """Build the index and return questions in the report's own words."""
    from assistant import Settings, open_assistant

    with open_assistant(Settings(data_dir=folder / "data")) as assistant:
        report = assistant.report
    asked = [f"What does the report say about {it.title.lower()}?" for it in report.sections]
    asked += [
        f"What is said of {' '.join(it.text.split()[:8])}?" for it in report.of_kind("paragraph")
    ]
    return [asked[place % len(asked)] for place in range(count)]


@contextmanager
def _echo(folder: Path) -> Iterator[Site]:
    with _process([sys.executable, "-c", _ECHO], folder / "echo.log") as address:
        yield Site(BASELINE, address, lambda: 0.0)


@contextmanager
def _chat(folder: Path) -> Iterator[Site]:
    program = [sys.executable, "-m", "ui.cli", "--data-dir", str(folder / "data")]
    log = folder / "chat.log"

    def computed() -> float:
        newest = json.loads(log.read_text(encoding="utf-8").splitlines()[-1])
        return float(newest["waited_ms"] + newest["worked_ms"])

    with _process([*program, "serve", "--port", "0"], log) as address:
        yield Site(OURS, address, computed)


@contextmanager
def _process(command: Sequence[str], log: Path) -> Iterator[str]:
    """Start a server; yield the address that it prints, once it is ready."""
    with (
        log.open("w", encoding="utf-8") as errors,
        subprocess.Popen(
            command,
            cwd=Path(__file__).parents[1],
            env={**os.environ, "HF_HUB_OFFLINE": "1"},
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        ) as process,
    ):
        *_, address = next(iter(process.stdout or ()), "").split() or [""]
        try:
            if not address.startswith("http"):
                raise SystemExit(f"A server did not start:\n{log.read_text(encoding='utf-8')}")
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


def _table(figures: dict[str, Figures]) -> str:
    base = figures[BASELINE]
    lines = [
        "| | times | first, ms | p50, ms | p95, ms | p50 of the baseline |",
        "|---|---|---|---|---|---|",
    ]
    for what in ("cold", "warm", "shown"):
        for name, of_site in figures.items():
            times, baseline = getattr(of_site, what), getattr(base, what)
            cuts = statistics.quantiles(times, n=20, method="inclusive")
            ratio = cuts[9] / statistics.median(baseline)
            lines.append(
                f"| {_WORDS[what]}: {name} | {len(times)} | {times[0]:.0f} | {cuts[9]:.0f} "
                f"| {cuts[18]:.0f} | {ratio:.2f} |"
            )
    lines += ["", "| cold first view | requests | kB |", "|---|---|---|"]
    lines += [f"| {name} | {it.requests} | {it.kilobytes:.0f} |" for name, it in figures.items()]
    return "\n".join(lines)


_WORDS = {
    "cold": "first view, cold",
    "warm": "first view, warm",
    "shown": "answer seen after its computation",
}

if __name__ == "__main__":
    main()
