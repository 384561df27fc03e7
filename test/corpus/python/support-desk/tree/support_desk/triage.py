"""Which team a ticket goes to."""

from transformers import AutoModelForSequenceClassification, AutoTokenizer, pipeline

CLASSIFIER = "facebook/bart-large-mnli"
REVISION = "d7645e127eaf1aefc7862fd59a17a5aa8558b8ce"
TEAMS = ["billing/refunds", "shipping/returns", "it/accounts"]


def load_classifier():
    tokenizer = AutoTokenizer.from_pretrained(CLASSIFIER, revision=REVISION)
    model = AutoModelForSequenceClassification.from_pretrained(CLASSIFIER, revision=REVISION)
    return pipeline("zero-shot-classification", model=model, tokenizer=tokenizer)


def sentiment():
    # pipeline("sentiment-analysis", model="cardiffnlp/twitter-roberta-base-sentiment")
    return pipeline("sentiment-analysis", model="distilbert/distilbert-base-uncased-finetuned-sst-2-english", device=-1)
