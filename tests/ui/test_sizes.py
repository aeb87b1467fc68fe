"""The user interface stays in small pieces."""

import ast
from pathlib import Path

import pytest

UI = Path(__file__).parents[2] / "ui"
FILES = sorted(UI.rglob("*.py"))


def lines_of_code(function):
    """How long a function is without its docstring."""
    described = ast.get_docstring(function) is not None
    first = function.body[0]
    docstring = first.end_lineno - first.lineno + 1 if described else 0
    return function.end_lineno - function.lineno + 1 - docstring


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(UI)))
def test_no_function_is_over_forty_lines_and_no_file_over_three_hundred(path):
    source = path.read_text(encoding="utf-8")
    functions = (
        node
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )

    assert [node.name for node in functions if lines_of_code(node) > 40] == []
    assert source.count("\n") <= 300
