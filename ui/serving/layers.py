"""The layers around the application, put together."""

from typing import TYPE_CHECKING

from assistant import Settings
from ui.serving.addresses import Extra
from ui.serving.authentication import AuthenticationMiddleware
from ui.serving.body_limit import BodyLimitMiddleware
from ui.serving.hosts import LocalHostMiddleware, is_loopback
from ui.serving.language import LanguageMiddleware
from ui.serving.security import SecurityMiddleware
from ui.serving.users import Users

if TYPE_CHECKING:
    from starlette.applications import Starlette

    from corpus import Report


def add_layers(app: "Starlette", settings: Settings, report: "Report") -> None:
    """Add the layers around an application: what every request passes before it is answered.

    Args:
        app: The application; not yet running.
        settings: How it is served.
        report: The report that is served.

    Raises:
        UsersError: There is a users file, and it cannot be used.
    """
    # What is added last is the outermost and sees a request first.
    app.add_middleware(LanguageMiddleware, root_path=settings.root_path)
    if settings.users_file is not None:
        users = Users.load(settings.users_file)
        app.add_middleware(
            AuthenticationMiddleware, users=users, report=report, root_path=settings.root_path
        )
    app.add_middleware(BodyLimitMiddleware)
    if is_loopback(settings.host):
        app.add_middleware(LocalHostMiddleware)
    app.add_middleware(SecurityMiddleware, root_path=settings.root_path, extras=_extras(settings))


def _extras(settings: Settings) -> frozenset[Extra]:
    wanted: dict[Extra, bool] = {"login": settings.users_file is not None, "mcp": settings.mcp}
    return frozenset(name for name, is_wanted in wanted.items() if is_wanted)
