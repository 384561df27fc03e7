import { describe, expect, it } from 'vitest';
import { hostedModelOf, prefixedModelOf, PROVIDERS, providerAtHost, providerNamed } from '../../../../src/core/discover/hosted/index.ts';
import { parseRef } from '../../../../src/core/ref/parse.ts';
import { formatRef } from '../../../../src/core/ref/format.ts';

/** "provider model version", with "?" where it is also a word of other things and "~" where the name says that it moves. */
function shownOf(text: string): string | null {
  const found = hostedModelOf(text);
  if (found === null) return null;
  const { provider, version, floats, certain } = found;
  return `${provider}${certain ? '' : '?'}${floats ? '~' : ''}${version === null ? '' : ` ${version}`}`;
}

describe('hosted models by their own form', () => {
  it.each([
    ['gpt-4o', 'openai'],
    ['gpt-4o-2024-08-06', 'openai 2024-08-06'],
    ['gpt-4o-mini', 'openai'],
    ['gpt-4-0125-preview', 'openai 0125'],
    ['gpt-3.5-turbo-16k-0613', 'openai 0613'],
    ['gpt-4.1-nano-2025-04-14', 'openai 2025-04-14'],
    ['gpt-5', 'openai'],
    ['gpt-image-1', 'openai'],
    ['gpt-4o-realtime-preview', 'openai'],
    ['chatgpt-4o-latest', 'openai~'],
    ['o3-mini-2025-01-31', 'openai 2025-01-31'],
    ['o1-preview', 'openai'],
    ['o3', 'openai?'],
    ['text-embedding-3-small', 'openai'],
    ['text-embedding-ada-002', 'openai 002'],
    ['text-davinci-003', 'openai 003'],
    ['dall-e-3', 'openai'],
    ['whisper-1', 'openai'],
    ['tts-1', 'openai'],
    ['tts-1-hd', 'openai'],
    ['omni-moderation-latest', 'openai~'],
    ['ft:gpt-4o-mini-2024-07-18:acme::abc123', 'openai'],
    ['gpt-35-turbo-16k', 'azure'],
    ['claude-3-5-sonnet-20241022', 'anthropic 20241022'],
    ['claude-sonnet-4-20250514', 'anthropic 20250514'],
    ['claude-3-5-sonnet-latest', 'anthropic~'],
    ['claude-opus-4-1', 'anthropic'],
    ['claude-2.1', 'anthropic'],
    ['claude-instant-1.2', 'anthropic'],
    ['claude-3-5-sonnet@20240620', 'google 20240620'],
    ['gemini-2.5-pro', 'google'],
    ['gemini-1.5-pro-002', 'google 002'],
    ['gemini-2.5-flash-preview-05-20', 'google 05-20'],
    ['gemini-flash-latest', 'google~'],
    ['models/gemini-2.0-flash', 'google'],
    ['text-embedding-004', 'google 004'],
    ['textembedding-gecko@003', 'google 003'],
    ['imagen-3.0-generate-002', 'google 002'],
    ['projects/p/locations/us-central1/publishers/google/models/gemini-1.5-pro', 'google'],
    ['anthropic.claude-3-5-sonnet-20241022-v2:0', 'bedrock 20241022-v2:0'],
    ['us.amazon.nova-lite-v1:0', 'bedrock v1:0'],
    ['amazon.titan-embed-text-v2:0', 'bedrock v2:0'],
    ['meta.llama3-1-70b-instruct-v1:0', 'bedrock v1:0'],
    ['arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-3-haiku-20240307-v1:0', 'bedrock 20240307-v1:0'],
    ['arn:aws:sagemaker:eu-west-1:123456789012:endpoint/my-llm', 'sagemaker'],
    ['mistral-large-latest', 'mistral~'],
    ['mistral-large-2411', 'mistral 2411'],
    ['mistral-embed', 'mistral'],
    ['open-mistral-7b', 'mistral'],
    ['codestral-latest', 'mistral~'],
    ['mistral-small', 'mistral?'],
    ['command-r-plus-08-2024', 'cohere 08-2024'],
    ['command-r-plus', 'cohere?'],
    ['embed-english-v3.0', 'cohere'],
    ['rerank-v3.5', 'cohere'],
    ['llama-3.3-70b-versatile', 'groq'],
    ['mixtral-8x7b-32768', 'groq'],
    ['sonar-pro', 'perplexity'],
    ['grok-2-1212', 'xai 1212'],
    ['deepseek-chat', 'deepseek'],
    ['deepseek-r1', 'deepseek?'],
    ['moonshot-v1-8k', 'moonshot'],
    ['kimi-k2-0905-preview', 'moonshot 0905'],
    ['qwen-max', 'dashscope'],
    ['qwen2.5-vl-72b-instruct', null],
    ['glm-4-plus', 'zhipu'],
    ['glm-4-9b', null],
    ['MiniMax-Text-01', 'minimax'],
    ['jamba-1.5-large', 'ai21'],
    ['voyage-3-lite', 'voyage'],
    ['jina-embeddings-v3', 'jina?'],
    ['eleven_multilingual_v2', 'elevenlabs'],
    ['nova-2-general', 'deepgram'],
    ['nova-3', 'deepgram?'],
    ['universal-2', 'assemblyai'],
    ['stable-diffusion-xl-1024-v1-0', 'stability'],
    ['@cf/meta/llama-3-8b-instruct', 'cloudflare'],
    ['accounts/fireworks/models/llama-v3p1-8b-instruct', 'fireworks'],
    [`stability-ai/sdxl:${'a1'.repeat(32)}`, 'replicate'],
    ['fal-ai/flux/dev', 'fal'],
    ['meta-llama/llama-3-8b-instruct:free', 'openrouter'],
    ['databricks-meta-llama-3-3-70b-instruct', 'databricks'],
    ['flux-pro-1.1', 'bfl'],
    ['doubao-1-5-pro-32k-250115', 'volcengine 250115'],
  ])('%s is of %s', (text, provider) => expect(shownOf(text)).toBe(provider));

  const OTHERS = [
    'gpt2 gpt-2 gpt-j-6b gpt-neo-2.7B gpt-oss-20b gpt-4all gpt4all gpt-4chan claude-code claude-desktop claude-ai',
    'claude claude-plugin gemini gemini-cli gemini-api gemini-model gemma-2-9b-it openai openai.types google.genai',
    'anthropic.types meta.json amazon.com whisper whisper-large tts tts-10 mistral mistral-7b llama3 llama3.2',
    'llama-3-8b llama-2-7b-chat qwen2.5 qwen-7b-chat deepseek-r1:8b nomic-embed-text google/gemma-2b',
    'openai/gpt-oss-20b mistralai/Mistral-7B-v0.1 openai/whisper-large-v3 sentence-transformers/all-MiniLM-L6-v2',
    'bert-base-uncased text-embedding embeddings flux step-1 yi-34b o o2 voyager-1 universal-sentence-encoder',
    'nova-client x 2024-08-06 command-line sonar-scanner grok-parser palmyra mercury-retrograde aura-color-en-us',
    'step-by-step',
  ].flatMap((line) => line.split(' '));
  it.each([...OTHERS, '', 'GPT-4 is a model'])('%s is none', (text) => expect(hostedModelOf(text)).toBeNull());

  it('looks at no text that is longer than a name can be, whatever it holds', () => {
    const hostile = [
      `gpt-4${'-a'.repeat(1e5)}`,
      `claude-${'3-'.repeat(1e5)}`,
      `accounts/${'a/'.repeat(1e5)}`,
      '@cf/'.repeat(1e5),
      'a'.repeat(199),
    ];
    for (const text of hostile) expect(hostedModelOf(text)).toBeNull();
    for (const text of hostile) expect(prefixedModelOf(`openai/${text}`)?.model.length ?? 0).toBeLessThan(200);
  });
});

