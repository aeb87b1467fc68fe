"""Which model is asked, and how its class is told."""

import sys

import pytest
from langchain_core.language_models.fake_chat_models import GenericFakeChatModel
from langchain_core.messages import AIMessage

from assistant import ModelError, ModelNotInstalledError, Settings, open_chat_model

KEY = "sk-canary-1234567890"


def settings(**given):
    return Settings(model_api_key=KEY, **given)


def fake(**given):
    return GenericFakeChatModel(messages=iter([AIMessage("x")]), **given)


def test_no_model_is_asked_unless_one_is_named():
    assert open_chat_model(Settings()) is None


def test_a_model_that_is_ready_goes_before_the_one_that_is_named():
    chat = open_chat_model(Settings(model="openai:gpt-5-mini"), fake())
    assert chat.name == "GenericFakeChatModel"
    assert not chat.structured


def test_the_bounds_are_those_of_the_settings():
    chat = open_chat_model(Settings(model_deadline_s=9, model_output_tokens=77), fake())
    assert (chat.limits.deadline_s, chat.limits.output_tokens) == (9, 77)


@pytest.mark.parametrize(
    ("output", "profile", "structured"),
    [
        ("auto", None, False),
        ("auto", {"structured_output": True}, True),
        ("auto", {"structured_output": False}, False),
        ("structured", None, True),
        ("marked", {"structured_output": True}, False),
    ],
)
def test_fields_are_asked_for_where_the_model_is_known_to_have_them(output, profile, structured):
    chat = open_chat_model(Settings(model_output=output), fake(profile=profile))
    assert chat.structured is structured


def test_openai_is_told_key_address_and_bounds():
    chat = open_chat_model(
        settings(
            model="openai:tiny",
            model_base_url="http://127.0.0.1:1/v1",
            model_timeout_s=3,
            model_output_tokens=50,
        )
    )
    assert (chat.name, chat.model_id, chat.provider) == ("openai:tiny", "tiny", "openai")
    model = chat.model
    assert model.openai_api_key.get_secret_value() == KEY
    assert (model.openai_api_base, model.request_timeout) == ("http://127.0.0.1:1/v1", 3)
    assert (model.max_retries, model.max_tokens, model.temperature) == (0, 50, 0)
    assert KEY not in repr(chat)


@pytest.mark.parametrize(
    ("provider", "package", "extra"),
    [
        ("anthropic", "langchain_anthropic", "anthropic"),
        ("ollama", "langchain_ollama", "ollama"),
        ("google", "langchain_google_genai", "google"),
        ("google_genai", "langchain_google_genai", "google"),
    ],
)
def test_a_missing_package_is_named_with_its_extra(monkeypatch, provider, package, extra):
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(ModelNotInstalledError, match=rf"pip install .*\[{extra}\]") as raised:
        open_chat_model(settings(model=f"{provider}:some-model"))
    assert KEY not in str(raised.value)


def test_a_missing_package_without_an_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "langchain_groq", None)
    with pytest.raises(ModelNotInstalledError, match="langchain-groq"):
        open_chat_model(settings(model="groq:some-model"))


def test_an_unknown_provider_is_an_error_that_names_the_setting():
    with pytest.raises(ModelError, match=r"'acme:model'.*REPORT_ASSISTANT_MODEL") as raised:
        open_chat_model(settings(model="acme:model"))
    assert KEY not in str(raised.value)
    assert raised.value.__cause__ is None
