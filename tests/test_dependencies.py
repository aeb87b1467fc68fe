"""Dependencies: documented with a reason, pinned within their ranges."""

import re
import tomllib
from itertools import chain
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
REQUIREMENTS = [
    Requirement(line) for line in (*PROJECT["dependencies"], *chain.from_iterable(EXTRAS.values()))
]
BY_THE_MAKEFILE = re.findall(r"--no-deps ([\w-]+)", (ROOT / "Makefile").read_text(encoding="utf-8"))
PINS = dict(
    line.split("==")
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
)


def test_every_pin_is_one_exact_public_version():
    for name, version in PINS.items():
        assert name == canonicalize_name(name)
        assert re.fullmatch(r"[0-9][0-9a-z.]*(\.post\d+)?", version), f"{name}=={version}"


@pytest.mark.parametrize("requirement", REQUIREMENTS, ids=lambda it: it.name)
def test_every_dependency_is_pinned_within_its_range(requirement):
    assert requirement.specifier.contains(PINS[canonicalize_name(requirement.name)])


@pytest.mark.parametrize("requirement", REQUIREMENTS, ids=lambda it: it.name)
def test_every_dependency_is_documented(requirement):
    assert _is_documented(requirement.name)


def test_every_provider_has_an_extra_that_is_documented():
    assert {"openai", "anthropic", "ollama", "google"} <= EXTRAS.keys()
    documented = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    assert all(f"`{extra}`" in documented for extra in EXTRAS.keys() - {"dev"})


@pytest.mark.parametrize("name", BY_THE_MAKEFILE)
def test_what_the_makefile_installs_alone_is_pinned_and_documented(name):
    assert name in PINS
    assert _is_documented(name)


def _is_documented(name):
    documented = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1] for line in documented.splitlines() if line.startswith("| `")]
    return any(f"`{name}`" in row for row in rows)