describe('hosted models by a prefix', () => {
  it.each([
    ['openai/gpt-4o', 'openai gpt-4o'],
    ['openai:gpt-4o', 'openai gpt-4o'],
    ['anthropic/claude-3.5-sonnet', 'anthropic claude-3.5-sonnet'],
    ['google/gemini-2.5-pro', 'google gemini-2.5-pro'],
    ['gemini/gemini-1.5-flash', 'google gemini-1.5-flash'],
    ['google-gla:gemini-2.0-flash', 'google gemini-2.0-flash'],
    ['vertex_ai/claude-3-5-sonnet@20240620', 'google claude-3-5-sonnet@20240620'],
    ['bedrock/us.anthropic.claude-sonnet-4-20250514-v1:0', 'bedrock us.anthropic.claude-sonnet-4-20250514-v1:0'],
    ['azure/my-deployment', 'azure my-deployment'],
    ['azure_ai/mistral-large', 'azure mistral-large'],
    ['groq/llama-3.3-70b-versatile', 'groq llama-3.3-70b-versatile'],
    ['together_ai/meta-llama/Llama-3-8b-chat-hf', 'together meta-llama/Llama-3-8b-chat-hf'],
    ['openrouter/anthropic/claude-3.5-sonnet', 'openrouter anthropic/claude-3.5-sonnet'],
    ['mistral/mistral-large-latest', 'mistral mistral-large-latest'],
    ['x-ai/grok-4', 'xai grok-4'],
    ['huggingface/org/name', null],
    ['ollama/llama3', 'ollama llama3 local'],
    ['ollama_chat/llama3:8b', 'ollama llama3:8b local'],
    ['hosted_vllm/org/name', 'vllm org/name local'],
    ['litellm_proxy/gpt-4o', 'openai gpt-4o'],
    ['litellm_proxy/house', 'litellm house gateway'],
    ['google/gemma-2b', null],
    ['openai/gpt-oss-20b', null],
    ['openai/whisper-large-v3', null],
    ['mistralai/Mistral-7B-v0.1', null],
    ['nvidia/NV-Embed-v2', null],
    ['mistral:7b', null],
    ['mistral:latest', null],
    ['qwen:0.5b', null],
    ['deepseek-r1:8b', null],
    ['localhost:8000', null],
    ['https://openai.com', null],
    ['openai', null],
  ])('%s is %s', (text, expected) => {
    const found = prefixedModelOf(text);
    expect(found === null ? null : `${found.provider} ${found.model}${found.runs === 'provider' ? '' : ` ${found.runs}`}`).toBe(expected);
  });

  it('takes an owner of a hub for a provider only where a hosted model is meant', () => {
    expect(prefixedModelOf('openai/gpt-oss-20b', true)).toMatchObject({ provider: 'openai', model: 'gpt-oss-20b', certain: false });
    expect(prefixedModelOf('huggingface/org/name', true)).toMatchObject({ provider: 'huggingface', model: 'org/name' });
  });
});

