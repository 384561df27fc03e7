"""Vectors of tickets and articles.

The first version used sentence-transformers/all-MiniLM-L6-v2; it was too weak for German tickets.
"""

from sentence_transformers import CrossEncoder, SentenceTransformer

from .settings import get_settings


class Embedder:
    def __init__(self) -> None:
        settings = get_settings()
        self._model = SentenceTransformer(settings.embedding_model, revision=settings.embedding_revision)
        self._rerank = CrossEncoder(settings.reranker)

    def vectors(self, texts: list[str]) -> list[list[float]]:
        return self._model.encode(texts, normalize_embeddings=True).tolist()

    def best(self, query: str, texts: list[str]) -> list[str]:
        scores = self._rerank.predict([(query, text) for text in texts])
        return [text for _, text in sorted(zip(scores, texts), reverse=True)][:10]
