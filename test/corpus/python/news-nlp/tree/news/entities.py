import spacy
import stanza
from flair.data import Sentence
from flair.models import SequenceTagger

NLP = {}
SPACY = {"en": "en_core_web_trf", "de": "de_core_news_lg", "fr": "fr_core_news_sm"}


def pipeline(language: str):
    if language not in NLP:
        NLP[language] = spacy.load(SPACY[language], disable=["lemmatizer"])
    return NLP[language]


def empty():
    return spacy.blank("de")


def russian():
    return stanza.Pipeline("ru", processors="tokenize,ner", package="default")


def entities(text: str):
    tagger = SequenceTagger.load("flair/ner-english-large")
    sentence = Sentence(text)
    tagger.predict(sentence)
    return [(one.text, one.tag) for one in sentence.get_spans("ner")]
