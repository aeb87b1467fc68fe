"""The systems that come with the evaluations, by name."""

import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

from assistant import Stages
from evals.errors import UnknownSystemError
from evals.system import System, SystemContext, SystemFactory

OURS = "assistant"
GENERATIVE = "generative"
BASELINES = ("bm25", "dense", "tutorial")
_WITHOUT = f"{OURS}-without-"
ABLATIONS = tuple(_WITHOUT + stage.replace("_", "-") for stage in Stages.names())
SYSTEMS = (OURS, GENERATIVE, *BASELINES, *ABLATIONS)
GROUPS = {"baselines": BASELINES, "ablation": ABLATIONS}
"""Names that stand for several systems."""

_FACTORIES = {
    GENERATIVE: "evals.systems.generative:make_system",
    "bm25": "evals.systems.bm25:make_system",
    "dense": "evals.systems.dense:make_system",
    "tutorial": "evals.systems.tutorial_chain:make_system",
}


def make_system(name: str, context: SystemContext) -> System:
    """Make a system.

    Args:
        name: One of `SYSTEMS`, or ``package.module:name`` of a `SystemFactory`.
        context: What it may be made of.

    Raises:
        UnknownSystemError: No system has this name, or it cannot be loaded or made.
        ReportAssistantError: A system that comes with the product cannot be made.
    """
    if name == OURS or name in ABLATIONS:
        from evals.systems.assistant_system import make_assistant

        off = name.removeprefix(_WITHOUT).replace("-", "_") if name != OURS else None
        return make_assistant(name, context, off)
    if name in _FACTORIES:
        return _load(_FACTORIES[name])(context)
    if ":" in name:
        return _made_by_plug_in(name, context)
    raise UnknownSystemError(
        f"There is no system {name!r}. The systems are: {', '.join(SYSTEMS)}. Any other is named "
        "as package.module:function; see docs/evals.md."
    )


def expand_names(names: Sequence[str]) -> tuple[str, ...]:
    """Return names with the groups written out, without repeats.

    Args:
        names: Names of systems, of groups, or files of saved runs.
    """
    return tuple(dict.fromkeys(one for name in names for one in GROUPS.get(name, (name,))))


def _made_by_plug_in(name: str, context: SystemContext) -> System:
    here = str(Path.cwd())
    if here not in sys.path:
        sys.path.insert(0, here)
    factory = _load(name)
    try:
        system: object = factory(context)
    except Exception as error:
        raise UnknownSystemError(
            f"The system {name!r} cannot be made: {type(error).__name__}: {error}. Its function "
            "takes one SystemContext; see docs/evals.md."
        ) from error
    if not isinstance(system, System):
        raise UnknownSystemError(
            f"The system {name!r} made a {type(system).__name__}, which lacks one of: name, "
            "description, answer, provenance. See docs/evals.md."
        )
    return system


def _load(name: str) -> SystemFactory:
    module, _, attribute = name.partition(":")
    try:
        factory: Callable[[SystemContext], System] = getattr(import_module(module), attribute)
    except Exception as error:
        raise UnknownSystemError(
            f"The system {name!r} cannot be loaded: {type(error).__name__}: {error}. Give the "
            "name of an importable module, a colon and a function."
        ) from error
    return factory
