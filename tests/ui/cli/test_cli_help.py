"""Help, version and wrong options; the documents beside them."""

import re
from pathlib import Path

import pytest
from typer.main import get_command

from ui.cli.plug_ins import app_with_plug_ins
from ui.cli.run import run

ROOT = Path(__file__).parents[3]


def commands(group=None, path=()):
    """Return every command with the words that call it."""
    group = group or get_command(app_with_plug_ins())
    for name, command in sorted(group.commands.items()):
        if getattr(command, "invoke_without_command", True):
            yield (*path, name), command
        if hasattr(command, "commands"):
            yield from commands(command, (*path, name))


COMMANDS = dict(commands())
DOCUMENTED = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")


def test_the_commands_are_those_that_were_promised():
    promised = (
        "ask, doctor, eval, eval add-case, eval benchmark, eval compare, feedback export, "
        "feedback list, index build, index status, mcp, search, serve, settings, show, "
        "users add, users list, users remove"
    )
    assert ", ".join(" ".join(path) for path in COMMANDS) == promised


@pytest.mark.parametrize("path", [(), ("index",), *COMMANDS], ids=" ".join)
@pytest.mark.parametrize("option", ["--help", "-h"])
def test_every_command_has_help_with_examples(path, option, capsys):
    assert run([*path, option]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert re.search(rf"Examples:\n +report-assistant .*{' '.join(path)}", out)


def test_no_words_at_all_print_the_help(capsys):
    assert run([]) == 0
    assert "Commands:" in capsys.readouterr().out


def test_no_line_of_help_is_cut_off(capsys):
    run(["--help"])
    assert "..." not in capsys.readouterr().out.replace("[ARGS]...", "")


def test_the_version_is_printed(capsys):
    assert run(["--version"]) == 0
    assert re.match(r"report-assistant (\d+\.\d+\.\d+|\(not installed)", capsys.readouterr().out)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["serch"], "Did you mean 'search'"),
        (["ask"], "Missing argument 'question'"),
        (["ask", "a", "b"], "extra argument"),
        (["ask", "--jsn", "a"], "--json"),
        (["search", "-k", "0", "a"], "greater than or equal to 1"),
        (["search", "-k", "many", "a"], "valid integer"),
        (["index"], "Missing command"),
        (["serve", "--port", "http"], "valid integer"),
        (["ask", "a", "--data-dir", "b"], "Write --data-dir before the command"),
        (["show", "p1", "--report", "b"], "Write --report before the command"),
    ],
)
def test_a_wrong_option_gets_one_line_that_tells_what_to_do(arguments, expected, capsys):
    assert run(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert expected in err
    assert err.count("\n") == 1
    assert "report-assistant" in err


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_every_command_and_option_is_documented(path):
    heading = f"## `{' '.join(path)}`"
    assert heading in DOCUMENTED
    section = DOCUMENTED.split(heading)[1].split("\n## ")[0]
    assert f"report-assistant {' '.join(path)}" in section or f" {' '.join(path)}" in section
    for parameter in COMMANDS[path].params:
        for option in (it for it in parameter.opts if it.startswith("-")):
            assert f"`{option}" in section or f" {option} " in section, option


def test_every_common_option_is_documented():
    for parameter in get_command(app_with_plug_ins()).params:
        for option in parameter.opts:
            assert f"`{option}" in DOCUMENTED


def test_nothing_else_is_documented():
    documented = {tuple(it.split()) for it in re.findall(r"^## `([a-z -]+)`", DOCUMENTED, re.M)}
    assert documented == set(COMMANDS)
