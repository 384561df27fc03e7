from transformers import pipeline

from .conf import LETTERS

_cache: dict[str, object] = {}


def get(task: str, model: str):
    if (task, model) not in _cache:
        _cache[task, model] = pipeline(task, model=model)
    return _cache[task, model]


def mood(text: str):
    return get("text-classification", LETTERS["CLASSIFIER"])(text)


def language(text: str):
    return get("text-classification", "papluca/xlm-roberta-base-language-detection")(text)[0]["label"]


def names(text: str):
    return get(task="ner", model="dbmdz/bert-large-cased-finetuned-conll03-english")(text)
