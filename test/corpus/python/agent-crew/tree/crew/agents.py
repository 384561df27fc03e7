import dspy
from autogen_ext.models.openai import OpenAIChatCompletionClient
from crewai import LLM, Agent
from pydantic_ai import Agent as TypedAgent
from smolagents import CodeAgent, HfApiModel, LiteLLMModel

RESEARCH = LLM(model="openai/gpt-4o", temperature=0.3)


def researcher() -> Agent:
    return Agent(role="researcher", goal="finds sources", backstory="worked for a newspaper", llm=RESEARCH)


def writer() -> Agent:
    return Agent(role="writer", goal="writes", backstory="likes plain words", llm="groq/llama-3.1-70b-versatile")


def typed() -> TypedAgent:
    return TypedAgent("google-gla:gemini-1.5-pro", system_prompt="Be brief.", retries=2)


def coder() -> CodeAgent:
    return CodeAgent(tools=[], model=HfApiModel("Qwen/Qwen2.5-Coder-32B-Instruct"))


def other_coder() -> CodeAgent:
    return CodeAgent(tools=[], model=LiteLLMModel(model_id="anthropic/claude-3-5-sonnet-latest"))


def autogen_client():
    return OpenAIChatCompletionClient(model="o1-mini-2024-09-12")


def configure() -> None:
    dspy.configure(lm=dspy.LM("ollama_chat/qwen2.5:14b", api_base="http://localhost:11434"))
