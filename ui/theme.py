"""The look of the chat: a plain theme on system fonts, and the style sheet."""

from importlib.resources import files

from gradio.themes import Base

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
    return files("ui").joinpath("style.css").read_text(encoding="utf-8")
