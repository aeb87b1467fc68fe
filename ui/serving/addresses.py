"""Which addresses exist. Everything that is not named here is answered with 404."""

import re
from typing import Literal

from starlette.types import Scope

from ui.texts import LANGUAGES

Extra = Literal["login", "mcp"]
"""What is served only where it is wanted."""

_PREFIX = "|".join(re.escape(f"/{language}") for language in LANGUAGES[1:])

_IN_EVERY_LANGUAGE = (
    # the chat
    r"/",
    r"/config",
    r"/theme\.css",
    r"/favicon\.ico",
    r"/manifest\.json",
    r"/(?:assets|static)/.+",
    r"/gradio_api/queue/(?:join|data)",
    r"/gradio_api/heartbeat/[^/]+",
    r"/gradio_api/(?:startup-events|theme\.css|app_id|cancel|reset)",
    # the pages
    r"/report",
    r"/about",
    r"/feedback",
)
_ONCE = (
    r"/robots\.txt",
    r"/health",
    r"/feedback\.jsonl",
    r"/pages/(?:style|feedback)\.css",
    # what programs use
    r"/gradio_api/info",
    r"/gradio_api/call/(?:v2/)?(?:ask|search|passage|outline)(?:/[A-Za-z0-9_-]+)?",
)
_WHERE_WANTED: dict[Extra, str] = {"login": r"/log(?:in|out)|/pages/login\.css", "mcp": r"/mcp"}

_SERVED = re.compile(f"(?:{_PREFIX})?(?:{'|'.join(_IN_EVERY_LANGUAGE)})|{'|'.join(_ONCE)}")
# Empty parts, parts of dots only, backslashes and control characters: no honest address has
# them, and what stands behind may read them in another way than this module does.
_ODD = re.compile(r"//|/\.{1,2}(?:/|\Z)|[\\\x00-\x1f\x7f]")


def is_served(path: str, extras: frozenset[Extra] = frozenset()) -> bool:
    """Tell whether an address exists.

    Args:
        path: The path of the request, such as ``/config``, without the proxy's path.
        extras: What is served besides the chat and the pages.
    """
    if _ODD.search(path):
        return False
    wanted = (_WHERE_WANTED[it] for it in extras)
    return bool(_SERVED.fullmatch(path)) or any(re.fullmatch(it, path) for it in wanted)


def local_path(scope: Scope) -> str:
    """Return the path of a request without what the proxy adds, such as ``/config``.

    Args:
        scope: The request.
    """
    path, root_path = str(scope["path"]), str(scope.get("root_path", ""))
    return path.removeprefix(root_path) if path.startswith(f"{root_path}/") else path


def with_root_path(scope: Scope, root_path: str) -> Scope:
    """Return a request as if the proxy had left its path there; it may have taken it off.

    Args:
        scope: The request.
        root_path: The path, such as ``/reports``; empty where there is none.
    """
    if not root_path:
        return scope
    full = {**scope, "root_path": root_path}
    if not scope["path"].startswith(f"{root_path}/"):
        full["path"] = root_path + scope["path"]
        if isinstance(scope.get("raw_path"), bytes):
            full["raw_path"] = root_path.encode() + scope["raw_path"]
    return full
