"""One HTML element."""


def element(tag: str, css_class: str, content: str) -> str:
    """Return one HTML element.

    Args:
        tag: Name of the tag.
        css_class: Its classes.
        content: HTML, already escaped.
    """
    return f'<{tag} class="{css_class}">{content}</{tag}>'
