"""From process start to printed answer, against importing sentence-transformers alone.

    .venv/bin/python benchmarks/cold_start.py --repetitions 7

The baseline runs in the same turn as everything else, so that a busy machine
slows all of them alike. Ratios are of the minima.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence

BASELINE = 'python -c "import sentence_transformers"'
QUESTION = "How did the Office respond to Recommendation 7?"


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--repetitions", type=int, default=5)
    repetitions = parser.parse_args().repetitions
    with tempfile.TemporaryDirectory() as folder:
        program = [sys.executable, "-m", "ui.cli", "--data-dir", folder]
        _seconds([*program, "index", "build"])
        commands = {
            BASELINE: [sys.executable, "-c", "import sentence_transformers"],
            "report-assistant ask": [*program, "ask", QUESTION],
            "report-assistant show": [*program, "show", "p19"],
            "report-assistant --help": [*program, "--help"],
        }
        times = _measure(commands, repetitions)
    print(_table(times))


def _measure(commands: Mapping[str, Sequence[str]], repetitions: int) -> dict[str, list[float]]:
    """Run every command in turn, `repetitions` times, after one run that is not counted."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    for turn in range(repetitions + 1):
        for name, command in commands.items():
            seconds = _seconds(command)
            if turn > 0:
                times[name].append(seconds)
    return times


def _seconds(command: Sequence[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env=_offline())
    return time.perf_counter() - start


def _offline() -> dict[str, str]:
    return {**os.environ, "HF_HUB_OFFLINE": "1"}


def _table(times: Mapping[str, Sequence[float]]) -> str:
    baseline = min(times[BASELINE])
    lines = [
        "| command | minimum, s | median, s | of the baseline |",
        "|---|---|---|---|",
    ]
    for name, seconds in times.items():
        best = min(seconds)
        middle = statistics.median(seconds)
        lines.append(f"| `{name}` | {best:.2f} | {middle:.2f} | {best / baseline:.3f} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
