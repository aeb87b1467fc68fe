"""Checking everything the product needs; each problem comes with its mend."""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from packaging.requirements import Requirement

from assistant import Settings, assistant_index_status, open_report
from corpus import NumberingNote, Report, ReportAssistantError
from index import BUNDLED, check_model_files, open_embedder
from ui.checks import Check
from ui.model_checks import check_call, check_chat_model, sent_to_model
from ui.serving.server import open_socket

_DISTRIBUTION = "report-assistant"
_OLDEST_PYTHON = (3, 11)
_NEEDED_BYTES = 200_000_000
_SENDING = (
    "ANONYMIZED_TELEMETRY",
    "GRADIO_ANALYTICS_ENABLED",
    "GRADIO_SHARE",
    "LANGCHAIN_TRACING",
    "LANGCHAIN_TRACING_V2",
    "LANGSMITH_TRACING",
    "LANGSMITH_TRACING_V2",
)
_REINSTALL = "Run `make run`, or install again with `pip install -c constraints.txt -e .`."


def examine(settings: Settings, *, call_model: bool = False) -> tuple[Check, ...]:
    """Check everything the product needs, and change nothing.

    Args:
        settings: The settings to check with.
        call_model: Whether the chat model is asked something; nothing else goes out.

    Returns:
        One result for each check, in a fixed order.
    """
    checks: list[tuple[str, Callable[[Settings], Check]]] = [
        ("Python", _check_python),
        ("Packages", _check_packages),
        ("Report", _check_report),
        ("Embedding model", _check_model),
        ("Data folder", _check_data_folder),
        ("Search index", _check_index),
        ("Port", _check_port),
        ("Chat model", check_chat_model),
        ("Nothing is sent out", _check_offline),
    ]
    if call_model:
        checks.append(("Call of the chat model", check_call))
    return tuple(_safely(name, check, settings) for name, check in checks)


def _safely(name: str, check: Callable[[Settings], Check], settings: Settings) -> Check:
    """Turn an error of the product into a failed check: its message names the mend."""
    try:
        return check(settings)
    except ReportAssistantError as error:
        return Check(name, ok=False, found=str(error))


def _check_python(_settings: Settings) -> Check:
    found = ".".join(map(str, sys.version_info[:3]))
    ok = sys.version_info >= _OLDEST_PYTHON
    return Check("Python", ok, found, "" if ok else "Install Python 3.11 or newer.")


def _check_packages(_settings: Settings) -> Check:
    name = "Packages"
    try:
        requirements = [Requirement(line) for line in requires(_DISTRIBUTION) or ()]
    except PackageNotFoundError:
        return Check(name, ok=False, found=f"{_DISTRIBUTION} is not installed", mend=_REINSTALL)
    needed = [it for it in requirements if it.marker is None or it.marker.evaluate({"extra": ""})]
    problems = list(filter(None, map(_package_problem, needed)))
    if problems:
        return Check(name, ok=False, found="; ".join(problems), mend=_REINSTALL)
    return Check(name, ok=True, found=f"all {len(needed)} in the tested versions")


def _package_problem(requirement: Requirement) -> str | None:
    try:
        found = version(requirement.name)
    except PackageNotFoundError:
        return f"{requirement.name} is missing"
    if requirement.specifier.contains(found, prereleases=True):
        return None
    return f"{requirement.name} is {found}, tested with {requirement.specifier}"


def _check_report(settings: Settings) -> Check:
    report = open_report(settings)
    kinds = dict.fromkeys(passage.kind for passage in report.passages)
    counts = ", ".join(_counted(len(report.of_kind(kind)), kind) for kind in kinds)
    notes = "".join(f"; {_in_words(note)}" for note in report.numbering_notes)
    return Check("Report", ok=True, found=f"{_title(report)}: {counts}{notes}")


def _title(report: Report) -> str:
    return f"{report.symbol} “{report.title}”"


def _in_words(note: NumberingNote) -> str:
    problem = {"gap": "is left out", "stray": "is out of order", "restart": "starts again"}
    return f"{note.kind} {note.number} {problem[note.problem]}"


def _counted(count: int, kind: str) -> str:
    ending = "" if count == 1 else "es" if kind.endswith("x") else "s"
    return f"{count} {kind}{ending}"


def _check_model(settings: Settings) -> Check:
    name, model = "Embedding model", settings.embedding_model
    problems = check_model_files() if model == BUNDLED else ()
    if problems:
        return Check(name, ok=False, found=" ".join(problems))
    dimension = len(open_embedder(model).embed_query(name))
    return Check(name, ok=True, found=f"{model}: {dimension} numbers for each text")


def _check_data_folder(settings: Settings) -> Check:
    name, folder = "Data folder", settings.data_dir
    existing = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    mend = "Choose another with --data-dir, or allow this account to write there."
    if not _is_writable(existing, is_ours=existing == folder):
        return Check(name, ok=False, found=f"{existing} cannot be written", mend=mend)
    free = shutil.disk_usage(existing).free
    found = f"{folder}, {free / 1e9:,.1f} GB free"
    if free < _NEEDED_BYTES:
        return Check(name, ok=False, found=found, mend="Make room: 0.2 GB are needed.")
    return Check(name, ok=True, found=found)


def _is_writable(folder: Path, *, is_ours: bool) -> bool:
    """Tell whether files can be made in a folder; one that is not ours is not tried."""
    if not is_ours:
        return folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)
    try:
        tempfile.TemporaryFile(dir=folder).close()
    except OSError:
        return False
    return True


def _check_index(settings: Settings) -> Check:
    name, status = "Search index", assistant_index_status(settings)
    if status.state != "ready":
        return Check(name, ok=False, found=status.problem)
    found = f"{', '.join(status.reports)}, {status.chunks:,} pieces of text, in {status.folder}"
    return Check(name, ok=True, found=found)


def _check_port(settings: Settings) -> Check:
    with closing(open_socket(settings.host, settings.port)):
        return Check("Port", ok=True, found=f"{settings.port} on {settings.host} is free")


def _check_offline(settings: Settings) -> Check:
    name = "Nothing is sent out"
    on = [it for it in _SENDING if os.environ.get(it, "").lower() in {"1", "true", "yes", "on"}]
    if on:
        found = f"switched on in the environment: {', '.join(on)}"
        return Check(name, ok=False, found=found, mend=f"Run `unset {' '.join(on)}`.")
    told = ["telemetry and tracing are off", sent_to_model(settings)]
    return Check(name, ok=True, found="; ".join(filter(None, told)))
