/** Models on servers that settings name: by an address beside them, by variables, by an entry of the document. */
import { describe, expect, it } from 'vitest';
import { told } from '../linking.ts';

type Row = readonly [what: string, path: string, text: string, expected: readonly string[]];

async function expectTold([, path, text, expected]: Row): Promise<void> {
  expect((await told({ [path]: text })).map((one) => one.replace(` ${path}:`, ' :'))).toEqual(expected);
}

describe('the server that has a model', () => {
  it.each<Row>([
    [
      'an address of the same stem',
      '.env',
      'CHAT_BASE_URL=http://10.0.0.2:8000/v1\nCHAT_MODEL=acme-1\n',
      ['service:10.0.0.2:8000/acme-1 literal :2'],
    ],
    ['of a shorter stem', '.env', 'R4_URL=http://10.0.0.2:11434\nR4_CHAT_MODEL=tuned-80b:latest\n', ['ollama:tuned-80b@latest literal :2']],
    [
      'the engine of the same stem',
      '.env',
      'RAG_EMBEDDING_ENGINE=ollama\nRAG_EMBEDDING_MODEL=acme-embed\n',
      ['ollama:acme-embed literal :2'],
    ],
    [
      'the provider that the key names',
      '.env',
      'ANTHROPIC_BASE_URL=http://10.0.0.2:1234\nANTHROPIC_MODEL=gemma-4-26b\n',
      ['service:10.0.0.2:1234/gemma-4-26b literal :2'],
    ],
    [
      'the one of all variables, for a name that only a model has',
      '.env',
      'OPENAI_BASE_URL=http://10.0.0.2:8000/v1\nINFERENCE_MODEL=llama-4-scout-17b\nVOICE_MODEL=large-v3\n',
      ['service:10.0.0.2:8000/llama-4-scout-17b literal :2'],
    ],
    ['Ollama beside it', '.env', 'OLLAMA_HOST=0.0.0.0\nEMBEDDING_MODEL=nomic-embed-text\n', ['ollama:nomic-embed-text literal :2']],
    [
      'a variable with a default',
      'compose.yml',
      'services:\n  a:\n    environment:\n      - LLM_BASE_URL=${X:-http://ollama:11434}\n      - LLM_MODEL=${LLM_MODEL:-mistral}\n',
      ['ollama:mistral environment :5'],
    ],
    ['a server that nobody names', '.env', 'LLM_MODEL=mistral-small-24b-w8a8\n', ['service:openai-like/mistral-small-24b-w8a8 literal :1']],
    ['a tag that only a model has', '.env', 'CHAT_MODEL=acme-tuned:14b\n', ['ollama:acme-tuned@14b literal :1']],
    [
      'an entry of the document',
      'a.toml',
      'model = "acme-1"\nmodel_provider = "lab"\n[model_providers.lab]\nbase_url = "http://10.0.0.2:8000/v1"\n',
      ['service:10.0.0.2:8000/acme-1 literal :1'],
    ],
    [
      'an entry as a prefix, with its options',
      'a.json',
      '{"model": "lab/org/a", "provider": {"lab": {"options": {"baseURL": "http://10.0.0.2:11434/v1"}, "models": {"org/b:7b": {}}}}}',
      ['ollama:org/a literal :1', 'ollama:org/b@7b literal :1'],
    ],
    [
      'an entry of a list',
      'a.json',
      '{"model": "lab/acme-1", "providers": [{"name": "lab", "api_base_url": "http://10.0.0.2:8000"}]}',
      ['service:10.0.0.2:8000/acme-1 literal :1'],
    ],
    [
      'an address above',
      'a.json',
      '{"lab": {"baseUrl": "http://10.0.0.2:8000/v1", "models": [{"id": "acme-1", "name": "Acme", "contextWindow": 9}]}}',
      ['service:10.0.0.2:8000/acme-1 literal :1'],
    ],
    [
      'an address that somebody fills in',
      'a.json',
      '{"lab": {"baseUrl": "http://<HOST>:8000/v1", "models": [{"id": "acme-1", "contextWindow": 9}]}}',
      ['service:openai-like/acme-1 literal :1'],
    ],
    [
      'an entry of a list by another name',
      'a.json',
      '{"choices": [{"id": "org/acme-27b", "baseUrl": "http://10.0.0.2:8000/v1"}]}',
      ['service:10.0.0.2:8000/org/acme-27b literal :1'],
    ],
    [
      'a connection',
      'appsettings.json',
      '{"ConnectionStrings": {"chat": "Source=OpenAI;ChatModelId=gpt-4o;ApiKey=x"}}',
      ['service:openai/gpt-4o literal :1'],
    ],
  ])('%s', async (...row) => expectTold(row));
});

