"""The settings of the product: one frozen object, from the environment and a ``.env`` file.

What is given in code or on the command line wins over the environment, the
environment over the ``.env`` file of the current folder, that file over the defaults.
An unknown name is refused everywhere, so that a misspelt setting cannot pass unseen.
"""

import difflib
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit

from annotated_types import Ge, Le
from dotenv import dotenv_values
from platformdirs import user_data_path
from pydantic import (
    AfterValidator,
    Field,
    ModelWrapValidatorHandler,
    SecretStr,
    TypeAdapter,
    ValidationError,
    model_validator,
)
from pydantic_settings import BaseSettings, SettingsConfigDict
from pydantic_settings.sources import DotEnvSettingsSource, EnvSettingsSource

from assistant.errors import SettingsError

PREFIX = "REPORT_ASSISTANT_"
"""What the name of every environment variable of this product begins with."""

RESERVED_PREFIX = f"{PREFIX}TEST_"
"""Variables of the tests; no settings, and never refused."""

ENV_FILE = ".env"
"""Name of the settings file, looked for in the current folder."""

Origin = Literal["default", "environment", ".env file", "given"]
"""Where a setting's value comes from."""


def _web_address(url: str) -> str:
    if not url.startswith(("http://", "https://")):
        raise ValueError("an address that begins with http:// or https:// is expected")
    return url


def _address_without_key(url: str) -> str:
    if urlsplit(_web_address(url)).username is not None:
        raise ValueError(
            "an address without a name and password is expected, since addresses are shown; a key "
            "belongs in model_api_key"
        )
    return url


def _root_path(path: str) -> str:
    if path and not re.fullmatch(r"(/[A-Za-z0-9._~-]+)+", path):
        raise ValueError("a path such as /reports, without a slash at its end, is expected")
    return path


def _model_name(name: str) -> str:
    if not re.fullmatch(r"[a-z0-9_]+:\S+", name):
        raise ValueError(
            "the name of a provider, a colon and the name of a model are expected, such as "
            "openai:gpt-5-mini or ollama:llama3.2"
        )
    return name


UserPath = Annotated[Path, AfterValidator(Path.expanduser)]
WebAddress = Annotated[str, AfterValidator(_web_address)]
ModelAddress = Annotated[str, AfterValidator(_address_without_key)]
RootPath = Annotated[str, AfterValidator(_root_path)]
ModelName = Annotated[str, AfterValidator(_model_name)]


