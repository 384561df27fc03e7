import tomllib
from pathlib import Path

import litellm

CONFIG = tomllib.loads(Path("router.toml").read_text(encoding="utf8"))


def answer(text: str, provider: str | None = None) -> str:
    model = CONFIG["providers"][provider]["default_model"] if provider else CONFIG["defaults"]["model"]
    return litellm.completion(model=model, messages=[{"role": "user", "content": text}]).choices[0].message.content


def embed(texts: list[str]):
    from sentence_transformers import SentenceTransformer

    entry = CONFIG["embeddings"]
    return SentenceTransformer(entry["model_id"], revision=entry["revision"], trust_remote_code=True).encode(texts)