describe('several names in one text', () => {
  it.each<Row>([
    [
      'words',
      '.env',
      'MODELS_TO_PULL="llama3.2:3b nomic-embed-text"\n',
      ['ollama:llama3.2@3b literal :1', 'ollama:nomic-embed-text literal :1'],
    ],
    [
      'commas',
      'a.properties',
      'acme.models=gpt-4o, claude-3-5-haiku-latest\n',
      ['service:openai/gpt-4o literal :1', 'service:anthropic/claude-3-5-haiku-latest literal :1'],
    ],
    [
      'the default of a script',
      'run.sh',
      'export MODELS="${MODELS:-qwen2.5:7b phi3:mini}"\n',
      ['ollama:qwen2.5@7b literal :1', 'ollama:phi3@mini literal :1'],
    ],
    ['a sentence', '.env', 'MODELS_HELP="use gpt-4o or llama3.2:3b"\nMODELS=all models of the lab\n', []],
  ])('%s', async (...row) => expectTold(row));
});

describe('templates of files, and files that only describe', () => {
  it.each<Row>([
    ['an example of JSON', 'a.jsonc.example', '{"model_id": "org/a"}', ['hf:org/a literal :1']],
    ['a template of YAML', 'a.yml.j2', 'model_id: org/a\n', ['hf:org/a literal :1']],
    ['a placeholder', '.env.example', 'HF_DATASET_REPO=your-username/your-dataset\nMODEL_ID=your-org/model\n', []],
    ['an interface', 'api.yaml', 'openapi: 3.0.0\ninfo:\n  title: x\ncomponents:\n  model:\n    default: gpt-4o\n', []],
    ['an interface in JSON', 'api.json', '{"openapi": "3.1.0", "components": {"model": {"default": "gpt-4o"}}}', []],
    ['a collection of requests', 'a.json', '{"info": {"schema": "https://schema.getpostman.com/v2.1"}, "item": [{"model": "gpt-4o"}]}', []],
    ['a resource that is defined', 'crd.yaml', 'apiVersion: v1\nkind: CustomResourceDefinition\nspec:\n  model: gpt-4o\n', []],
    ['a label of a cluster', 'a.yaml', 'metadata:\n  labels:\n    model: gemma-4-31b-it\n', []],
    ['keys that route', 'a.json', '{"models": {"routes": {"gpt-4o": [{"provider": "azure"}]}}}', ['service:openai/gpt-4o literal :1']],
  ])('%s', async (...row) => expectTold(row));
});

describe('settings under the words of a description are settings (T38)', () => {
  const gpt = (line: number): string[] => [`service:openai/gpt-4o literal :${line}`];
  it.each<Row>([
    ['of an interface', 'api.yaml', 'openapi: 3.0.0\nllm:\n  model: gpt-4o\n', gpt(3)],
    ['of an interface, in JSON', 'api.json', '{"openapi": "3.1.0", "llm": {"model": "gpt-4o"}}', gpt(1)],
    ['of one inside', 'api.json', '{"docs": {"openapi": "3.1.0"}, "llm": {"model": "gpt-4o"}}', gpt(1)],
    ['of an interface, behind it', 'api.yaml', 'openapi: 3.0.0\n---\nllm:\n  model: gpt-4o\n', gpt(4)],
    ['of a resource', 'crd.yaml', 'kind: CustomResourceDefinition\nmodel: gpt-4o\n', gpt(2)],
    [
      'of a resource, and another one',
      'crd.yaml',
      'kind: CustomResourceDefinition\n---\nkind: ConfigMap\nspec:\n  model: gpt-4o\n',
      gpt(5),
    ],
    ['of a collection', 'a.json', '{"__export_format": 4, "llm": {"model": "gpt-4o"}}', gpt(1)],
  ])('%s', async (...row) => expectTold(row));
});
