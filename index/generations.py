"""Generations of an index on disk, and the pointer to the one that serves.

folder/
    current.json               the pointer, replaced in one step
    write.lock                 held by the process that builds
    generations/<id>/          manifest.json, chunks.json, vectors.npy, chroma/, lexical/
    generations/<id>.building  a generation in the making; left over only after a crash
"""

import json
import os
import shutil
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from index.checksums import checksum_files
from index.errors import IndexDamagedError, IndexMissingError
from index.manifest import MANIFEST_FILE, Manifest, read_manifest

POINTER_FILE = "current.json"
BUILDING = ".building"
_MEND = "Run: report-assistant index build"


@dataclass(frozen=True, slots=True)
class Generation:
    """A complete generation of the index.

    Attributes:
        folder: Its folder.
        manifest: Its manifest.
    """

    folder: Path
    manifest: Manifest

    def check_files(self) -> None:
        """Check that every file is what it was when the generation was verified.

        Raises:
            IndexDamagedError: A file is missing, new, altered or unreadable.
        """
        try:
            found = checksum_files(self.folder)
        except (OSError, sqlite3.Error, UnicodeError) as error:
            raise IndexDamagedError(
                f"The index in {str(self.folder)!r} cannot be read: {error}. {_MEND}"
            ) from error
        expected = self.manifest.checksums
        names = sorted(found.keys() | expected.keys())
        altered = [name for name in names if found.get(name) != expected.get(name)]
        if altered:
            raise IndexDamagedError(
                f"The index in {str(self.folder)!r} is damaged: {altered[0]!r} is not the file "
                f"that was verified when it was built. {_MEND}"
            )


def generations_folder(folder: Path) -> Path:
    """Return where the generations of an index are."""
    return folder / "generations"


def current_generation(folder: Path) -> Generation:
    """Return the generation that serves; its files are not checked here.

    Args:
        folder: The index's folder.

    Raises:
        IndexMissingError: No index has been built.
        IndexDamagedError: The pointer or the manifest cannot be read.
    """
    try:
        pointer = json.loads((folder / POINTER_FILE).read_text(encoding="utf-8"))
        generation = generations_folder(folder) / str(pointer["generation"])
    except FileNotFoundError as error:
        raise IndexMissingError(f"There is no index in {str(folder)!r} yet. {_MEND}") from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IndexDamagedError(
            f"The index in {str(folder)!r} cannot be read: {POINTER_FILE} is damaged. {_MEND}"
        ) from error
    return Generation(generation, read_manifest(generation))


def pointer_state(folder: Path) -> tuple[int, int] | None:
    """Return what changes whenever another generation comes to serve: inode and time."""
    try:
        state = (folder / POINTER_FILE).stat()
    except OSError:
        return None
    return state.st_ino, state.st_mtime_ns


def publish(folder: Path, building: Path, manifest: Manifest) -> Generation:
    """Make a verified generation the one that serves, in one step.

    Args:
        folder: The index's folder.
        building: The generation's folder while it is built.
        manifest: Its manifest, written here, last.

    Raises:
        OSError: The folder cannot be written.
    """
    _write(building / MANIFEST_FILE, manifest.model_dump_json(indent=2))
    final = building.with_name(manifest.generation)
    building.rename(final)
    _sync_folder(final.parent)
    temporary = folder / f"{POINTER_FILE}{BUILDING}"
    _write(temporary, json.dumps({"generation": manifest.generation}))
    temporary.replace(folder / POINTER_FILE)
    _sync_folder(folder)
    return Generation(final, manifest)


def remove_others(folder: Path, keep: set[str]) -> None:
    """Remove generations, and what killed builds left, but those to keep.

    Args:
        folder: The index's folder.
        keep: Ids of generations.
    """
    for path in generations_folder(folder).iterdir():
        if path.name not in keep:
            shutil.rmtree(path, ignore_errors=True)
    (folder / f"{POINTER_FILE}{BUILDING}").unlink(missing_ok=True)


def _write(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
