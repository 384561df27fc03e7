"""Settings of the support desk, from the environment."""

from functools import lru_cache

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="DESK_", env_file=".env")

    database_url: str = "postgresql://desk@localhost/desk"
    redis_url: str = "redis://localhost:6379/0"
    embedding_model: str = "BAAI/bge-small-en-v1.5"
    embedding_revision: str = "5c38ec7c405ec4b44b94cc5a9bb96e735b38267a"
    reranker: str = Field(default="cross-encoder/ms-marco-MiniLM-L-6-v2", description="scores the ten best answers")
    chat_model: str = Field("gpt-4o-mini", validation_alias="DESK_CHAT_MODEL")
    fallback_chat_model: str = "gpt-4o-2024-08-06"
    max_tickets: int = 50
    content_type: str = "application/json"
    image: str = "registry.example.com/support/desk"


@lru_cache
def get_settings() -> Settings:
    return Settings()
