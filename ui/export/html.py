"""An export as one HTML file that needs nothing else and runs nothing."""

import base64
import hashlib
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from ui.colours import colours_of_pages
from ui.export.document import ExportDocument


def as_html(document: ExportDocument) -> bytes:
    """Return an export as an HTML page in UTF-8.

    Args:
        document: What it says.
    """
    style = _style()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode("ascii")
    ours = Markup(style)  # noqa: S704 — our own file, nothing of the document
    page = _template().render(document=document, style=ours, style_digest=digest)
    return page.encode()


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("ui.export"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("export.html.jinja")


def _style() -> str:
    rules = files("ui.export").joinpath("templates", "export.css").read_text(encoding="utf-8")
    return colours_of_pages() + rules
