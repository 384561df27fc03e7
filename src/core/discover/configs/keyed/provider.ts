/** Who runs the models of a mapping, by what it says of itself and what stands around it. */
import { type Provider, providerAtHost, providerNamed } from '../../hosted/index.ts';
import type { Neighbors } from './tree.ts';

export interface ProviderHint {
  readonly provider: Provider;
  /** A key for just this says it. False: it is the name of a key, or of a variable. */
  readonly said: boolean;
}

/** Keys that name a provider. */
const PROVIDER_KEYS: readonly string[] = [
  'provider',
  'llm_provider',
  'litellm_provider',
  'custom_llm_provider',
  'model_provider',
  'ai_provider',
  'provider_id',
  'provider_name',
  'api_type',
  'vendor',
  'backend',
  'service',
  'platform',
  'npm',
  'client',
  'api',
];
/** Names that mean a cloud, a forge or a company before they mean a provider of models. */
const AMBIGUOUS: ReadonlySet<string> = new Set(['aws', 'amazon', 'google', 'github', 'ibm', 'oci', 'oracle', 'lambda', 'custom', 'snowflake', 'meta', 'writer', 'ark', 'client', 'copilot', 'nvidia', 'databricks', 'tencent', 'baidu', 'alibaba', 'aliyun', 'azure', 'cloudflare', 'vercel', 'triton', 'v0', 'cohere-chat', 'morph', 'luma', 'runway', 'mercury', 'reka', 'yi']);

/** `key`: in normal form. Nearest first: the key itself, its neighbors, the address beside it, what stands above. */
export function providerOf(key: string, near: Neighbors, outer: readonly Neighbors[], owners: readonly string[]): ProviderHint | null {
  const own = inKey(key);
  if (own !== null) return own;
  for (const neighbors of [near, ...outer.slice(0, 2)]) {
    const said = saidBy(key, neighbors);
    if (said !== null) return said;
  }
  for (const owner of owners.slice(0, 4)) {
    const whole = named(owner, false);
    const found = whole ?? inKey(owner);
    if (found !== null) return found;
  }
  return null;
}

function saidBy(key: string, neighbors: Neighbors): ProviderHint | null {
  const stem = /^(.{1,40}?)_(?:model|deployment|engine)\w{0,20}$/.exec(key)?.[1];
  for (const name of [...(stem === undefined ? [] : [`${stem}_provider`, `${stem}_type`]), ...PROVIDER_KEYS]) {
    const text = neighbors.get(name);
    const found = text == null ? null : named(text.replace(/^@ai-sdk\//, '').replace(/^langchain_/, ''), true);
    if (found !== null) return found;
  }
  for (const name of ['base_url', 'api_base', 'endpoint', 'url', 'openai_api_base', 'api_base_url', 'openai_base_url']) {
    const text = neighbors.get(name);
    const host = text == null || !URL.canParse(text) ? null : providerAtHost(new URL(text).host);
    const provider = host === null ? null : providerNamed(host);
    if (provider !== null) return { provider, said: true };
  }
  for (const name of neighbors.keys()) {
    const by = /^(\w{2,30}?)_api_key(?:_env)?$/.exec(name)?.[1];
    const found = by === undefined ? null : named(by, false);
    if (found !== null) return found;
  }
  return null;
}

function named(text: string, said: boolean): ProviderHint | null {
  if (text.length > 60) return null;
  const name = text.toLowerCase().replaceAll('_', '-');
  const provider = providerNamed(name) ?? providerNamed(name.replace(/-(?:chat|llm|ai|api|models?|embeddings?|config|settings|client|provider)$/, ''));
  return provider === null ? null : { provider, said: said && !AMBIGUOUS.has(name) };
}

/** `AZURE_OPENAI_DEPLOYMENT`, `openai_model`, `gemini_model_name`: the first words that name one. */
function inKey(key: string): ProviderHint | null {
  const words = key.split('_').slice(0, 8);
  for (let index = 0; index < words.length; index++) {
    for (const size of [2, 1]) {
      const name = words.slice(index, index + size).join('-');
      if (words.length < index + size || name.length < 3 || AMBIGUOUS.has(name) || NO_PROVIDER.has(name)) continue;
      const provider = providerNamed(name);
      if (provider !== null) return { provider, said: false };
    }
  }
  return words.includes('azure') && /deployment|openai/.test(key) ? named('azure', false) : null;
}

/** Words of keys that are aliases of providers as well. */
const NO_PROVIDER: ReadonlySet<string> = new Set(['infinity', 'petals', 'custom', 'scale', 'fal', 'nim', 'local', 'qwen', 'glm', 'kimi', 'doubao', 'hunyuan', 'ernie', 'palm', 'lemonade', 'chatgpt', 'nomic', 'jina']);
