import gensim.downloader
from bertopic import BERTopic
from keybert import KeyBERT
from sentence_transformers import SentenceTransformer

SECTIONS = ("politics/eu", "politics/us", "sports/football", "science/space")


class Topics:
    def __init__(self, model_name: str = "paraphrase-multilingual-mpnet-base-v2"):
        self.model_name = model_name
        self._encoder = None

    @property
    def encoder(self):
        if self._encoder is None:
            self._encoder = SentenceTransformer(self.model_name)
        return self._encoder

    def fit(self, texts):
        return BERTopic(embedding_model=self.encoder, language="multilingual").fit_transform(texts)


def keywords(text: str):
    return KeyBERT(model="all-mpnet-base-v2").extract_keywords(text)


def vectors():
    return gensim.downloader.load("glove-wiki-gigaword-100")


def mode(text: str) -> str:
    kind = "draft/final" if "draft" in text else "final"
    return kind
