"""Short notices over the page. Gradio shows them as HTML; here they are text."""

import gradio as gr

from ui.markup import escape
from ui.texts import Texts


def warn(texts: Texts, text: str) -> None:
    """Show that something did not work.

    Args:
        texts: The language.
        text: What did not work and what to do.
    """
    gr.Warning(escape(text), title=escape(texts.gettext("Please note")))


def inform(texts: Texts, text: str) -> None:
    """Show that something was done.

    Args:
        texts: The language.
        text: What was done.
    """
    gr.Info(escape(text), title=escape(texts.gettext("Done")))