class Settings(BaseSettings):
    """Every setting of the product. Frozen; unknown names are refused.

    Attributes:
        report: The report's text file; None stands for the report that is shipped.
        data_dir: Folder for the search index.
        chroma_url: Address of a Chroma server; None keeps the vectors in `data_dir`.
        chroma_token: The token that the Chroma server asks for.
        embedding_model: ``bundled``, or the folder of a sentence-transformers model.
        reader: ``bundled``, ``none``, or the folder of a cross-encoder.
        search_depth: How many passages are searched through for an answer.
        max_quotes: How many passages an answer quotes at most.
        lock_timeout_s: Seconds to wait while another process builds the index.
        host: Address that the chat is served on.
        port: Port that the chat is served on; 0 takes any free one.
        root_path: Path that a proxy in front of the chat adds, such as ``/reports``.
        users_file: File of users and hashed passwords; None asks nobody for a password.
        log_questions: Whether the access log holds the text of questions.
        questions_at_once: How many questions are answered at the same time.
        questions_waiting: How many more may wait; beyond that the chat says it is busy.
        mcp: Whether the chat's server also serves the Model Context Protocol.
        model: The chat model, as ``provider:name``; None answers in the report's words only.
        model_base_url: Address of the model's server, where it is not the provider's own.
        model_api_key: The key; the provider's own environment variable where left out.
        model_temperature: How freely the model words what it says.
        model_timeout_s: Seconds to wait for the next piece of its answer.
        model_deadline_s: Seconds within which its whole answer has to be there.
        model_retries: How often a call that failed for a moment is tried again.
        model_input_tokens: How many tokens of instructions, passages and question it is given.
        model_output_tokens: How many tokens it may write.
        model_output: How it gives its citations: in fields (``structured``) or as marks in its
            text (``marked``); ``auto`` takes fields where the model is known to have them.
        model_follow_ups: Whether it is asked to make follow-ups stand-alone questions.
        model_calls_at_once: How many answers may wait for the model at the same time.
        model_input_price: Price of a million tokens that it reads, in any currency.
        model_output_price: Price of a million tokens that it writes.
        tracing: Whether OpenTelemetry spans are made.
        tracing_content: Whether they hold questions, passages and answers.

    Raises:
        SettingsError: A name is unknown, or a value is of the wrong type or out of range.
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=ENV_FILE,
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        dotenv_filtering="only_existing",
        extra="forbid",
        frozen=True,
    )

    report: UserPath | None = None
    data_dir: UserPath = Field(
        default_factory=lambda: user_data_path("report-assistant", appauthor=False)
    )
    chroma_url: WebAddress | None = None
    chroma_token: SecretStr | None = None
    embedding_model: str = Field(default="bundled", min_length=1)
    reader: str = Field(default="bundled", min_length=1)
    search_depth: int = Field(default=10, ge=1, le=100)
    max_quotes: int = Field(default=3, ge=1, le=5)
    lock_timeout_s: float = Field(default=60, ge=0, le=3600, allow_inf_nan=False)
    host: str = Field(default="127.0.0.1", min_length=1)
    port: int = Field(default=7860, ge=0, le=65535)
    root_path: RootPath = ""
    users_file: UserPath | None = None
    log_questions: bool = False
    questions_at_once: int = Field(default=4, ge=1, le=64)
    questions_waiting: int = Field(default=32, ge=0, le=1000)
    mcp: bool = False
    model: ModelName | None = None
    model_base_url: ModelAddress | None = None
    model_api_key: SecretStr | None = None
    model_temperature: float = Field(default=0, ge=0, le=2, allow_inf_nan=False)
    model_timeout_s: float = Field(default=20, ge=0.1, le=600, allow_inf_nan=False)
    model_deadline_s: float = Field(default=45, ge=0.1, le=600, allow_inf_nan=False)
    model_retries: int = Field(default=1, ge=0, le=5)
    model_input_tokens: int = Field(default=4000, ge=300, le=1_000_000)
    model_output_tokens: int = Field(default=600, ge=16, le=100_000)
    model_output: Literal["auto", "structured", "marked"] = "auto"
    model_follow_ups: bool = False
    model_calls_at_once: int = Field(default=8, ge=1, le=256)
    model_input_price: float | None = Field(default=None, ge=0, le=10_000, allow_inf_nan=False)
    model_output_price: float | None = Field(default=None, ge=0, le=10_000, allow_inf_nan=False)
    tracing: bool = False
    tracing_content: bool = False

    @model_validator(mode="wrap")
    @classmethod
    def _refuse_in_plain_words(cls, values: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:  # noqa: ANN401
        _refuse_unknown(values, "setting", "")
        _refuse_unknown(_with_prefix(os.environ), "environment variable", PREFIX)
        _refuse_unknown(_with_prefix(_env_file_values()), f"name in {ENV_FILE}", PREFIX)
        try:
            return handler(values)
        except ValidationError as error:
            raise SettingsError(_in_plain_words(error)) from error


@dataclass(frozen=True, slots=True)
class EffectiveSetting:
    """A setting as it applies, ready to be shown.

    Attributes:
        name: Name of the setting, such as ``port``.
        value: Its value as text; a secret is replaced by stars.
        origin: Where the value comes from.
    """

    name: str
    value: str
    origin: Origin


def load_settings(**overrides: object) -> Settings:
    """Read the settings from the environment and the ``.env`` file.

    Args:
        **overrides: Values that win over both, by the setting's name.

    Raises:
        SettingsError: A name is unknown, a value is wrong, or ``.env`` cannot be read.
    """
    _env_file_values()  # before pydantic reads it, which cannot say what to do
    return Settings.model_validate(overrides)


def effective_settings(settings: Settings) -> tuple[EffectiveSetting, ...]:
    """Return every setting with its value as shown and where it comes from, in order."""
    return tuple(
        EffectiveSetting(
            name=name, value=_shown(getattr(settings, name)), origin=_origin(settings, name)
        )
        for name in Settings.model_fields
    )


def _shown(value: object) -> str:
    return "" if value is None else str(value)


def _origin(settings: Settings, name: str) -> Origin:
    if name not in settings.model_fields_set:
        return "default"
    value = getattr(settings, name)
    if _holds(EnvSettingsSource(Settings)(), name, value):
        return "environment"
    if _holds(DotEnvSettingsSource(Settings)(), name, value):
        return ".env file"
    return "given"


def _holds(source: Mapping[str, Any], name: str, value: object) -> bool:
    if name not in source:
        return False
    adapter: TypeAdapter[Any] = TypeAdapter(Settings.model_fields[name].rebuild_annotation())
    try:
        return bool(adapter.validate_python(source[name]) == value)
    except ValidationError:
        return False


def _env_file_values() -> Mapping[str, str | None]:
    if not Path(ENV_FILE).is_file():
        return {}
    try:
        return dotenv_values(ENV_FILE, encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"The settings file {str(Path(ENV_FILE).absolute())!r} cannot be read ({error}). "
            "Save it as UTF-8 text that you may read, or remove it."
        ) from error


def _with_prefix(names: Iterable[str]) -> list[str]:
    ours = (name for name in names if name.upper().startswith(PREFIX))
    return [name for name in ours if not name.upper().startswith(RESERVED_PREFIX)]


def _refuse_unknown(names: Iterable[str], what: str, prefix: str) -> None:
    known = {f"{prefix}{name.upper() if prefix else name}" for name in Settings.model_fields}
    for name in names:
        if (name.upper() if prefix else name) in known:
            continue
        near = difflib.get_close_matches(name.upper() if prefix else name, sorted(known), n=1)
        advice = f"Did you mean {near[0]}?" if near else "Remove it."
        raise SettingsError(
            f"There is no {what} {name!r}. {advice} "
            f"The settings are: {', '.join(Settings.model_fields)}."
        )


def _in_plain_words(error: ValidationError) -> str:
    first = error.errors(include_url=False)[0]
    name = str(first["loc"][0])
    field = Settings.model_fields[name]
    secret = field.annotation == (SecretStr | None) or "@" in str(first["input"])
    value = "not usable" if secret else repr(first["input"])
    return (
        f"The setting {name} is {value}, but {_expected(name, first)}. "
        f"Change {PREFIX}{name.upper()} (or the option that sets it), or leave it out."
    )


def _expected(name: str, problem: Mapping[str, Any]) -> str:
    if problem["type"] == "value_error":
        return str(problem["ctx"]["error"])
    field = Settings.model_fields[name]
    low = next((bound.ge for bound in field.metadata if isinstance(bound, Ge)), None)
    high = next((bound.le for bound in field.metadata if isinstance(bound, Le)), None)
    if low is None or high is None:
        message = str(problem["msg"])
        return message[0].lower() + message[1:]
    kind = "a whole number" if field.annotation is int else "a number"
    return f"{kind} from {low} to {high} is expected"
