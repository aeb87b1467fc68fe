"""The errors of the index. The root of the tree is in corpus/errors.py.

SearchIndexError
├── IndexMissingError       nothing has been built yet
├── IndexMismatchError      built with another embedding model
├── IndexOutdatedError      built from another text or by another version
├── IndexDamagedError       its files are not those that were verified when it was built
├── IndexBusyError          another process is building
├── IndexWriteError         a folder cannot be written, or the disk is full
├── StoreUnavailableError   the Chroma server does not answer
└── EmbeddingModelError     a model file is missing, altered or cannot be loaded
"""

from corpus import ReportAssistantError


class SearchIndexError(ReportAssistantError):
    """Something about the index is wrong."""


class IndexMissingError(SearchIndexError):
    """No index has been built in this folder yet."""


class IndexMismatchError(SearchIndexError):
    """The index was built with another embedding model."""


class IndexOutdatedError(SearchIndexError):
    """The index was built from another text, or by another version of this program."""


class IndexDamagedError(SearchIndexError):
    """The index's files are not those that were verified when it was built."""


class IndexBusyError(SearchIndexError):
    """Another process is building the index."""


class IndexWriteError(SearchIndexError):
    """The index's folder cannot be written, or the disk is full."""


class StoreUnavailableError(SearchIndexError):
    """The Chroma server named in the settings does not answer."""


class EmbeddingModelError(SearchIndexError):
    """An embedding model's file is missing, altered or cannot be loaded."""
