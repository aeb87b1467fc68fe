"""The product with a chat model: its words where they pass the check."""

from urllib.parse import urlsplit

from assistant import Settings, Stages, open_assistant
from assistant.settings import PREFIX
from evals.errors import UnknownSystemError
from evals.system import SystemContext
from evals.systems.assistant_system import AssistantSystem, provenance_of

NAME = "generative"


def make_system(context: SystemContext) -> AssistantSystem:
    """Open the product with the chat model that the settings name, or that is handed in.

    Args:
        context: The report, the settings and perhaps a model.

    Raises:
        UnknownSystemError: There is no chat model.
        ReportAssistantError: The chat model, a model file or the index cannot be used.
    """
    settings = context.settings
    if context.model is None and settings.model is None:
        raise UnknownSystemError(
            f"The system {NAME!r} asks a chat model, but none is set up. Name one in "
            f"{PREFIX}MODEL, such as openai:gpt-5-mini; see docs/models.md."
        )
    assistant = open_assistant(
        settings, context.on_progress, report=context.report, model=context.model
    )
    name = assistant.model_name or ""
    return AssistantSystem(
        NAME,
        f"this product with the chat model {name}",
        assistant,
        provenance_of(settings, Stages()) | model_provenance(name, settings),
        answerer="generative",
        priced=(settings.model_input_price, settings.model_output_price) != (None, None),
    )


def model_provenance(name: str, settings: Settings) -> dict[str, str]:
    """Return what a chat model's answers depend on; neither a key nor a password.

    Args:
        name: The model's name.
        settings: How it is asked.
    """
    return {
        "model": name,
        "model_server": _without_credentials(settings.model_base_url),
        "model_temperature": f"{settings.model_temperature:g}",
        "model_output": settings.model_output,
        "model_follow_ups": "on" if settings.model_follow_ups else "off",
        "model_tokens": f"{settings.model_input_tokens} in, {settings.model_output_tokens} out",
        "model_limits": f"{settings.model_timeout_s:g} s a piece, {settings.model_deadline_s:g} s "
        f"in all, {settings.model_retries} retries",
        "model_prices": _prices(settings),
    }


def _without_credentials(url: str | None) -> str:
    """Return scheme, host, port and path of an address: what else is in it may be a secret."""
    if url is None:
        return "the provider's own"
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


def _prices(settings: Settings) -> str:
    prices = settings.model_input_price, settings.model_output_price
    if prices == (None, None):
        return "none"
    read, written = (price or 0.0 for price in prices)
    return f"{read:g} in, {written:g} out, a million tokens"
