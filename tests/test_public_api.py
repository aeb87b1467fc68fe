"""Every package's public names: sorted, complete, importable, documented."""

import importlib
import inspect
from types import ModuleType

import pytest

PACKAGES = (
    "assistant",
    "corpus",
    "evals",
    "evals.benchmark",
    "evals.metrics",
    "index",
    "ui",
    "ui.cli",
)


def spelling_group(name):
    """Constants come first, then classes, then functions: the order ruff keeps."""
    return 0 if name.isupper() else 1 if name[0].isupper() else 2


def in_order(names):
    return sorted(names, key=lambda name: (spelling_group(name), name))


@pytest.mark.parametrize("name", PACKAGES)
def test_public_names_are_sorted_and_not_repeated(name):
    names = getattr(importlib.import_module(name), "__all__", [])
    assert list(names) == in_order(set(names))


@pytest.mark.parametrize("name", PACKAGES)
def test_public_names_can_be_imported(name):
    package = importlib.import_module(name)
    for public in getattr(package, "__all__", []):
        assert getattr(package, public) is not None


@pytest.mark.parametrize("name", PACKAGES)
def test_what_a_package_imports_for_others_is_listed(name):
    package = importlib.import_module(name)
    imported = {
        it
        for it, value in vars(package).items()
        if not it.startswith("_")
        and not isinstance(value, ModuleType)
        and str(getattr(value, "__module__", "")).partition(".")[0] == name.partition(".")[0]
    }
    assert imported <= set(getattr(package, "__all__", []))


@pytest.mark.parametrize("name", ["assistant", "corpus", "evals", "index"])
def test_every_error_can_be_caught_by_its_public_name(name):
    errors = importlib.import_module(f"{name}.errors")
    own = {
        it
        for it, value in vars(errors).items()
        if inspect.isclass(value) and value.__module__ == errors.__name__
    }
    assert own
    assert own <= set(importlib.import_module(name).__all__)


@pytest.mark.parametrize("name", PACKAGES)
def test_public_classes_and_functions_are_documented(name):
    package = importlib.import_module(name)
    for public in getattr(package, "__all__", []):
        value = getattr(package, public)
        if inspect.isclass(value) or inspect.isfunction(value):
            assert inspect.getdoc(value), public


def test_every_error_belongs_to_one_tree():
    root = importlib.import_module("corpus").ReportAssistantError
    for name in ("assistant", "corpus", "evals", "index", "ui"):
        for value in vars(importlib.import_module(f"{name}.errors")).values():
            if inspect.isclass(value):
                assert issubclass(value, root)


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no_such_name"):
        importlib.import_module("assistant").no_such_name  # noqa: B018
