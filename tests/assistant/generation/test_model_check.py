"""One real call, to see whether the model works."""

import socket

import pytest

from assistant import Settings, check_model


def test_without_a_model_it_says_how_to_name_one():
    check = check_model(Settings())
    assert (check.ok, check.model) == (False, "")
    assert "REPORT_ASSISTANT_MODEL" in check.mend


def test_a_model_that_cannot_be_set_up_is_told():
    check = check_model(Settings(model="acme:model"))
    assert not check.ok
    assert "acme:model" in check.found


@pytest.fixture
def closed_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield taken.getsockname()[1]


def test_a_server_that_is_not_there_is_told_with_its_mend(closed_port):
    address = f"http://127.0.0.1:{closed_port}/v1"
    check = check_model(
        Settings(
            model="openai:tiny", model_base_url=address, model_api_key="sk-canary", model_retries=0
        )
    )
    assert (check.ok, check.model) == (False, "openai:tiny")
    assert check.found == "openai:tiny could not be reached"
    assert "REPORT_ASSISTANT_MODEL_BASE_URL" in check.mend
    assert "sk-canary" not in str(check)
