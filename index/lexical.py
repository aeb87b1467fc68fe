"""Finding chunks by their words: BM25."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.chunk import Chunk

if TYPE_CHECKING:
    import bm25s

_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
_STOP_WORDS = frozenset(
    "a an and are as at be been but by did do does for from had has have how i if in into is it "
    "its me my no not of on or our shall should so such than that the their them then there "
    "these they this those to was we were what when where which who whom why will with would "
    "you your".split()
)
_IDS_FILE = "ids.txt"


class LexicalIndex:
    """BM25 over chunks of one level (Robertson and Zaragoza, 2009; Lucene's variant)."""

    def __init__(self, ids: Sequence[str], ranker: "bm25s.BM25 | None") -> None:
        """Put an index together; use `build` or `load`.

        Args:
            ids: Chunk ids, in the ranker's order.
            ranker: The BM25 statistics; None when no chunk holds a word.
        """
        self._ids = tuple(ids)
        self._ranker = ranker

    @classmethod
    def build(cls, chunks: Sequence[Chunk]) -> "LexicalIndex":
        """Index chunks.

        Args:
            chunks: Chunks of one level.
        """
        import bm25s

        words = [list(words_of(chunk.text)) for chunk in chunks]
        if not any(words):
            return cls([chunk.id for chunk in chunks], None)
        ranker = bm25s.BM25(method="lucene")
        ranker.index(words, show_progress=False)
        return cls([chunk.id for chunk in chunks], ranker)

    def save(self, folder: Path) -> None:
        """Write the index into a folder, which is made.

        Args:
            folder: Where to.
        """
        folder.mkdir(parents=True, exist_ok=True)
        (folder / _IDS_FILE).write_text("\n".join(self._ids), encoding="utf-8")
        if self._ranker is not None:
            self._ranker.save(str(folder / "bm25"), show_progress=False)

    @classmethod
    def load(cls, folder: Path) -> "LexicalIndex":
        """Read an index that `save` wrote.

        Args:
            folder: Where from.

        Raises:
            OSError: A file is missing.
        """
        import bm25s

        ids = (folder / _IDS_FILE).read_text(encoding="utf-8").split("\n")
        if not (folder / "bm25").exists():
            return cls(ids, None)
        ranker: Any = bm25s.BM25.load(str(folder / "bm25"), show_progress=False)
        return cls(ids, ranker)

    def search(
        self, query: str, k: int, rows: Sequence[int] | None = None
    ) -> list[tuple[str, float]]:
        """Find chunks that share words with a query.

        Args:
            query: The query.
            k: How many chunks at most.
            rows: Places of the chunks to search among, in rising order; all when left out.

        Returns:
            Chunk ids with their BM25 scores, all above 0, best first; equal scores are in
            the order of the chunks.
        """
        if self._ranker is None:
            return []
        known = [word for word in words_of(query) if word in self._ranker.vocab_dict]
        if not known:
            return []
        import numpy as np

        scores = self._ranker.get_scores(known)
        among = np.flatnonzero(scores > 0)
        if rows is not None:
            among = np.intersect1d(among, np.asarray(rows, dtype=among.dtype), assume_unique=True)
        best = among[np.argsort(-scores[among], kind="stable")[:k]]
        return [(self._ids[row], float(scores[row])) for row in best]


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text as they are compared: small letters, stems, no stop words.

    Args:
        text: Any text. Numbers are words; "2008–09" is two.
    """
    folded = unicodedata.normalize("NFKC", text).casefold().replace("’s", "").replace("'s", "")
    return tuple(_stem(word) for word in _WORD.findall(folded) if word not in _STOP_WORDS)


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    stemmed: str = _stemmer().stemWord(word)
    return stemmed


@lru_cache(maxsize=1)
def _stemmer() -> Any:  # noqa: ANN401
    from snowballstemmer import stemmer

    return stemmer("english")
