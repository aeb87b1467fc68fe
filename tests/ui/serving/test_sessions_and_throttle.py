"""Sessions end, and guessing is slowed down; with a clock that the tests turn."""

import asyncio
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.errors import TooManyAttemptsError
from ui.serving.login_sessions import LoginSessions
from ui.serving.sign_in import SignIn
from ui.serving.throttle import Throttle
from ui.serving.users import User, Users, line_of, new_user

PASSWORD = "correct horse"


class Clock:
    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture(scope="session")
def ana():
    return new_user("ana", PASSWORD)


@pytest.fixture
def file(tmp_path, ana):
    path = tmp_path / "users"
    path.write_text(line_of(ana))
    return path


@pytest.fixture
def users(file):
    return Users.load(file)


def test_a_token_stands_for_its_user_and_is_not_kept(users, ana):
    sessions = LoginSessions(users)
    token, other = sessions.start(ana), sessions.start(ana)

    assert token != other
    assert len(token) >= 43
    assert sessions.user(token) == ana
    assert token not in repr(vars(sessions))
    assert sessions.user("") is None
    assert sessions.user("\ud800") is None


def test_a_session_is_prolonged_by_its_use_and_ends_without(users, ana):
    clock = Clock()
    sessions = LoginSessions(users, seconds=10, clock=clock)
    token = sessions.start(ana)
    for clock.now in (9, 18, 27):
        assert sessions.user(token) == ana
    clock.now = 37

    assert sessions.user(token) is None


def test_a_session_ends_with_the_logout_and_with_its_user(users, file, ana):
    sessions = LoginSessions(users)
    first, second, third = (sessions.start(ana) for _ in range(3))
    sessions.end(first)
    assert sessions.user(first) is None
    file.write_text(line_of(new_user("ana", "another password")))
    assert sessions.user(second) is None
    file.write_text(line_of(User("bob", password_hash=ana.password_hash)))
    assert sessions.user(third) is None


def test_the_session_unused_for_longest_makes_room(users, ana):
    sessions = LoginSessions(users, most=2)
    first, second = sessions.start(ana), sessions.start(ana)
    sessions.user(first)
    third = sessions.start(ana)

    assert [bool(sessions.user(it)) for it in (first, second, third)] == [True, False, True]


def test_the_sixth_attempt_within_a_minute_has_to_wait():
    clock = Clock()
    throttle = Throttle(5, clock)
    assert [throttle.attempt("a") for _ in range(6)] == [0, 0, 0, 0, 0, 60]
    assert throttle.attempt("b") == 0
    clock.now = 59.5
    assert throttle.attempt("a") == 1
    clock.now = 60
    assert throttle.attempt("a") == 0


@given(st.lists(st.floats(0, 30), max_size=60))
def test_no_minute_sees_more_attempts_than_allowed(steps):
    clock = Clock()
    throttle, allowed = Throttle(5, clock), []
    for step in steps:
        clock.now += step
        if throttle.attempt("a") == 0:
            allowed.append(clock.now)

    assert all(late - early >= 60 for early, late in zip(allowed, allowed[5:], strict=False))
    assert all(early <= late for early, late in pairwise(allowed))


def test_the_throttle_does_not_grow_for_ever():
    throttle = Throttle(5)
    for number in range(11_000):
        throttle.attempt(str(number))

    assert len(throttle._times) <= 10_000


async def test_guessing_is_stopped_for_a_name_and_a_place_only(users, ana):
    sign_in = SignIn(users)
    for _ in range(5):
        assert await sign_in.check("ana", "wrong password", "192.0.2.1") is None
    with pytest.raises(TooManyAttemptsError, match=r"Try again in \d+ seconds") as caught:
        await sign_in.check("ana", PASSWORD, "192.0.2.1")

    assert 1 <= caught.value.wait_s <= 60
    assert await sign_in.check("ana", PASSWORD, "192.0.2.2") == ana


async def test_guesses_at_the_same_time_are_no_way_round(users):
    sign_in = SignIn(users)
    guesses = (sign_in.check("ana", f"wrong {n}", "192.0.2.1") for n in range(20))
    ends = await asyncio.gather(*guesses, return_exceptions=True)

    assert sum(isinstance(it, TooManyAttemptsError) for it in ends) == 15


async def test_one_network_of_version_6_is_one_place(users):
    sign_in = SignIn(users)
    for number in range(5):
        await sign_in.check("ana", "wrong password", f"2001:db8::{number}")
    with pytest.raises(TooManyAttemptsError):
        await sign_in.check("ana", PASSWORD, "2001:db8::ffff")


async def test_a_success_forgets_the_failures(users, ana):
    sign_in = SignIn(users)
    for _ in range(4):
        await sign_in.check("ana", "wrong password", "192.0.2.1")
    for _ in range(6):
        assert await sign_in.check("ana", PASSWORD, "192.0.2.1") == ana


async def test_many_requests_of_a_program_at_once_are_checked_once(users, file, ana):
    sign_in = SignIn(users)
    found = await asyncio.gather(
        *(sign_in.check_program("ana", PASSWORD, "192.0.2.1") for _ in range(20))
    )
    assert found == [ana] * 20
    assert PASSWORD not in repr(vars(sign_in))
    file.write_text(line_of(new_user("ana", "another password")))
    assert await sign_in.check_program("ana", PASSWORD, "192.0.2.1") is None
