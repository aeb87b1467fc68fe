"""The style sheet of the pages: the colours, and the rules that use them."""

import hashlib
from collections.abc import Callable
from importlib.resources import files
from typing import TYPE_CHECKING

from ui.colours import colours_of_pages

if TYPE_CHECKING:
    from fastapi import Response


def style_sheet() -> str:
    """Return the style sheet that every page without the chat links to."""
    rules = files("ui.pages").joinpath("style.css").read_text(encoding="utf-8")
    return colours_of_pages() + rules


def style_sheet_route() -> Callable[..., "Response"]:
    """Return what answers a request for the style sheet.

    A browser keeps the sheet and asks each time whether it is still the same one: then nothing
    is sent again, and a new version of the program is seen at once.
    """
    from fastapi import Request, Response

    text = style_sheet()
    tag = f'"{hashlib.sha256(text.encode()).hexdigest()[:16]}"'
    headers = {"etag": tag, "cache-control": "no-cache"}

    def reply(request: Request) -> Response:
        # A proxy that packs the sheet marks the tag as weak.
        known = request.headers.get("if-none-match", "").replace("W/", "").split(",")
        if tag in [it.strip() for it in known]:
            return Response(status_code=304, headers=headers)
        return Response(text, media_type="text/css", headers=headers)

    return reply
