"""The pictures of the documents: they are there, and small."""

import re
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[1]
_DOCUMENTS = [_ROOT / "README.md", *sorted((_ROOT / "docs").glob("*.md"))]
_PICTURE = re.compile(r"!\[([^]]*)\]\(([^)]+)\)")
_LARGEST_KB = 300
_LARGEST_OF_ALL_KB = 4000


def pictures():
    """Every picture that a document shows, with what it says of it."""
    return [
        pytest.param(document.parent / path, words, id=f"{document.name}: {path}")
        for document in _DOCUMENTS
        for words, path in _PICTURE.findall(document.read_text(encoding="utf-8"))
    ]


@pytest.mark.parametrize(("path", "words"), pictures())
def test_a_picture_is_there_and_small_and_described(path, words):
    beginning = b"\x89PNG" if path.suffix == ".png" else b"<"

    assert path.read_bytes().startswith(beginning)
    assert path.stat().st_size < _LARGEST_KB * 1000
    assert len(words.split()) >= 3


def test_the_views_of_the_chat_are_there_in_both_widths_and_themes():
    names = {path.name for path in (_ROOT / "docs" / "pictures").glob("*.png")}
    views = {name.rsplit("-", 2)[0] for name in names}
    looks = {f"{width}-{scheme}" for width in (1280, 390) for scheme in ("light", "dark")}

    assert {"chat", "refusal", "reading", "login"} <= views
    assert names == {f"{view}-{look}.png" for view in views for look in looks}


def test_all_pictures_together_are_small():
    sizes = [path.stat().st_size for path in (_ROOT / "docs" / "pictures").glob("*.png")]

    assert sum(sizes) < _LARGEST_OF_ALL_KB * 1000
