import os

import spacy
from anthropic import Anthropic
from celery import Celery
from openai import OpenAI

celery = Celery("app/tasks", broker="redis://redis/0")
nlp = spacy.load(os.environ.get("SPACY_MODEL", "de_core_news_sm"))


@celery.task
def answer(text: str) -> str:
    out = OpenAI().responses.create(model=os.environ["OPENAI_MODEL"], input=text)
    return out.output_text


@celery.task
def check(text: str) -> str:
    out = Anthropic().messages.create(model=os.environ["ANTHROPIC_MODEL"], max_tokens=64, messages=[{"role": "user", "content": text}])
    return out.content[0].text


@celery.task
def score(text: str) -> float:
    from transformers import pipeline

    return pipeline("text-classification", model=os.environ["MODEL_NAME"])(text)[0]["score"]
