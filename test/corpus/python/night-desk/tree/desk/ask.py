import json

import httpx
import requests

from desk.settings import settings

TRANSLATE_URL = "https://api-inference.huggingface.co/models/facebook/nllb-200-distilled-600M"
LISTEN_URL = "wss://api.deepgram.com/v1/listen?model=nova-3&punctuate=true"


def summary(text):
    body = {"model": "llama3.2:3b", "prompt": text}
    answer = requests.post(f"{settings.ollama_url}/api/generate", json=body)
    return answer.json()["response"]


def translate(text):
    return requests.post(TRANSLATE_URL, json={"inputs": text}).json()


def rewrite(text, key):
    data = json.dumps({"model": "meta-llama/llama-3.3-70b-instruct", "messages": [{"role": "user", "content": text}]})
    return httpx.post("https://openrouter.ai/api/v1/chat/completions", headers={"Authorization": key}, content=data)


def car(order):
    return requests.post("https://cars.example/api/orders", json={"model": "golf", "order": order})
