"""The web application: its parts put together. Importing this module loads no web server."""

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fastapi import FastAPI

    from assistant import Assistant

_TELEMETRY_OFF = {
    "GRADIO_ANALYTICS_ENABLED": "False",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "ANONYMIZED_TELEMETRY": "False",
}


def create_app(assistant: "Assistant") -> "FastAPI":
    """Return the web application: the chat at ``/`` and its state at ``/health``.

    Args:
        assistant: An open assistant; it stays open.
    """
    # Gradio looks up the name of its makers' server when it is imported, unless told not to.
    os.environ.update(_TELEMETRY_OFF)
    import gradio
    from fastapi import FastAPI

    from ui.chat.page import build_page
    from ui.chat.theme import head, style_sheet, theme
    from ui.serving.security import SecurityMiddleware

    app = FastAPI(title="Report assistant", docs_url=None, redoc_url=None, openapi_url=None)
    app.add_middleware(SecurityMiddleware)

    @app.get("/health")
    def health() -> dict[str, str]:
        return {"status": "ok", "report": assistant.report.symbol}

    gradio.mount_gradio_app(
        app,
        build_page(assistant),
        path="/",
        footer_links=[],
        run_history=False,
        show_error=False,
        ssr_mode=False,
        mcp_server=False,
        enable_monitoring=False,
        pwa=False,
        theme=theme(),
        css=style_sheet(),
        head=head(),
    )
    return app
