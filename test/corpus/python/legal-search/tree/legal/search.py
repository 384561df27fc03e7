from __future__ import annotations

import logging
from dataclasses import dataclass, field

from fastembed import SparseTextEmbedding, TextEmbedding
from sentence_transformers import CrossEncoder, SentenceTransformer
from transformers import AutoModel, AutoTokenizer

from legal import DENSE, SPARSE
from legal import names as n

logger = logging.getLogger("legal.search")


@dataclass
class Options:
    dense: str = DENSE
    sparse: str = field(default=SPARSE)
    small: str = field(default="BAAI/bge-micro-v2", metadata={"help": "as org/name"})
    rerank: str = "fast"


class Search:
    """Dense and sparse search. See "A/B tests" in the wiki."""

    def __init__(self, options: Options | None = None) -> None:
        self.options = options or Options()
        self.dense = SentenceTransformer(self.options.dense)
        self.sparse = SparseTextEmbedding(model_name=self.options.sparse)
        self.small = TextEmbedding(self.options.small)
        entry = n.RERANKERS[self.options.rerank]
        self.rerank = CrossEncoder(entry["model"], revision=entry["revision"])
        logger.debug("opened dense/sparse")

    @staticmethod
    def legal():
        return AutoTokenizer.from_pretrained(n.LEGAL_BERT), AutoModel.from_pretrained(n.LEGAL_BERT)

    @classmethod
    def late(cls):
        return AutoModel.from_pretrained(n.COLBERT)
