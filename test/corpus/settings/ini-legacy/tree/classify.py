import configparser

from transformers import AutoModel, AutoTokenizer

config = configparser.ConfigParser()
config.read("app.ini")


def load():
    section = config["model"]
    model = AutoModel.from_pretrained(section["name"], revision=section["revision"])
    tokenizer = AutoTokenizer.from_pretrained(config.get("tokenizer", "pretrained_model_name_or_path"))
    return model, tokenizer