describe('providers', () => {
  it('have one name each', () => {
    const names = PROVIDERS.flatMap(({ id, aliases = [] }) => [id, ...aliases]);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    for (const name of names) expect(name).toMatch(/^[a-z0-9][a-z0-9.-]*$/);
  });

  it.each([
    ['vertex_ai', 'google'],
    ['Azure_OpenAI', 'azure'],
    ['amazon-bedrock', 'bedrock'],
    ['nobody', undefined],
  ])('%s is %s', (name, id) => expect(providerNamed(name)?.id).toBe(id));

  it.each([
    ['api.x.ai', 'xai'],
    ['bedrock-runtime.us-east-1.amazonaws.com', 'bedrock'],
    ['us-central1-aiplatform.googleapis.com', 'google'],
    ['us-south.ml.cloud.ibm.com', 'watsonx'],
    ['bedrock-runtime.us-east-1.amazonaws.com.evil.example', null],
    ['evil-api.openai.com', null],
  ])('at %s answers %s', (host, id) => expect(providerAtHost(host)).toBe(id));

  it('name models with slashes and "@" so that a reference reads back', () => {
    for (const text of [
      'service:cloudflare/@cf/meta/llama-3-8b',
      'service:openrouter/anthropic/claude-3.5',
      'service:google/claude@20240620',
    ])
      expect(formatRef(parseRef(text))).toBe(text);
    expect(parseRef('service:cloudflare/@cf/meta/x')).toMatchObject({ namespace: 'cloudflare', name: '@cf/meta/x', version: null });
    expect(parseRef('service:openrouter/a/b')).toMatchObject({ namespace: 'openrouter', name: 'a/b' });
    expect(parseRef('service:google/claude@1')).toMatchObject({ name: 'claude', version: '1' });
  });
});
