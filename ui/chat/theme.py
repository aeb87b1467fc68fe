"""The look of the chat: theme, style sheet, and the one script of the page."""

from importlib.resources import files

from gradio.themes import Base

from ui.colours import colours_of_chat

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
    return colours_of_chat() + files("ui.chat").joinpath("style.css").read_text(encoding="utf-8")


def head() -> str:
    """Return what goes into the head of the page: the script that keeps the reader's place."""
    script = files("ui.chat").joinpath("reading_place.js").read_text(encoding="utf-8")
    return f"<script>\n{script}</script>"
