"""The colours of the interface, light and dark, as style sheet variables."""

_LIGHT = {
    "text": "#1c2733",
    "soft": "#5a6877",
    "line": "#d9e0e7",
    "paper": "#ffffff",
    "ground": "#f5f7f9",
    "accent": "#1d4f91",
    "mark": "#fff1b8",
    "mark-text": "#1c2733",
    "warn": "#8a4b08",
    "warn-ground": "#fff8ec",
}
_DARK = {
    "text": "#e3e9ef",
    "soft": "#9fadbb",
    "line": "#34414e",
    "paper": "#18212b",
    "ground": "#10171f",
    "accent": "#8db8f0",
    "mark": "#6b5510",
    "mark-text": "#fffbe8",
    "warn": "#f0c37e",
    "warn-ground": "#2a2216",
}


def colours_of_chat() -> str:
    """Return the variables for the chat, where Gradio marks the dark theme with a class."""
    dark = ".dark .gradio-container, .dark.gradio-container, .gradio-container.dark"
    return f".gradio-container {{{_block(_LIGHT)}}}\n{dark} {{{_block(_DARK)}}}\n"


def colours_of_pages() -> str:
    """Return the variables for pages without Gradio, which follow the system's theme."""
    light = f":root {{color-scheme: light dark;{_block(_LIGHT)}}}\n"
    return f"{light}@media (prefers-color-scheme: dark) {{:root {{{_block(_DARK)}}}}}\n"


def _block(colours: dict[str, str]) -> str:
    return "".join(f"--ra-{name}:{value};" for name, value in colours.items())
