import { describe, expect, it } from 'vitest';
import { formatRef } from '../../../../../src/core/ref/format.ts';
import { linked } from '../../linking.ts';

/** References, with what the code asks for, and loads without a name. */
async function asked(code: string): Promise<string[]> {
  const { sightings, unknowns } = await linked({ 'app/llm.py': `${code}\n` });
  const found = sightings.flatMap((one) =>
    one.type === 'service' || one.type === 'load' ? [formatRef({ ...one.ref, version: one.requested })] : [],
  );
  return [...new Set([...found, ...unknowns.map(({ text }) => `? ${text}`)])];
}

describe('whom a call asks, and for which model', () => {
  it.each([
    ['Azure', 'from openai import AzureOpenAI\nc = AzureOpenAI()\nc.chat.completions.create(model="house")', ['service:azure/house']],
    [
      'Claude on Bedrock',
      'from anthropic import AnthropicBedrock\nAnthropicBedrock().messages.create(model="anthropic.claude-3-haiku-20240307-v1:0")',
      ['service:bedrock/anthropic.claude-3-haiku-20240307-v1:0'],
    ],
    [
      'Claude on Vertex AI',
      'from anthropic import AsyncAnthropicVertex\nc = AsyncAnthropicVertex()\nawait c.messages.create(model="claude-3-5-sonnet@20240620")',
      ['service:google/claude-3-5-sonnet@20240620'],
    ],
    [
      'Bedrock',
      'import boto3\nc = boto3.client("bedrock-runtime")\nc.converse(modelId="us.amazon.nova-lite-v1:0", messages=m)',
      ['service:bedrock/us.amazon.nova-lite-v1:0'],
    ],
    [
      'a client that is given',
      'def f(bedrock):\n    bedrock.invoke_model(modelId="amazon.titan-embed-text-v2:0", body=b)',
      ['service:bedrock/amazon.titan-embed-text-v2:0'],
    ],
    [
      'a model by its ARN',
      'x.invoke_model(modelId="arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-pro-v1:0")',
      ['service:bedrock/amazon.nova-pro-v1:0'],
    ],
    [
      'a class that is called with its types',
      'from agents import Agent\na = Agent[None](name="x", model="gpt-4o-mini")\nfrom pydantic_ai import Agent as Other\nOther[Deps, str]("openai:gpt-4o")',
      ['service:openai/gpt-4o-mini', 'service:openai/gpt-4o'],
    ],
    ['an endpoint', 'r.invoke_endpoint(EndpointName="house-llm", Body=b)', ['service:sagemaker/house-llm']],
    [
      'a client of nobody that we know',
      'from .clients import client\nclient.chat.completions.create(model="gpt-4o")',
      ['service:openai/gpt-4o'],
    ],
    [
      'the same with a router',
      'class A:\n    def f(self):\n        return self.client.chat.completions.create(model="anthropic/claude-3.5-sonnet")',
      ['service:anthropic/claude-3.5-sonnet'],
    ],
    [
      'an address of a provider',
      'from openai import OpenAI\nOpenAI(base_url="https://api.deepseek.com").chat.completions.create(model="deepseek-chat")',
      ['service:deepseek/deepseek-chat'],
    ],
    [
      'an address that the operator sets',
      'import os\nfrom openai import OpenAI\nOpenAI(base_url=os.environ["U"]).chat.completions.create(model="deepseek-chat")',
      ['service:deepseek/deepseek-chat'],
    ],
    [
      'a server of a region',
      'from openai import OpenAI\nOpenAI(base_url="https://us-central1-aiplatform.googleapis.com/v1").chat.completions.create(model="google/gemini-2.0-flash")',
      ['service:google/google/gemini-2.0-flash'],
    ],
    [
      'litellm',
      'import litellm\nlitellm.completion("bedrock/anthropic.claude-v2:1", messages=m)\nlitellm.embedding(model="voyage/voyage-3", input=x)',
      ['service:bedrock/anthropic.claude-v2:1', 'service:voyage/voyage-3'],
    ],
    ['litellm, second', 'from litellm import image_generation\nimage_generation("a cat", "dall-e-3")', ['service:openai/dall-e-3']],
    ['litellm, a local server', 'from litellm import completion\ncompletion(model="ollama/llama3:8b")', ['ollama:llama3@8b']],
    [
      'litellm without a prefix',
      'from litellm import completion\ncompletion(model="claude-3-haiku-20240307")',
      ['service:anthropic/claude-3-haiku-20240307'],
    ],
    [
      'init_chat_model',
      'from langchain.chat_models import init_chat_model\ninit_chat_model("google_genai:gemini-2.0-flash")',
      ['service:google/gemini-2.0-flash'],
    ],
    [
      'init_chat_model with a provider',
      'from langchain.chat_models import init_chat_model\ninit_chat_model("house", model_provider="azure_openai")',
      ['service:azure/house'],
    ],
    [
      'an agent of pydantic-ai',
      'from pydantic_ai import Agent\nAgent("google-gla:gemini-1.5-flash", system_prompt="x")',
      ['service:google/gemini-1.5-flash'],
    ],
    ['an agent with an object', 'from pydantic_ai import Agent\nm = make()\nAgent(m)\nAgent(make())', []],
    ['an agent of the environment', 'import os\nfrom pydantic_ai import Agent\nAgent(os.environ["M"])', ['? environment variable M']],
    [
      'OpenAI agents',
      'from agents import Agent\nAgent(name="A", model="litellm/anthropic/claude-3-5-sonnet-20240620")',
      ['service:anthropic/claude-3-5-sonnet-20240620'],
    ],
    ['ADK', 'from google.adk.agents import LlmAgent\nLlmAgent(model="gemini-2.0-flash", name="a")', ['service:google/gemini-2.0-flash']],
    [
      'CrewAI',
      'from crewai import Agent, LLM\nLLM(model="groq/llama-3.3-70b-versatile")\nAgent(role="x", llm="gpt-4o")',
      ['service:groq/llama-3.3-70b-versatile', 'service:openai/gpt-4o'],
    ],
    ['DSPy', 'import dspy\ndspy.LM("openai/gpt-4o-mini")', ['service:openai/gpt-4o-mini']],
    ['instructor', 'import instructor\ninstructor.from_provider("openai/gpt-4o")', ['service:openai/gpt-4o']],
    [
      'aisuite',
      'import aisuite as ai\nai.Client().chat.completions.create(model="anthropic:claude-3-5-sonnet-20240620")',
      ['service:anthropic/claude-3-5-sonnet-20240620'],
    ],
    ['LlamaIndex', 'from llama_index.llms.openai import OpenAI\nOpenAI(model="gpt-4o")', ['service:openai/gpt-4o']],
    [
      'LlamaIndex on Azure',
      'from llama_index.llms.azure_openai import AzureOpenAI\nAzureOpenAI(engine="house", model="gpt-4o")',
      ['service:azure/house'],
    ],
    [
      'Replicate',
      `import replicate\nreplicate.run("stability-ai/sdxl:${'39'.repeat(32)}", input={})`,
      [`service:replicate/stability-ai/sdxl@${'39'.repeat(32)}`],
    ],
    ['fal', 'import fal_client\nfal_client.subscribe("fal-ai/flux/dev", arguments={})', ['service:fal/fal-ai/flux/dev']],
    [
      'Ollama',
      'import ollama\nollama.chat(model="llama3.2:3b", messages=m)\nollama.Client().embed(model="nomic-embed-text")',
      ['ollama:llama3.2@3b', 'ollama:nomic-embed-text'],
    ],
    ['Ollama in LangChain', 'from langchain_ollama import ChatOllama\nChatOllama(model="llama3")', ['ollama:llama3']],
    [
      'Cohere',
      'import cohere\nco = cohere.ClientV2()\nco.rerank(model="rerank-v3.5", query=q, documents=d)',
      ['service:cohere/rerank-v3.5'],
    ],
    [
      'the older Gemini SDK',
      'import google.generativeai as genai\ngenai.GenerativeModel("gemini-1.5-flash")\ngenai.embed_content(model="models/text-embedding-004", content=x)',
      ['service:google/gemini-1.5-flash', 'service:google/text-embedding-004'],
    ],
    [
      'a default of the function around',
      'from openai import OpenAI\ndef ask(q, model="gpt-4o-mini"):\n    return OpenAI().responses.create(model=model, input=q)',
      ['service:openai/gpt-4o-mini'],
    ],
    [
      'a constant of a client on Azure',
      'from openai import AzureOpenAI\nMODEL = "gpt-4o"\nAzureOpenAI().chat.completions.create(model=MODEL)',
      ['service:azure/gpt-4o'],
    ],
    [
      'Hugging Face',
      'from huggingface_hub import InferenceClient\nInferenceClient().chat_completion(m, model="org/name")',
      ['service:huggingface/org/name'],
    ],
  ])('%s', async (_title, code, expected) => expect((await asked(code)).sort()).toEqual([...expected].sort()));

  it.each([
    ['messages of somebody else', 'twilio.messages.create(to="x", from_="y", body="z")'],
    ['a class of the tree', 'class Agent:\n    pass\nAgent(model="house")'],
    ['a client without a model', 'from openai import OpenAI\nOpenAI(api_key="k")'],
    ['another engine', 'import sqlalchemy\nsqlalchemy.create_engine("sqlite://")'],
  ])('%s is none', async (_title, code) => expect(await asked(code)).toEqual([]));
});
