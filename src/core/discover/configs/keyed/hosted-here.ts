/** The text of one key → who runs the model that it names, by the key, by what stands around it, and by the server that is asked. */
import { hostedModelOf, prefixedModelOf, providerNamed } from '../../hosted/index.ts';
import type { KeyRole } from './hub-keys.ts';
import { GATEWAYS, type Hosted, hostedUnder } from './hosted.ts';
import { isFamily, isRepositoryName, isWellKnown } from './hub-names.ts';
import type { AroundMap } from './around.ts';
import { asksForModel, isToken } from './model-words.ts';
import { isEntry, isHostedBy } from './neighbors.ts';
import { type ProviderHint, providerOf } from './provider.ts';
import { type Server, serverAt, serverBeside, serverOfAll, serverOfVariable } from './server.ts';
import type { Neighbors } from './tree.ts';

export interface HereContext {
  readonly around: AroundMap;
  readonly neighbors: Neighbors;
  /** The keys are variables of a process. */
  readonly isEnvironment: boolean;
}

/** Clients of these ask whatever server they are told. */
const COMPATIBLE: ReadonlySet<string> = new Set([
  'openai',
  'anthropic',
  'openai-like',
  'vllm',
  'lmstudio',
  'llamacpp',
  'localai',
  'litellm',
]);

/** null: nobody is named, as far as reading tells. */
export function hostedHere(key: string, text: string, role: KeyRole | null, context: HereContext): Hosted | null {
  const { around, neighbors } = context;
  const listed = listedServer(text, context);
  if (listed !== null) return onServer(listed.rest, listed.server);
  const near = providerOf(key, { ...context, ...around });
  const server = serverHere(key, text, near, context);
  const hint: ProviderHint | null = server?.provider == null ? near : { provider: server.provider, said: true };
  const own = server !== null && server.provider === null ? server : null;
  // An owner and a name, and nobody says that somebody else has it.
  const isKnown = isWellKnown(text) && !(hint?.said === true && GATEWAYS.has(hint.provider.id)) && own === null;
  const isOfRole = hint?.said !== true && role !== null && isRepositoryName(role, text) && !isHostedBy(neighbors);
  const isOfHub = text.includes('/') && (isKnown || isOfRole);
  const isForm = /[-\d]/.test(text) && /model|llm|gpt|chat|completion|embed|rerank/.test(key);
  const hosted = hostedUnder(text, isOfHub ? null : hint, !isOfHub && (hint !== null || isHostedBy(neighbors) || isForm));
  // An engine, a name: words for many things, so that only a name of a model counts.
  if (
    !(/model|llm|embed|rerank/.test(key) && asksForModel(key)) &&
    !isEntry(key, neighbors) &&
    hostedModelOf(text)?.certain !== true &&
    prefixedModelOf(text) === null
  ) {
    if (/deployment/.test(key) && hint?.provider.id === 'azure' && isToken(text)) return hosted;
    if (own !== null && key === 'id' && /^models?$/.test(around.owners[0] ?? '')) return onServer(text, own);
    return hosted?.hub === 'ollama' && !neighbors.has('model') && /model/.test(around.owners[0] ?? '') ? hosted : null;
  }
  const isPrefixed = text.includes('/') && prefixedModelOf(text) !== null && !text.startsWith('openai/');
  if (own === null || isPrefixed || !isToken(text) || hosted?.hub === 'ollama') return hosted;
  return onServer(text.replace(/^openai\//, ''), own);
}

/** "lab/name", where the document says of "lab" which server it is. */
function listedServer(text: string, { around }: HereContext): { readonly rest: string; readonly server: Server } | null {
  const slash = text.indexOf('/');
  const entry = slash > 0 ? around.entry(text.slice(0, slash)) : null;
  const server = entry === null ? null : serverBeside(entry, true);
  return server === null ? null : { rest: text.slice(slash + 1), server };
}

/** The server that is asked, where it is not that of the provider whose name is said. */
function serverHere(
  key: string,
  text: string,
  near: ProviderHint | null,
  { around, neighbors, isEnvironment }: HereContext,
): Server | null {
  const isOpen = near === null || COMPATIBLE.has(near.provider.id);
  if (isEnvironment) {
    const own = isOpen ? serverOfVariable(key, neighbors, near?.provider.id ?? null) : null;
    if (own !== null || near !== null || hostedModelOf(text)?.certain === true) return own;
    const all = serverOfAll(neighbors);
    if (all === null || text.includes('/') || (all.provider === null && TAGGED.test(text))) return null;
    return isLocalName(text) ? all : null;
  }
  const alias = neighbors.get('provider') ?? neighbors.get('model_provider') ?? neighbors.get('endpoint');
  const entry = alias == null ? null : around.entry(alias);
  const [parent] = around.outer;
  const beside = serverBeside(neighbors) ?? (entry === null ? null : serverBeside(entry, true)) ?? serverBesideUrl(neighbors);
  const found = beside ?? (parent === undefined ? null : serverBeside(parent));
  return found === null || (found.provider === null && !isOpen) ? null : found;
}

/** `url` of an entry that is a model: where it is asked. */
function serverBesideUrl(neighbors: Neighbors): Server | null {
  const url = neighbors.get('url');
  return url != null && /\/v\d(?:\/|$)/.test(url) ? serverAt(url) : null;
}

function onServer(text: string, { address, provider }: Server): Hosted | null {
  if (provider !== null) return hostedUnder(text, { provider, said: true }, true);
  if (!isToken(text)) return null;
  return {
    hub: 'service',
    provider: address === null ? 'openai-like' : 'openai',
    model: text,
    ...(address === null ? {} : { server: address }),
  };
}

/** Names that are those of Ollama's library, and tags that it has. */
const TAGGED =
  /^[a-z0-9][\w.-]{1,80}(?:\/[\w.-]{1,80})?:(?:latest|cloud|[\w.-]{1,40}-cloud|[ex]?\d{1,3}(?:\.\d{1,2})?[bm](?:-[\w.-]{1,40})?|mini|q\d\w{0,10}|instruct[\w.-]{0,30}|think)$/;
const LIBRARY =
  /^(?:llama\d(?:\.\d)?|qwen\d(?:\.\d)?(?:-coder|vl)?|phi\d(?:\.\d)?|gemma\d?n?|mistral|mixtral|codellama|deepseek-(?:r1|coder|coder-v2)|tinyllama|nomic-embed-text|mxbai-embed-large|all-minilm|snowflake-arctic-embed\d?|embeddinggemma|qwen3-embedding|llava|moondream|smollm\d?|starcoder\d?|gpt-oss)$/;

function isLocalName(text: string): boolean {
  return TAGGED.test(text) || LIBRARY.test(text) || (isFamily(text) && !text.includes('/'));
}

/** A key asks for a model, and nothing says who runs it: a name that only a model has is one, on whatever server. */
export function ownName(key: string, text: string): Hosted | null {
  if (!asksForModel(key) || !/model|llm|embed|rerank/.test(key) || !isToken(text) || text.includes('/')) return null;
  const ollama = providerNamed('ollama');
  if ((TAGGED.test(text) || LIBRARY.test(text)) && ollama !== null) return hostedUnder(text, { provider: ollama, said: true }, true);
  return isFamily(text) && /\d/.test(text) && /[-.]/.test(text) ? { hub: 'service', provider: 'openai-like', model: text } : null;
}
