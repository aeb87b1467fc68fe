"""Opening an embedding model or a reader by its name."""

from index.bundled_reader import BundledReader
from index.embedder import Embedder
from index.reader import Reader

BUNDLED = "bundled"
"""Name of the models that are installed with the product."""

NO_READER = "none"
"""Name that stands for answering without a reader."""


def open_embedder(model: str = BUNDLED) -> Embedder:
    """Open an embedding model; its files are read when it is first used.

    Args:
        model: ``bundled``, the folder of a sentence-transformers model, or its name on the
            model hub (which needs a connection the first time).
    """
    if model == BUNDLED:
        from index.bundled_embedder import BundledEmbedder

        return BundledEmbedder()
    from index.sentence_transformer import SentenceTransformerEmbedder

    return SentenceTransformerEmbedder(model)


def open_reader(model: str = BUNDLED) -> Reader | None:
    """Open a reader; its files are read when it is first used.

    Args:
        model: ``bundled``, ``none``, the folder of a sentence-transformers cross-encoder, or
            its name on the model hub (which needs a connection the first time).
    """
    if model == NO_READER:
        return None
    if model == BUNDLED:
        return BundledReader()
    from index.cross_encoder import CrossEncoderReader

    return CrossEncoderReader(model)
