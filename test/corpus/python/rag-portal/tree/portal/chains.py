from langchain.chat_models import init_chat_model
from langchain_anthropic import ChatAnthropic
from langchain_huggingface import HuggingFaceEmbeddings, HuggingFaceEndpoint
from langchain_ollama import ChatOllama
from langchain_openai import AzureChatOpenAI, ChatOpenAI, OpenAIEmbeddings

from portal.constants import EMBEDDING_MODEL, LLM, LOCAL_LLM


def embeddings():
    return HuggingFaceEmbeddings(model_name=EMBEDDING_MODEL, encode_kwargs={"normalize_embeddings": True})


def hosted_embeddings():
    return OpenAIEmbeddings(model="text-embedding-3-large", dimensions=1024)


def chat(local: bool = False):
    if local:
        return ChatOllama(model=LOCAL_LLM, temperature=0.1, base_url="http://localhost:11434")
    return ChatOpenAI(model=LLM, temperature=0)


def careful():
    return ChatAnthropic(model="claude-3-7-sonnet-latest", max_tokens=2000)


def any_chat():
    return init_chat_model("google_vertexai:gemini-1.5-flash-002", temperature=0)


def azure():
    return AzureChatOpenAI(azure_deployment="portal-gpt4o", api_version="2024-10-21")


def endpoint():
    return HuggingFaceEndpoint(repo_id="HuggingFaceH4/zephyr-7b-beta", task="text-generation", max_new_tokens=512)
