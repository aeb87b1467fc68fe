"""Finding passages: chunks, embeddings, the vector store and the lexical index."""

from index.chunk import Chunk, ChunkLevel, Evidence, SearchResult

__all__ = ["Chunk", "ChunkLevel", "Evidence", "SearchResult"]
