"""The file of users: what it holds, and what is said of a wrong line."""

import os
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ui.errors import UsersError
from ui.serving.users import User, Users, line_of, new_user, read_users


@pytest.fixture(scope="session")
def ana():
    return new_user("ana", "correct horse", tester=True)


@pytest.fixture
def file(tmp_path, ana):
    path = tmp_path / "users"
    path.write_text(f"# who may use the chat\n\n{line_of(ana)}\n")
    return path


def test_a_user_comes_back_as_written(file, ana):
    assert read_users(file) == {"ana": ana}


def test_only_the_right_password_is_accepted(file, ana):
    users = Users.load(file)

    assert users.verify("ana", "correct horse") == ana
    assert users.verify("ana", "Correct horse") is None
    assert users.verify("ana", "") is None
    assert users.verify("ana", "x" * 2000) is None
    assert users.verify("bob", "correct horse") is None
    assert users.verify("", "nobody has this password") is None
    assert users.verify("ana", "\ud800") is None


def test_a_changed_file_is_read_again(file, ana):
    users = Users.load(file)
    file.write_text(line_of(User("bob", password_hash=ana.password_hash)))

    assert users.verify("ana", "correct horse") is None
    assert users.verify("bob", "correct horse") == User("bob", False, ana.password_hash)


def test_a_file_that_became_wrong_lets_nobody_in(file):
    users = Users.load(file)
    file.write_text("ana:oops")
    for _ in range(2):
        with pytest.raises(UsersError, match="Line 1"):
            users.verify("ana", "correct horse")
    file.unlink()
    with pytest.raises(UsersError, match="cannot be read"):
        users.named("ana")


@pytest.mark.parametrize(
    "line", ["ana", "ana:", "ana:plain-password", ":{hash}", "a b:{hash}", "ana:{hash}:admin"]
)
def test_a_wrong_line_is_named_and_not_shown(tmp_path, ana, line):
    path = tmp_path / "users"
    path.write_text(f"# comment\n{line.format(hash=ana.password_hash)}\n")
    with pytest.raises(UsersError, match=r"^Line 2 of the users file .* users add\.$") as caught:
        Users.load(path)
    assert "plain-password" not in str(caught.value)


def test_a_name_may_stand_there_once(file, ana):
    file.write_text(f"{line_of(ana)}\n{line_of(ana)}\n")
    with pytest.raises(UsersError, match=r"Line 2 .* names 'ana' again"):
        Users.load(file)


def test_a_file_without_users_is_refused(tmp_path):
    path = tmp_path / "users"
    path.write_text("# nobody\n")
    with pytest.raises(UsersError, match=r"holds no user.*users add NAME"):
        Users.load(path)


def test_a_file_that_is_no_text_or_not_there_is_refused(tmp_path):
    (tmp_path / "binary").write_bytes(os.urandom(4) + b"\xff\xfe\xff")
    for name in ("binary", "missing", "."):
        with pytest.raises(UsersError, match="cannot be read"):
            Users.load(tmp_path / name)


@pytest.mark.parametrize("name", ["", "a b", "a:b", "#a", "é", "a" * 65, "a\n", "../x"])
def test_a_name_that_cannot_stand_in_the_file_is_refused(name):
    with pytest.raises(UsersError, match="cannot be a user's name"):
        new_user(name, "long enough")


@pytest.mark.parametrize("password", ["", "1234567", "x" * 1025])
def test_a_password_that_is_too_short_or_too_long_is_refused(password):
    with pytest.raises(UsersError, match=f"has {len(password)} characters; 8 to 1024"):
        new_user("ana", password)


def test_the_hash_is_not_shown_where_a_user_is_printed(ana):
    assert "argon2" not in repr(ana)


names = st.text(string.ascii_letters + string.digits + "._@-", min_size=1, max_size=64)


@settings(max_examples=50)
@given(users=st.dictionaries(names, st.booleans(), max_size=20))
def test_every_set_of_users_can_be_written_and_read(tmp_path_factory, ana, users):
    known = {name: User(name, tester, ana.password_hash) for name, tester in users.items()}
    path = tmp_path_factory.mktemp("users") / "users"
    path.write_text("".join(f"{line_of(user)}\n" for user in known.values()))

    assert read_users(path) == known
