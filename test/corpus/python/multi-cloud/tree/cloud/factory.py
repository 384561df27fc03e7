"""One chat for several clouds."""

import os

import vertexai
from azure.ai.inference import ChatCompletionsClient
from azure.core.credentials import AzureKeyCredential
from haystack.components.embedders import SentenceTransformersTextEmbedder
from haystack.components.generators import OpenAIGenerator
from openai import AzureOpenAI, OpenAI
from together import Together
from vertexai.generative_models import GenerativeModel

os.environ["EMBEDDER"] = "ibm-granite/granite-embedding-107m-multilingual"

DEEPSEEK = {"base_url": "https://api.deepseek.com/v1", "model": "deepseek-reasoner"}


def chat(cloud: str, text: str) -> str:
    match cloud:
        case "azure":
            client = AzureOpenAI(api_version="2024-10-21", azure_deployment="letters-gpt4o")
            return client.chat.completions.create(model="letters-gpt4o", messages=[{"role": "user", "content": text}]).choices[0].message.content
        case "google":
            vertexai.init(project="example", location="europe-west3")
            return GenerativeModel("gemini-1.5-pro-001").generate_content(text).text
        case "github":
            client = ChatCompletionsClient("https://models.inference.ai.azure.com", AzureKeyCredential(os.environ["GITHUB_TOKEN"]))
            return client.complete(model="Phi-3.5-MoE-instruct", messages=[{"role": "user", "content": text}]).choices[0].message.content
        case "together":
            reply = Together().chat.completions.create(model="meta-llama/Llama-3.3-70B-Instruct-Turbo", messages=[{"role": "user", "content": text}])
            return reply.choices[0].message.content
        case "local":
            client = OpenAI(base_url="http://vllm:8000/v1", api_key="none")
            return client.chat.completions.create(model="Qwen/Qwen2.5-72B-Instruct", messages=[{"role": "user", "content": text}]).choices[0].message.content
        case "deepseek":
            client = OpenAI(base_url=DEEPSEEK["base_url"])
            return client.chat.completions.create(model=DEEPSEEK["model"], messages=[{"role": "user", "content": text}]).choices[0].message.content
        case _:
            raise ValueError(f"unknown cloud {cloud}; choose azure/google/github")


def speech(text: str) -> bytes:
    return OpenAI().audio.speech.create(model="tts-1-hd", voice="alloy", input=text).content


def embedder() -> SentenceTransformersTextEmbedder:
    return SentenceTransformersTextEmbedder(model=os.environ["EMBEDDER"])


def generator() -> OpenAIGenerator:
    return OpenAIGenerator(model="gpt-4o-mini", generation_kwargs={"max_tokens": 300})


def tuned(customer: str) -> OpenAI:
    model = f"ft:gpt-4o-mini:{customer}"
    return OpenAI().chat.completions.create(model=model, messages=[])
