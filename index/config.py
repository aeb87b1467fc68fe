"""Where an index is kept."""

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class IndexConfig:
    """Where an index is kept, and how long to wait for another writer.

    Attributes:
        folder: Folder of the index; made when missing.
        chroma_url: Address of a Chroma server that keeps the vectors, or None to keep them
            in the folder.
        chroma_token: Token that the server asks for, or None.
        lock_timeout_s: Seconds to wait while another process builds.
    """

    folder: Path
    chroma_url: str | None = None
    chroma_token: str | None = field(default=None, repr=False)
    lock_timeout_s: float = 60
