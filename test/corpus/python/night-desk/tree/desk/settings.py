"""Settings of the night desk; the model "acme/never-loaded-7b" is gone."""
import os

from pydantic import Field
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    ollama_url: str = "http://localhost:11434"
    ollama_model: str = "qwen2.5:7b"
    embedding_model: str = "all-MiniLM-L6-v2"
    reranker_model: str = Field(default="BAAI/bge-reranker-v2-m3", description="acme/words-for-people")
    upload_folder: str = "data/letters"
    repository: str = "acme/night-desk"


OPENROUTER_MODEL = os.getenv("OPENROUTER_MODEL", "qwen/qwen3-coder:free")
settings = Settings()
