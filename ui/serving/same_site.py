"""Staying on this site: where a form comes from, and where it leads."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers

from ui.serving.addresses import is_served


def is_from_this_site(headers: Headers) -> bool:
    """Tell whether a form was sent by a page of this site, or by a program.

    Browsers say where a form comes from, programs do not.

    Args:
        headers: The headers of the request.
    """
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = headers.get("origin")
    if origin is None:
        return True
    host = headers.get("x-forwarded-host", "").partition(",")[0].strip() or headers.get("host", "")
    try:
        return bool(host) and urlsplit(origin).netloc == host
    except ValueError:
        return False


def address_after_login(wanted: str) -> str:
    """Return where to go after the login: what was wanted if it is a page of this site.

    Args:
        wanted: A path with its query, without the proxy's path; anybody may have written it.
    """
    path, _, query = wanted.partition("?")
    odd = any(not " " < character < "\x7f" or character == "\\" for character in wanted)
    return "/" if odd or "#" in query or not is_served(path) else wanted


def is_https(scheme: str, headers: Headers) -> bool:
    """Tell whether the browser uses HTTPS, here or as far as the proxy.

    Args:
        scheme: The scheme of the request.
        headers: The headers of the request.
    """
    said = headers.get("x-forwarded-proto", "").partition(",")[0].strip()
    return "https" in {scheme, said.lower()}
