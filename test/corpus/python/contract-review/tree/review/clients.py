import json
import logging

import anthropic
import boto3
import cohere
import litellm
from google import genai
from groq import Groq
from mistralai import Mistral

from . import models

log = logging.getLogger(__name__)


def summarize(text: str) -> str:
    client = anthropic.Anthropic()
    reply = client.messages.create(
        model=models.Claude.FAST,
        max_tokens=1024,
        messages=[{"role": "user", "content": f"Summarize:\n{text}"}],
    )
    return reply.content[0].text


def clauses(text: str) -> str:
    client = anthropic.Anthropic(timeout=models.TIMEOUT)
    with client.messages.stream(model=models.Claude.GOOD.value, max_tokens=4096, messages=[{"role": "user", "content": text}]) as stream:
        return stream.get_final_text()


def second_opinion(text: str) -> str:
    client = genai.Client()
    return client.models.generate_content(model=models.GEMINI, contents=text).text


def on_bedrock(text: str) -> str:
    client = boto3.client("bedrock-runtime", region_name=models.REGION)
    body = json.dumps({"anthropic_version": "bedrock-2023-05-31", "max_tokens": 512, "messages": [{"role": "user", "content": text}]})
    reply = client.invoke_model(modelId=models.BEDROCK, body=body, contentType="application/json", accept="*/*")
    return json.loads(reply["body"].read())["content"][0]["text"]


def titan_vector(text: str) -> list[float]:
    client = boto3.client("bedrock-runtime")
    reply = client.invoke_model(modelId="amazon.titan-embed-text-v2:0", body=json.dumps({"inputText": text}))
    return json.loads(reply["body"].read())["embedding"]


def mistral(text: str) -> str:
    client = Mistral()
    return client.chat.complete(model=models.MISTRAL, messages=[{"role": "user", "content": text}]).choices[0].message.content


def rerank(query: str, parts: list[str]):
    return cohere.ClientV2().rerank(model="rerank-v3.5", query=query, documents=parts, top_n=5)


def quick(text: str) -> str:
    chat = Groq().chat.completions.create(messages=[{"role": "user", "content": text}], model="llama-3.3-70b-versatile")
    return chat.choices[0].message.content


def routed(text: str) -> str:
    reply = litellm.completion(model="azure/gpt-4o-eu", messages=[{"role": "user", "content": text}], fallbacks=["gpt-4o-mini", "command-r-plus-08-2024"])
    log.info("asked %s, which is as good as claude-3-opus-20240229", reply.model)
    return reply.choices[0].message.content
