"""Opening an embedding model by its name."""

from index.embedder import Embedder

BUNDLED = "bundled"
"""Name of the embedding model that is installed with the product."""


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
