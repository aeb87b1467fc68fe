"""Outcomes kept while a benchmark runs, so that one that was broken off can go on."""

import hashlib
from importlib.resources import files
from pathlib import Path

from pydantic import ValidationError

from evals.benchmark.outcome import Outcome

_PACKAGES = ("assistant", "corpus", "evals", "index")


class ProgressFile:
    """A file of outcomes, one a line; only whole lines count."""

    def __init__(self, path: Path) -> None:
        """Name the file.

        Args:
            path: The file; its folder is made when something is first kept.
        """
        self._path = path

    def read(self) -> dict[str, Outcome]:
        """Return what is kept, by question; a line that was cut off is left out."""
        if not self._path.exists():
            return {}
        found = {}
        for line in self._path.read_text(encoding="utf-8").splitlines():
            try:
                outcome = Outcome.model_validate_json(line)
            except ValidationError:
                continue
            found[outcome.id] = outcome
        return found

    def keep(self, outcomes: list[Outcome]) -> None:
        """Add outcomes.

        Args:
            outcomes: What became of some questions.
        """
        self._path.parent.mkdir(parents=True, exist_ok=True)
        # The first line end closes a line that a broken off run may have left half written.
        lines = "".join(f"\n{outcome.model_dump_json()}" for outcome in outcomes)
        with self._path.open("a", encoding="utf-8") as file:
            file.write(f"{lines}\n")

    def remove(self) -> None:
        """Remove the file: the run is complete."""
        self._path.unlink(missing_ok=True)


def code_fingerprint() -> str:
    """Return a hash of this program's own code: outcomes of other code are never taken over."""
    digest = hashlib.sha256()
    for package in _PACKAGES:
        for path in sorted(Path(str(files(package))).rglob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()
