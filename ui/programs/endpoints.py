"""The functions as named endpoints of a Gradio page, for gradio_client and plain HTTP.

Gradio is imported by this module; import it late.
"""

from collections.abc import Awaitable, Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import gradio as gr
from gradio.components.api_component import Api
from gradio.context import get_blocks_context
from gradio.events import api

from assistant import Answerer
from corpus import ReportAssistantError
from ui.caller import Caller
from ui.programs.arguments import AskArguments, PassageArguments, SearchArguments, checked
from ui.programs.catalogue import FUNCTIONS, ReportFunction, function_named
from ui.programs.functions import ReportFunctions
from ui.programs.replies import AskReply, OutlineReply, PassageReply, SearchReply

if TYPE_CHECKING:
    from gradio.events import Dependency
    from starlette.requests import Request
    from starlette.responses import Response

_CALLS = "/gradio_api/call/"


def add_endpoints(functions: ReportFunctions) -> None:
    """Add the endpoints to the page that is being built, inside ``with gr.Blocks():``.

    Args:
        functions: What the endpoints call.
    """
    endpoints = _Endpoints(functions)
    for function in FUNCTIONS:
        # The desk bounds how many questions are answered at once, and tells the others so at
        # once; a limit of Gradio's would let them wait without a word.
        added = api(
            getattr(endpoints, function.name),
            api_name=function.name,
            api_description=function.description,
            concurrency_limit=None,
        )
        _describe(function, added)


def refusal_handlers() -> dict[type[Exception], Callable[..., Awaitable["Response"]]]:
    """Return what answers a call over HTTP with wrong names in plain words.

    To be given to ``gradio.mount_gradio_app(app_kwargs={"exception_handlers": …})``; without
    it Gradio answers such calls with "Internal Server Error".
    """
    return {TypeError: _refuse, KeyError: _refuse}


class _Endpoints:
    """The functions with the signatures that Gradio derives its descriptions from."""

    def __init__(self, functions: ReportFunctions) -> None:
        self._functions = functions

    def ask(  # noqa: PLR0913, PLR0917 - one parameter for each argument
        self,
        question: str,
        history: list[str] = [],  # noqa: B006 - Gradio shows it; nothing changes it
        within: list[str] = [],  # noqa: B006
        trail: bool = False,
        answerer: Answerer | None = None,
        request: gr.Request | None = None,
    ) -> AskReply:
        given = {
            "question": question,
            "history": history,
            "within": within,
            "trail": trail,
            "answerer": answerer,
        }
        with _told_plainly():
            return self._called_by(request).ask(**dict(checked(AskArguments, given)))

    def search(self, query: str, limit: int = 5, request: gr.Request | None = None) -> SearchReply:
        with _told_plainly():
            given = {"query": query, "limit": limit}
            return self._called_by(request).search(**dict(checked(SearchArguments, given)))

    def passage(self, name: str) -> PassageReply:
        with _told_plainly():
            return self._functions.passage(**dict(checked(PassageArguments, {"name": name})))

    def outline(self) -> OutlineReply:
        return self._functions.outline()

    def _called_by(self, request: gr.Request | None) -> ReportFunctions:
        if request is None:
            return self._functions
        user, session = request.username or "", request.session_hash or ""
        return self._functions.called_by(Caller("api", user=user, session=session))


@contextmanager
def _told_plainly() -> Iterator[None]:
    try:
        yield
    except ReportAssistantError as error:
        raise gr.Error(str(error), print_exception=False) from error


def _describe(function: ReportFunction, added: "Dependency") -> None:
    """Give the parameters and the reply their descriptions, which Gradio leaves empty."""
    fields = function.arguments.model_fields.values()
    for parameter, field in zip(_parts(added["inputs"]), fields, strict=True):
        parameter.api_info()["additional_description"] = field.description or ""
    for reply in _parts(added["outputs"]):
        reply.api_info()["description"] = function.reply.__doc__ or ""


def _parts(ids: Iterable[int]) -> list[Api]:
    page = get_blocks_context()
    found = [] if page is None else [page.blocks[id_] for id_ in ids]
    return [part for part in found if isinstance(part, Api)]


async def _refuse(request: "Request", error: Exception) -> "Response":
    from starlette.responses import JSONResponse

    if _CALLS not in request.url.path:
        raise error
    function = function_named(str(request.path_params.get("api_name")))
    if function is None:
        names = ", ".join(it.name for it in FUNCTIONS)
        message = f"There is no such function. The functions are: {names}."
    else:
        names = ", ".join(function.arguments.model_fields) or "none"
        message = f"These are not the arguments of {function.name}. They are: {names}."
    return JSONResponse({"error": message}, status_code=400)
