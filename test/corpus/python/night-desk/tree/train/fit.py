import argparse

import nltk
from sklearn.datasets import fetch_20newsgroups, load_iris
from tensorflow.keras.datasets import reuters

nltk.download("punkt")
nltk.download(["stopwords"])


def read():
    iris = load_iris()
    return fetch_20newsgroups(subset="train"), reuters.load_data(), iris


def options():
    parser = argparse.ArgumentParser()
    parser.add_argument("--base_model", default="microsoft/deberta-v3-small", help="such as acme/any-base")
    parser.add_argument("--hub_model_id", default="acme/night-desk-deberta")
    return parser.parse_args()
