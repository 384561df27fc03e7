from anthropic import Anthropic
from sentence_transformers import CrossEncoder, SentenceTransformer

from .config import load

config = load()
client = Anthropic()
embedder = SentenceTransformer(config["embedding"]["model_name"], revision=config["embedding"]["revision"])
reranker = CrossEncoder(config["reranker"]["path"])


def answer(question: str) -> str:
    reply = client.messages.create(model=config["llm"]["model"], max_tokens=800, messages=[{"role": "user", "content": question}])
    return reply.content[0].text
