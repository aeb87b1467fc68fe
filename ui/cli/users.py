"""The commands ``users add``, ``users remove`` and ``users list``."""

import getpass
import sys
import warnings
from pathlib import Path

from ui.cli.output import say, say_json, say_on_stderr
from ui.errors import UsersError
from ui.serving.users import LONGEST_PASSWORD, check_name, new_user, read_users
from ui.serving.users_editing import put_user, remove_user


def add_user(file: Path, name: str, *, tester: bool, password_stdin: bool) -> None:
    """Add a user, or give one another password.

    Args:
        file: The file of users.
        name: The name.
        tester: Whether they may see what all people said of answers.
        password_stdin: Whether the password is the first line of standard input.

    Raises:
        UsersError: The name, the password or the file cannot be used.
    """
    check_name(name)
    password = _password_from_stdin() if password_stdin else _password_from_terminal(name)
    known = put_user(file.expanduser(), new_user(name, password, tester=tester))
    said = "Changed" if known else "Added"
    say_on_stderr(f"{said} {name}{' as a tester' if tester else ''} in {file}")


def remove_user_of(file: Path, name: str) -> None:
    """Remove a user.

    Args:
        file: The file of users.
        name: The name.

    Raises:
        UsersError: There is no such user, or the file cannot be used.
    """
    remove_user(file.expanduser(), name)
    say_on_stderr(f"Removed {name} from {file}")


def print_users(file: Path, *, as_json: bool) -> None:
    """Print the users, in the order of the file.

    Args:
        file: The file of users.
        as_json: Whether to print JSON.

    Raises:
        UsersError: The file cannot be used.
    """
    users = read_users(file.expanduser()).values()
    if as_json:
        say_json([{"name": user.name, "tester": user.tester} for user in users])
        return
    lines = (f"{user.name}{'  tester' if user.tester else ''}" for user in users)
    say("\n".join(lines) or "There is no user.")


def _password_from_stdin() -> str:
    line = sys.stdin.readline(LONGEST_PASSWORD + 2) if sys.stdin is not None else ""
    return line.rstrip("\r\n")


def _password_from_terminal(name: str) -> str:
    with warnings.catch_warnings():
        # Where the terminal cannot hide it, getpass would only warn and show the password.
        warnings.simplefilter("error", getpass.GetPassWarning)
        try:
            password = getpass.getpass(f"Password for {name}: ")
            again = getpass.getpass("The same again: ")
        except (EOFError, getpass.GetPassWarning) as error:
            raise UsersError(
                "There is no terminal to type a password on. Use --password-stdin."
            ) from error
    if password != again:
        raise UsersError("The two passwords differ. Nothing was changed; try again.")
    return password
