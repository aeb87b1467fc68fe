"""Settings: where they come from, what is refused, what is shown."""

import re
from pathlib import Path

import pytest
from pydantic import ValidationError

from assistant import Settings, SettingsError, load_settings
from assistant.settings import ENV_FILE, PREFIX, effective_settings

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def empty_surroundings(monkeypatch, tmp_path):
    """Neither the developer's own settings nor their .env file reach a test."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(f"{PREFIX}{name.upper()}", raising=False)


def shown(settings):
    return {it.name: (it.value, it.origin) for it in effective_settings(settings)}


def test_the_defaults_serve_the_shipped_report_on_this_machine_only():
    settings = load_settings()
    assert settings.report is None
    assert settings.data_dir.name == "report-assistant"
    assert (settings.chroma_url, settings.chroma_token) == (None, None)
    assert settings.embedding_model == "bundled"
    assert (settings.search_depth, settings.max_quotes, settings.lock_timeout_s) == (10, 3, 60)
    assert (settings.host, settings.port) == ("127.0.0.1", 7860)
    assert {origin for _, origin in shown(settings).values()} == {"default"}


def test_what_is_given_wins_over_the_environment_and_that_over_the_file(monkeypatch):
    Path(ENV_FILE).write_text(f"{PREFIX}PORT=1\n{PREFIX}HOST=::1\n{PREFIX}MAX_QUOTES=2\n")
    monkeypatch.setenv(f"{PREFIX}PORT", "2")
    monkeypatch.setenv(f"{PREFIX}HOST", "localhost")
    origins = shown(load_settings(port=3))
    assert origins["port"] == ("3", "given")
    assert origins["host"] == ("localhost", "environment")
    assert origins["max_quotes"] == ("2", ".env file")
    assert origins["search_depth"] == ("10", "default")


def test_an_empty_variable_is_not_set(monkeypatch):
    monkeypatch.setenv(f"{PREFIX}PORT", "")
    monkeypatch.setenv(f"{PREFIX}CHROMA_URL", "")
    Path(ENV_FILE).write_text(f"{PREFIX}MAX_QUOTES=\n")
    assert {origin for _, origin in shown(load_settings()).values()} == {"default"}


def test_a_folder_may_begin_with_a_tilde(monkeypatch):
    monkeypatch.setenv(f"{PREFIX}DATA_DIR", "~/reports")
    assert load_settings().data_dir == Path.home() / "reports"


def test_settings_are_frozen():
    with pytest.raises(ValidationError, match="frozen"):
        load_settings().port = 1


@pytest.mark.parametrize("make", [Settings, load_settings])
def test_an_unknown_name_in_code_is_refused_with_the_nearest(make):
    with pytest.raises(SettingsError, match=r"no setting 'prot'\. Did you mean port\?.*data_dir"):
        make(prot=1)


def test_an_unknown_environment_variable_is_refused_with_the_nearest(monkeypatch):
    monkeypatch.setenv(f"{PREFIX}SEARCH_DEPHT", "5")
    with pytest.raises(SettingsError, match=f"Did you mean {PREFIX}SEARCH_DEPTH"):
        load_settings()


def test_an_unknown_name_in_the_file_is_refused_with_the_nearest():
    Path(ENV_FILE).write_text(f"{PREFIX}CHROMA_URI=http://127.0.0.1\n")
    with pytest.raises(SettingsError, match=rf"name in \.env .*Did you mean {PREFIX}CHROMA_URL"):
        load_settings()


def test_a_name_that_is_near_to_none_is_to_be_removed(monkeypatch):
    monkeypatch.setenv(f"{PREFIX}QQQQQQQQQQQQQQQQQQQQQQQQQQ", "5")
    with pytest.raises(SettingsError, match="Remove it"):
        load_settings()


def test_other_programs_and_the_tests_may_have_their_own_variables(monkeypatch):
    monkeypatch.setenv(f"{PREFIX}TEST_ANYTHING", "5")
    Path(ENV_FILE).write_text("OTHER_PROGRAM=1\n")
    assert load_settings() == Settings()


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("port", 65536, "a whole number from 0 to 65535"),
        ("port", "http", "a whole number from 0 to 65535"),
        ("search_depth", 0, "a whole number from 1 to 100"),
        ("max_quotes", 6, "a whole number from 1 to 5"),
        ("lock_timeout_s", -1, "a number from 0 to 3600"),
        ("lock_timeout_s", float("nan"), "a number from 0 to 3600"),
        ("chroma_url", "localhost:8000", "begins with http:// or https://"),
        ("embedding_model", "", "at least 1 character"),
    ],
)
def test_a_wrong_value_is_named_with_what_was_expected_and_the_variable(name, value, expected):
    with pytest.raises(SettingsError) as caught:
        load_settings(**{name: value})
    message = str(caught.value)
    assert f"{name} is {value!r}" in message
    assert expected in message
    assert f"{PREFIX}{name.upper()}" in message


def test_a_secret_is_in_no_text(monkeypatch):
    monkeypatch.setenv(f"{PREFIX}CHROMA_TOKEN", "open-sesame")
    settings = load_settings()
    assert settings.chroma_token.get_secret_value() == "open-sesame"
    assert "sesame" not in f"{settings!r}{settings}{effective_settings(settings)}"
    assert shown(settings)["chroma_token"][1] == "environment"


def test_a_wrong_secret_is_not_repeated():
    with pytest.raises(SettingsError) as caught:
        load_settings(chroma_token=424242)
    assert "chroma_token" in str(caught.value)
    assert "424242" not in str(caught.value)


def test_a_settings_file_that_is_no_text_is_named():
    Path(ENV_FILE).write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsError, match=r"\.env' cannot be read .* Save it as UTF-8"):
        load_settings()


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_documented(name):
    documented = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    assert f"| `{name}` | `{PREFIX}{name.upper()}` |" in documented


def test_nothing_else_is_documented():
    documented = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    variables = set(re.findall(rf"{PREFIX}[A-Z_]+", documented))
    assert variables == {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}


def test_the_example_file_holds_every_setting_and_can_be_used_as_it_is():
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    names = re.findall(rf"^# {PREFIX}([A-Z_]+)=", example, flags=re.MULTILINE)
    assert [name.lower() for name in names] == list(Settings.model_fields)
    Path(ENV_FILE).write_text(example, encoding="utf-8")
    assert load_settings() == Settings()


def test_the_example_file_shows_valid_values():
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    switched_on = re.sub(rf"^# (?={PREFIX})", "", example, flags=re.MULTILINE)
    Path(ENV_FILE).write_text(switched_on, encoding="utf-8")
    defaults = load_settings(report=None, chroma_url=None)
    assert (defaults.port, defaults.max_quotes, defaults.embedding_model) == (7860, 3, "bundled")


@pytest.mark.parametrize("name", ["gpt-5-mini", "OpenAI:gpt", "openai:", "openai: gpt", ":gpt"])
def test_a_model_is_named_with_its_provider(name):
    with pytest.raises(SettingsError, match=r"the name of a provider, a colon and the name"):
        load_settings(model=name)


def test_an_address_with_a_password_is_refused_without_being_repeated():
    with pytest.raises(SettingsError, match="a key belongs in model_api_key") as raised:
        load_settings(model_base_url="https://user:sk-canary@models.example/v1")
    assert "sk-canary" not in str(raised.value)


def test_the_key_is_never_shown(monkeypatch):
    monkeypatch.setenv(f"{PREFIX}MODEL_API_KEY", "sk-canary")
    settings = load_settings()
    assert settings.model_api_key.get_secret_value() == "sk-canary"
    shown_everywhere = f"{settings!r} {settings} {settings.model_dump()} {shown(settings)}"
    assert "sk-canary" not in shown_everywhere
    assert "sk-canary" not in settings.model_dump_json()
