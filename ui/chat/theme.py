"""The look of the chat: theme, style sheet, and the scripts of the page."""

import html
from importlib.resources import files

from gradio.themes import Base

from corpus import Report
from ui.colours import colours_of_chat
from ui.texts import Texts

_SCRIPTS = ("browser.js", "reading_place.js", "chips.js")
_FONTS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Liberation Sans", "sans-serif")
_FONTS_MONO = ("ui-monospace", "Consolas", "Liberation Mono", "monospace")


def theme() -> Base:
    """Return the theme: grey and blue, no font or picture from anywhere else."""
    return Base(
        primary_hue="blue",
        secondary_hue="blue",
        neutral_hue="slate",
        radius_size="md",
        font=_FONTS,
        font_mono=_FONTS_MONO,
    )


def style_sheet() -> str:
    """Return the style sheet of the chat."""
    return colours_of_chat() + _file("style.css")


def head(report: Report, texts: Texts) -> str:
    """Return what goes into the head of the page: its language and its scripts.

    Args:
        report: The report.
        texts: The language of the page.
    """
    scripts = "".join(f"<script>\n{_file(name)}</script>" for name in _SCRIPTS)
    # Gradio writes its page in English, whatever its words are.
    language = f'<script>document.documentElement.lang = "{texts.language}"</script>'
    name = html.escape(report.symbol, quote=True)
    return f'{language}<meta name="ra-report" content="{name}">{scripts}'


def _file(name: str) -> str:
    return files("ui.chat").joinpath(name).read_text(encoding="utf-8")
