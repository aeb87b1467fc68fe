"""Short notices over the page. Gradio shows them as HTML; here they are text."""

import gradio as gr

from ui.markup import escape


def warn(text: str) -> None:
    """Show that something did not work.

    Args:
        text: Any text.
    """
    gr.Warning(escape(text))


def inform(text: str) -> None:
    """Show that something was done.

    Args:
        text: Any text.
    """
    gr.Info(escape(text))
