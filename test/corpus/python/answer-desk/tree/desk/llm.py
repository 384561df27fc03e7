"""Who answers is decided by the settings of the shop."""
from langchain_ollama import ChatOllama
from langchain_openai import ChatOpenAI


def make(kind, model):
    if kind == "openai":
        return ChatOpenAI(model=model)
    return ChatOllama(model=model)
