"""The web application: its parts put together. Importing this module loads no web server."""

import os
from typing import TYPE_CHECKING

from assistant import Assistant, Settings
from ui.serving.hosts import is_loopback
from ui.texts import LANGUAGES, Texts, texts_in

if TYPE_CHECKING:
    from fastapi import FastAPI, Request
    from gradio import Blocks

    from corpus import Report
    from ui.chat.build import ChatBuilder
    from ui.desk import QuestionDesk
    from ui.feedback import FeedbackStore
    from ui.programs import ReportFunctions

_TELEMETRY_OFF = {
    "GRADIO_ANALYTICS_ENABLED": "False",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "ANONYMIZED_TELEMETRY": "False",
}


def create_app(assistant: Assistant, settings: Settings) -> "FastAPI":
    """Return the web application: the chat, the pages, and what programs use.

    Args:
        assistant: An open assistant; it stays open.
        settings: How it is served.
    """
    # Gradio looks up the name of its makers' server when it is imported, unless told not to.
    os.environ.update(_TELEMETRY_OFF)
    from fastapi import FastAPI

    from ui.chat.build import ChatBuilder
    from ui.chat.suggestions import Suggestions
    from ui.feedback import FeedbackStore, feedback_path
    from ui.programs import ReportFunctions, mount_mcp
    from ui.serving.layers import add_layers

    app = FastAPI(title="Report assistant", docs_url=None, redoc_url=None, openapi_url=None)
    desk = _desk(assistant, settings)
    store = FeedbackStore(feedback_path(settings))
    add_layers(app, settings, desk.report)
    _add_pages(app, desk, store, settings)
    functions = ReportFunctions(desk)
    if settings.mcp:
        mount_mcp(app, functions, only_loopback=is_loopback(settings.host), user_of=_name_of_user)
    builder = ChatBuilder(
        desk,
        Suggestions(assistant),
        store,
        lambda: assistant.index_generation,
        settings.root_path,
        account=settings.users_file is not None,
        feedback_page=_is_for_one(settings),
    )
    _add_chat(app, builder, functions, settings)
    return app


def _desk(assistant: Assistant, settings: Settings) -> "QuestionDesk":
    from ui.desk import QuestionDesk

    return QuestionDesk(
        assistant,
        settings.questions_at_once,
        settings.questions_waiting,
        model_calls=settings.model_calls_at_once,
        log_questions=settings.log_questions,
    )


def _add_chat(
    app: "FastAPI", builder: "ChatBuilder", functions: "ReportFunctions", settings: Settings
) -> None:
    """Mount the chat in every language; what programs call is on the first page only."""
    # A page at the root would take every address below it: it is mounted last.
    for language in reversed(LANGUAGES):
        texts = texts_in(language)
        page = builder.build(texts, functions if texts.is_source else None)
        _mount(app, page, texts, builder.desk.report, settings)


def _add_pages(
    app: "FastAPI", desk: "QuestionDesk", store: "FeedbackStore", settings: Settings
) -> None:
    from ui.pages.feedback_page import feedback_router
    from ui.pages.routes import pages_router
    from ui.serving.authentication import user_of

    def may_see_feedback(request: "Request") -> bool:
        user = user_of(request.scope)
        return _is_for_one(settings) or (user is not None and user.tester)

    @app.get("/health")
    def health() -> dict[str, str]:
        return {"status": "ok", "report": desk.report.symbol}

    app.include_router(pages_router(desk, settings.root_path))
    app.include_router(feedback_router(desk.report, store, settings.root_path, may_see_feedback))


def _mount(
    app: "FastAPI", page: "Blocks", texts: Texts, report: "Report", settings: Settings
) -> None:
    import gradio

    from ui.chat.theme import head, style_sheet, theme
    from ui.programs import refusal_handlers
    from ui.serving.authentication import user_name

    gradio.mount_gradio_app(
        app,
        page,
        path=texts.root.rstrip("/") or "/",
        root_path=f"{settings.root_path}{texts.root}".rstrip("/") if settings.root_path else None,
        footer_links=[],
        run_history=False,
        show_error=False,
        ssr_mode=False,
        mcp_server=False,
        enable_monitoring=False,
        pwa=False,
        theme=theme(),
        css=style_sheet(),
        head=head(report, texts),
        # Gradio then knows who asks; without users it must not be asked for them.
        auth_dependency=user_name if settings.users_file else None,
        app_kwargs={"exception_handlers": refusal_handlers()},
    )


def _name_of_user(request: "Request") -> str:
    return str(request.scope.get("user_name") or "")


def _is_for_one(settings: Settings) -> bool:
    """Tell whether only the person at this machine is served, who may read everything."""
    return settings.users_file is None and is_loopback(settings.host)
