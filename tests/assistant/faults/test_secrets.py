"""The key of a chat model goes to its server, and nowhere else."""

import dataclasses
import json
import pickle

import pytest

from assistant import (
    AssistantError,
    Settings,
    SettingsError,
    check_model,
    open_assistant,
    open_chat_model,
)
from assistant.settings import effective_settings
from tests.assistant.faults.catalogue import AMONG, QUESTION, RIGHT
from tests.assistant.faults.conftest import KEY, Opener
from tests.model_servers.behaviours import answers, fails, says

_PASSWORD = "hunter2-canary"


@pytest.fixture
def set_up(server, settings) -> Settings:
    return Settings(
        data_dir=settings.data_dir,
        model="openai:test",
        model_base_url=server.url,
        model_api_key=KEY,
    )


def test_the_key_reaches_the_server(server, patient):
    server.play(answers([(RIGHT, ["p3"])]))
    patient.ask(QUESTION, within=AMONG)
    assert server.requests[0].headers["authorization"] == f"Bearer {KEY}"
    assert KEY not in str(server.requests[0].body)


def test_settings_do_not_show_the_key(set_up):
    shown = [
        repr(set_up),
        str(set_up),
        repr(set_up.model_dump()),
        set_up.model_dump_json(),
        repr(effective_settings(set_up)),
    ]
    assert KEY not in "".join(shown)


def test_a_chat_model_does_not_show_the_key(set_up, opened: Opener):
    chat = open_chat_model(set_up)
    assert chat is not None
    assert KEY not in f"{chat!r}{chat}{chat.model!r}{dataclasses.fields(chat)}"
    asked = opened()
    assert KEY not in f"{asked!r}{vars(asked)!r}{asked.model_name}"


@pytest.mark.parametrize(
    "broken",
    [
        {"model": "nonsense:x"},
        {"model": "openai:x", "model_temperature": 3},
        {"model": "x"},
        {"model": "openai:x", "model_base_url": "ftp://x"},
        {"model": "azure_openai:x"},
    ],
    ids=str,
)
def test_what_is_raised_does_not_show_the_key(broken, settings):
    with pytest.raises(AssistantError) as raised:
        open_assistant(Settings(data_dir=settings.data_dir, model_api_key=KEY, **broken))
    errors = [raised.value]
    while (inner := errors[-1].__cause__ or errors[-1].__context__) is not None:
        errors.append(inner)
    assert KEY not in "".join(f"{it!r}{it}" for it in errors)


@pytest.mark.parametrize("stream", [False, True])
def test_no_log_and_no_answer_shows_the_key(stream, server, patient, caplog):
    caplog.set_level("DEBUG")
    for behaviour in (
        answers([(RIGHT, ["p3"])]),
        says(f"My key is {KEY}. [p3]"),
        fails(401, {"x-key": "{key}"}, "Incorrect API key provided: {key}"),
        fails(500, message="{key}"),
        fails(429, message="{key}"),
    ):
        server.play(behaviour)
        given = (
            list(patient.stream(QUESTION, within=AMONG))
            if stream
            else [patient.ask(QUESTION, within=AMONG)]
        )
        assert KEY not in "".join(f"{it.text}{it.notice}{it.trail!r}" for it in given)
    assert KEY not in caplog.text
    assert KEY not in "".join(f"{it.args!r}{it.exc_info!r}" for it in caplog.records)


def test_a_password_in_the_address_is_refused_and_not_shown(server):
    address = server.url.replace("://", f"://someone:{_PASSWORD}@")
    with pytest.raises(SettingsError) as raised:
        Settings(model="openai:test", model_base_url=address)
    assert _PASSWORD not in str(raised.value)


@pytest.mark.parametrize("status", [200, 401, 429, 500])
def test_the_check_of_a_model_does_not_show_the_key(status, server, set_up, caplog):
    caplog.set_level("DEBUG")
    server.play(says(f"OK {KEY}") if status == 200 else fails(status, message="{key}"))
    found = check_model(set_up)
    assert found.ok == (status == 200)
    assert KEY not in f"{found!r}{caplog.text}"
    if not found.ok:
        assert found.mend


def test_an_answer_that_is_kept_does_not_hold_the_key(server, patient):
    server.play(fails(401, message="Incorrect API key provided: {key}"))
    answer = patient.ask(QUESTION, within=AMONG)
    assert KEY not in json.dumps(dataclasses.asdict(answer), default=str)
    assert KEY.encode() not in pickle.dumps(answer)
