from host.loader import Plugin as Base


class Plugin(Base):
    """Texts of up to 8192 tokens."""

    model_name = "jinaai/jina-embeddings-v2-base-en"
    revision = "322d4d7e2f35e84137961a65af894fda0385eb7a"
    trust = True
    topic = "search/documents"
