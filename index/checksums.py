"""Telling whether the files of a generation are those that were verified."""

import hashlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

SQLITE_FILE = "chroma.sqlite3"
_MANIFEST = "manifest.json"
_WRITTEN_BY_READERS = ("acquire_write", "sqlite_sequence")
"""Chroma adds a row to ``acquire_write`` whenever a store is opened, even to read."""


def checksum_files(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file of a generation but its manifest.

    Chroma's SQLite file is changed by readers, so its rows are hashed instead of its bytes,
    without the table that readers write.

    Args:
        folder: The generation's folder.

    Returns:
        Hexadecimal digests by relative path, in order of path.

    Raises:
        OSError: A file cannot be read.
        sqlite3.Error: The SQLite file is damaged.
    """
    return {
        str(path.relative_to(folder)): _checksum(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != _MANIFEST and not path.name.startswith(f"{SQLITE_FILE}-")
    }


def _checksum(path: Path) -> str:
    if path.name == SQLITE_FILE:
        return _checksum_rows(path)
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _checksum_rows(path: Path) -> str:
    digest = hashlib.sha256()
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    try:
        problems = connection.execute("PRAGMA integrity_check").fetchall()
        if problems != [("ok",)]:
            raise sqlite3.DatabaseError(f"{path.name} fails its integrity check")
        for row in _rows(connection):
            digest.update(row.encode("utf-8", "surrogateescape"))
    finally:
        connection.close()
    return digest.hexdigest()


def _rows(connection: sqlite3.Connection) -> Iterator[str]:
    tables = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
        " ORDER BY name"
    ).fetchall()
    for (table,) in tables:
        if table not in _WRITTEN_BY_READERS:
            yield table
            yield from (repr(row) for row in connection.execute(f'SELECT * FROM "{table}"'))  # noqa: S608
