"""Names of everything that is fetched from the hub."""

from typing import Final, Literal, TypedDict

DENSE: Final = "intfloat/e5-mistral-7b-instruct"
SPARSE: Final[str] = "naver/splade-cocondenser-ensembledistil"
ORG = "nlpaueb"
LEGAL_BERT = f"{ORG}/legal-bert-base-uncased"
COLBERT = "/".join(["colbert-ir", "colbertv2.0"])

Court = Literal["eu/general", "eu/justice", "de/bgh"]


class Entry(TypedDict):
    model: str
    revision: str | None


RERANKERS: dict[str, Entry] = {
    "fast": {"model": "cross-encoder/ms-marco-MiniLM-L-12-v2", "revision": None},
    "good": {"model": "BAAI/bge-reranker-v2-minicpm-layerwise", "revision": "47b5332b296c4d8cb6ee2c60502cc62a0d708881"},
}
