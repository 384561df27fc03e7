/** Who runs the models of a mapping, by what it says of itself and what stands around it. */
import { type Provider, providerNamed } from '../../hosted/index.ts';
import { serverBeside } from './server.ts';
import type { Neighbors } from './tree.ts';

export interface ProviderHint {
  readonly provider: Provider;
  /** A key for just this says it. False: it is the name of a key, or of a variable. */
  readonly said: boolean;
}

/** Keys that name a provider, and keys that may. */
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
];
const MAYBE_KEYS: readonly string[] = ['backend', 'service', 'platform', 'npm', 'client', 'api', 'name', 'type', 'format', 'engine'];
/** Of variables, which stand beside those of everything else. */
const VARIABLE_KEYS: readonly string[] = ['llm_provider', 'model_provider', 'ai_provider'];
/** Names that mean a cloud, a forge or a company before they mean a provider of models. */
const AMBIGUOUS: ReadonlySet<string> = new Set([
  'aws',
  'amazon',
  'google',
  'github',
  'ibm',
  'oci',
  'oracle',
  'lambda',
  'custom',
  'snowflake',
  'meta',
  'writer',
  'ark',
  'client',
  'copilot',
  'nvidia',
  'databricks',
  'tencent',
  'baidu',
  'alibaba',
  'aliyun',
  'azure',
  'cloudflare',
  'vercel',
  'triton',
  'v0',
  'cohere-chat',
  'morph',
  'luma',
  'runway',
  'mercury',
  'reka',
  'yi',
]);

/** Where a mapping stands, as far as it tells who runs its models. */
export interface ProviderContext {
  readonly neighbors: Neighbors;
  readonly outer: readonly Neighbors[];
  readonly owners: readonly string[];
  /** Its keys are variables of a process. */
  readonly isEnvironment: boolean;
}

/** `key`: in normal form. Nearest first: the key itself, its neighbors, the key above, the address beside it, what stands above. */
export function providerOf(key: string, { neighbors, outer, owners, isEnvironment }: ProviderContext): ProviderHint | null {
  const own = inKey(key) ?? byStem(key, neighbors);
  if (own !== null) return own;
  if (isEnvironment) return weak(byKeys(VARIABLE_KEYS, neighbors)) ?? aboveIn(owners);
  const [owner = ''] = owners;
  const near =
    byKeys(PROVIDER_KEYS, neighbors) ??
    byAddress(neighbors) ??
    named(owner, false) ??
    weak(byKeys(MAYBE_KEYS, neighbors)) ??
    bySecret(neighbors);
  if (near !== null) return near;
  const [parent] = outer;
  return (
    aboveIn(owners) ?? (parent === undefined ? null : weak(byKeys([...PROVIDER_KEYS, 'npm', 'name', 'id'], parent) ?? byAddress(parent)))
  );
}

function weak(hint: ProviderHint | null): ProviderHint | null {
  return hint === null ? null : { ...hint, said: false };
}

function aboveIn(owners: readonly string[]): ProviderHint | null {
  for (const owner of owners.slice(0, 4)) {
    const found = named(owner, false) ?? inKey(owner);
    if (found !== null) return found;
  }
  return null;
}

/** `LLM_PROVIDER` beside `LLM_MODEL`, `embedding_provider` beside `embedding_model`. */
function byStem(key: string, neighbors: Neighbors): ProviderHint | null {
  const stem = /^(.{1,40}?)_(?:model|deployment|engine)\w{0,20}$/.exec(key)?.[1];
  return stem === undefined
    ? null
    : byKeys([`${stem}_provider`, `${stem}_provider_type`, `${stem}_type`, `${stem}_backend`, `${stem}_engine`], neighbors);
}

function byKeys(names: readonly string[], neighbors: Neighbors): ProviderHint | null {
  for (const name of names) {
    const text = neighbors.get(name);
    const found = text == null ? null : named(text.replace(/^@ai-sdk\//, '').replace(/^langchain_/, ''), true);
    if (found !== null) return found;
  }
  return null;
}

function byAddress(neighbors: Neighbors): ProviderHint | null {
  const provider = serverBeside(neighbors, true)?.provider ?? null;
  return provider === null ? null : { provider, said: true };
}

function bySecret(neighbors: Neighbors): ProviderHint | null {
  const found = [...neighbors.keys()].flatMap((name) => named(/^(\w{2,30}?)_api_key(?:_env)?$/.exec(name)?.[1] ?? '', false) ?? []);
  return found.length === 1 ? (found[0] ?? null) : null;
}

function named(text: string, said: boolean): ProviderHint | null {
  if (text === '' || text.length > 60) return null;
  // "AzureOpenAI" has a hump more than the name of the company.
  const name = text.toLowerCase().replaceAll('_', '-').replace('open-ai', 'openai');
  const provider =
    providerNamed(name) ?? providerNamed(name.replace(/-(?:chat|llm|ai|api|models?|embeddings?|config|settings|client|provider)$/, ''));
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
const NO_PROVIDER: ReadonlySet<string> = new Set([
  'infinity',
  'petals',
  'custom',
  'scale',
  'fal',
  'nim',
  'local',
  'qwen',
  'glm',
  'kimi',
  'doubao',
  'hunyuan',
  'ernie',
  'palm',
  'lemonade',
  'chatgpt',
  'nomic',
  'jina',
  // Headers begin so: "x-ai-gateway-model".
  'x-ai',
]);
