"""Writing the page: one file, no request, nothing in it that runs but its own filter."""

import base64
import hashlib
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from corpus import visible
from evals.page.view import page_view
from evals.run import Run, write_whole
from evals.scoring import HEADLINES, metric_named

if TYPE_CHECKING:
    from jinja2 import Environment

_TEMPLATES = "templates"


def write_page(run: Run, others: Sequence[Run], path: Path) -> None:
    """Write a run as a page.

    Args:
        run: The run.
        others: Runs it is compared with; may be empty.
        path: The file; it is replaced as a whole or not at all.

    Raises:
        RunFileError: It cannot be written.
    """
    write_whole(path, render_page(run, others))


def render_page(run: Run, others: Sequence[Run]) -> str:
    """Return a run as a page; the same runs give the same page.

    Args:
        run: The run.
        others: Runs it is compared with; may be empty.
    """
    style, script = _asset("style.css"), _asset("filter.js")
    return (
        _environment()
        .get_template("page.html.jinja")
        .render(
            view=page_view(run, others),
            headlines=[metric_named(name) for name in HEADLINES],
            style=style,
            script=script,
            style_hash=_hash(style),
            script_hash=_hash(script),
        )
    )


def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=PackageLoader("evals.page", _TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: value if isinstance(value, Markup) else visible(str(value)),
    )
    environment.filters["percent"] = lambda value: f"{value:.2f}%"
    environment.filters["raw_asset"] = Markup
    return environment


def _asset(name: str) -> str:
    return (files("evals.page") / _TEMPLATES / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"
