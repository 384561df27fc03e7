from dataclasses import dataclass
from enum import Enum
from typing import Literal


@dataclass
class ModelSpec:
    id: str
    name: str
    input_price: float


SUPPORTED_MODELS = [
    ModelSpec(id="gemini-2.5-pro", name="Gemini 2.5 Pro", input_price=1.25),
    ModelSpec(id="command-a-03-2025", name="Command A", input_price=2.5),
]

EmbeddingModel = Literal["text-embedding-3-large", "embed-multilingual-v3.0"]


class RerankModel(str, Enum):
    COHERE = "rerank-v3.5"


CONTEXT_LIMITS = {"gpt-3.5-turbo": 16_385, "claude-2.1": 200_000}


def is_reasoning(model: str) -> bool:
    return model in ("o1", "o3-mini")
