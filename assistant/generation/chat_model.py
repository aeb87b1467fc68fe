"""The chat model: any that LangChain knows, with the bounds within which it is asked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, Self

from assistant.errors import ModelError, ModelNotInstalledError
from assistant.settings import PREFIX, Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

EXTRAS: Mapping[str, str] = {
    "openai": "openai",
    "azure_openai": "openai",
    "anthropic": "anthropic",
    "ollama": "ollama",
    "google_genai": "google",
}
"""Which extra of this product installs the package of a provider."""

ALIASES: Mapping[str, str] = {"google": "google_genai"}
"""Names of providers that LangChain calls otherwise."""


@dataclass(frozen=True, slots=True)
class ModelLimits:
    """The bounds within which a chat model is asked.

    Attributes:
        timeout_s: Seconds to wait for the next piece of its answer.
        deadline_s: Seconds within which its whole answer has to be there.
        retries: How often a call that failed for a moment is tried again.
        input_tokens: How many tokens it is given.
        output_tokens: How many tokens it may write.
        calls_at_once: How many calls may be under way at the same time.
        input_price: Price of a million tokens that it reads, or None.
        output_price: Price of a million tokens that it writes, or None.
    """

    timeout_s: float = 20
    deadline_s: float = 45
    retries: int = 1
    input_tokens: int = 4000
    output_tokens: int = 600
    calls_at_once: int = 8
    input_price: float | None = None
    output_price: float | None = None


@dataclass(frozen=True, slots=True)
class ChatModel:
    """A chat model that can be asked.

    Attributes:
        name: What it is called, such as ``openai:gpt-5-mini``.
        model: The LangChain model.
        limits: The bounds within which it is asked.
        structured: Whether it gives its citations in fields instead of marks in its text.
        provider: Name of the provider, as LangChain has it; may be empty.
    """

    name: str
    model: "BaseChatModel" = field(repr=False)
    limits: ModelLimits
    structured: bool = False
    provider: str = ""

    @property
    def model_id(self) -> str:
        """Its name without that of the provider."""
        return self.name.removeprefix(f"{self.name.partition(':')[0]}:") or self.name


def open_chat_model(settings: Settings, model: "BaseChatModel | None" = None) -> ChatModel | None:
    """Return the chat model to ask, or None where neither is given.

    Nothing is called: whether the model answers is seen with the first question, or with
    ``report-assistant doctor --model``.

    Args:
        settings: Its name, key and bounds.
        model: A model that is ready; it goes before the one that the settings name, and keeps
            its own key, temperature and retries.

    Raises:
        ModelNotInstalledError: The package of the provider is missing.
        ModelError: LangChain does not know the provider, or refuses the settings.
    """
    limits = _limits(settings)
    if model is not None:
        return ChatModel(
            _name_of(model), model, limits, _is_structured(model, settings.model_output)
        )
    if settings.model is None:
        return None
    provider, _, name = settings.model.partition(":")
    provider = ALIASES.get(provider, provider)
    made = _made(provider, name, settings)
    structured = _is_structured(made, settings.model_output)
    return ChatModel(settings.model, made, limits, structured, provider)


def _limits(settings: Settings) -> ModelLimits:
    return ModelLimits(
        timeout_s=settings.model_timeout_s,
        deadline_s=settings.model_deadline_s,
        retries=settings.model_retries,
        input_tokens=settings.model_input_tokens,
        output_tokens=settings.model_output_tokens,
        calls_at_once=settings.model_calls_at_once,
        input_price=settings.model_input_price,
        output_price=settings.model_output_price,
    )


def _made(provider: str, name: str, settings: Settings) -> "BaseChatModel":
    options = _options(provider, settings)
    made = _init(provider, name, options)
    asked = "model_temperature" in settings.model_fields_set
    if not asked and (made.profile or {}).get("temperature") is False:
        made = _init(provider, name, {**options, "temperature": None})
    return made


def _init(provider: str, name: str, options: Mapping[str, Any]) -> "BaseChatModel":
    from langchain.chat_models import init_chat_model

    try:
        model: BaseChatModel = init_chat_model(name, model_provider=provider, **options)
    except ImportError as error:
        raise ModelNotInstalledError(_how_to_install(provider, error)) from None
    # What LangChain and the providers raise here has no common root, and its text may hold the
    # key: it is neither shown nor chained.
    except Exception as error:  # noqa: BLE001
        raise ModelError(
            f"The chat model '{provider}:{name}' cannot be set up ({type(error).__name__}). Check "
            f"{PREFIX}MODEL (a provider that LangChain's init_chat_model knows, a colon, the "
            f"model's name), {PREFIX}MODEL_API_KEY or the provider's own key variable, and "
            f"{PREFIX}MODEL_BASE_URL."
        ) from None
    return model


def _how_to_install(provider: str, error: ImportError) -> str:
    extra = EXTRAS.get(provider)
    if extra is not None:
        command = f'pip install -c constraints.txt -e ".[{extra}]"'
        return f"The chat models of '{provider}' need a package that is missing. Run: {command}"
    return (
        f"The chat models of '{provider}' need a package that is missing. {error}, or take one of: "
        f"{', '.join(sorted(EXTRAS))}."
    )


def _options(provider: str, settings: Settings) -> dict[str, Any]:
    """Return how a provider's class calls what the settings say."""
    key = settings.model_api_key
    options: dict[str, Any] = {"temperature": settings.model_temperature}
    if settings.model_base_url is not None:
        name = "azure_endpoint" if provider == "azure_openai" else "base_url"
        options[name] = settings.model_base_url
    if provider == "ollama":
        headers = {} if key is None else {"Authorization": _Bearer(key.get_secret_value())}
        connection = {"timeout": settings.model_timeout_s, "headers": headers}
        return {**options, "num_predict": settings.model_output_tokens, "client_kwargs": connection}
    if key is not None:
        options["api_key"] = key
    # What is tried again is for `assistant.generation.calling` to say, alike for every provider.
    once = 1 if provider.startswith("google") else 0
    return {
        **options,
        "timeout": settings.model_timeout_s,
        "max_retries": once,
        "max_tokens": settings.model_output_tokens,
    }


class _Bearer(str):
    """The value of a header with a key that printing the model does not give away."""

    __slots__ = ()

    def __new__(cls, key: str) -> Self:
        return super().__new__(cls, f"Bearer {key}")

    def __repr__(self) -> str:
        return repr("Bearer ***")


def _name_of(model: "BaseChatModel") -> str:
    own = next((getattr(model, it, None) for it in ("model_name", "model", "model_id")), None)
    return own if isinstance(own, str) and own else type(model).__name__


def _is_structured(model: "BaseChatModel", output: Literal["auto", "structured", "marked"]) -> bool:
    if output != "auto":
        return output == "structured"
    return (model.profile or {}).get("structured_output") is True
