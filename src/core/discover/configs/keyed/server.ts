/** Which server has the models of a mapping: by an address beside them, by that of their variables, or by the entry that they name. */
import { type Provider, providerAtHost, providerNamed } from '../../hosted/index.ts';
import { keyWords, type KeyedNode, type Neighbors, neighborsOf } from './tree.ts';

export interface Server {
  /** As it is written, where it is one whole address. */
  readonly address: string | null;
  /** Whose it is, where we know them. */
  readonly provider: Provider | null;
}

export const ADDRESS_KEYS: readonly string[] = [
  'base_url',
  'api_base',
  'openai_api_base',
  'api_base_url',
  'openai_base_url',
  'endpoint',
  'url',
  'api_url',
  'server_url',
  'host',
];
/** Of those the ones that say of a model where it is asked. */
const ASKED_AT = ADDRESS_KEYS.slice(0, 5);
/** The port and the name that Ollama has, and nobody else; resources of Azure, each under a name of its own. */
const AT_HOST: readonly (readonly [provider: string, form: RegExp])[] = [
  ['ollama', /:11434$|^ollama(?:[.:-]|$)/],
  ['azure', /\.(?:openai|cognitiveservices|services\.ai)\.azure\.com$/],
];
/** What a variable for an address ends with, behind the stem that it shares with the variable for the model. */
const ENDS = ['base_url', 'api_base', 'api_base_url', 'base', 'api_url', 'endpoint', 'server_url', 'url', 'host'];
/** Of the process as a whole, whatever its variables for models are called. */
const OF_ALL = [
  'openai_base_url',
  'openai_api_base',
  'openai_api_base_url',
  'openai_compatible_base_url',
  'llm_base_url',
  'llm_api_base',
  'llm_host',
  'llm_url',
  'vllm_base_url',
  'inference_url',
];
const OF_OLLAMA = /^ollama_(?:\w{1,20}_)?(?:base_url|host|url|endpoint|api_base|api_url)$/;
/** Keys of maps that list servers under their names. */
const DIRECTORY = /^(?:\w{1,20}_)?providers?$|^(?:endpoints|backends|connections)$/;
/** Entries of one directory. */
const MOST_ENTRIES = 500;

/** The server that a text names; null: it is no address. */
export function serverAt(text: string | null | undefined): Server | null {
  if (text == null || text.length > 400) return null;
  const fallback = /^\$\{[^{}]{1,100}?:?[-:](https?:\/\/[^{}\s]{1,300})\}$/.exec(text)?.[1];
  const written = fallback ?? text;
  const host = /^https?:\/\/(?:[^/@\s]{1,100}@)?([^/?#\s]{1,200})/i.exec(written)?.[1]?.toLowerCase();
  if (host === undefined) return null;
  const known = AT_HOST.find(([, form]) => form.test(host))?.[0] ?? providerAtHost(host);
  return {
    address: /[<>${}]|^https?:\/\/(?:[\w.-]{0,60}[.-])?(?:your|my)-/i.test(written) || !URL.canParse(written) ? null : written,
    provider: known === null ? null : providerNamed(known),
  };
}

/** `anywhere`: any key for an address counts, not only those for models. */
export function serverBeside(neighbors: Neighbors, anywhere = false): Server | null {
  for (const name of anywhere ? ADDRESS_KEYS : ASKED_AT) {
    const found = serverAt(neighbors.get(name));
    if (found !== null) return found;
  }
  return null;
}

/** `R4_CHAT_MODEL` is asked at `R4_CHAT_BASE_URL`, or else at `R4_BASE_URL`; `provider`: a word of the key that names one. */
export function serverOfVariable(key: string, neighbors: Neighbors, provider: string | null): Server | null {
  const words = key.split('_').slice(0, 8);
  for (let size = words.length - 1; size > 0; size--) {
    const found = withStem(words.slice(0, size).join('_'), neighbors);
    if (found !== null) return found;
  }
  return provider === null ? null : withStem(provider, neighbors);
}

/** The one server of all variables, where the name of a model says nothing else. */
export function serverOfAll(neighbors: Neighbors): Server | null {
  for (const name of OF_ALL) {
    const found = serverAt(neighbors.get(name));
    if (found !== null && found.provider?.id !== 'openai') return found;
  }
  for (const name of neighbors.keys()) if (OF_OLLAMA.test(name)) return { address: null, provider: providerNamed('ollama') };
  return null;
}

function withStem(stem: string, neighbors: Neighbors): Server | null {
  for (const end of ENDS) {
    const found = serverAt(neighbors.get(`${stem}_${end}`));
    if (found !== null) return found;
  }
  return null;
}

/** Servers that a document lists by name: `providers: {lab: {base_url: …}}`, `"provider": [{"name": "lab", "url": …}]`. */
export function directoryOf(root: KeyedNode | null): ReadonlyMap<string, Neighbors> {
  const found = new Map<string, Neighbors>();
  const top = entriesOf(root);
  for (const [name, node] of [...top, ...top.flatMap(([, value]) => entriesOf(value))])
    if (DIRECTORY.test(keyWords(name))) list(node, found);
  return found;
}

function list(node: KeyedNode | null, into: Map<string, Neighbors>): void {
  if (node?.kind === 'list') {
    for (const item of node.items().slice(0, MOST_ENTRIES)) {
      const entry = item?.kind === 'map' ? neighborsOf(item.fields()) : null;
      const name = entry?.get('id') ?? entry?.get('name') ?? entry?.get('provider');
      if (entry !== null && name != null) into.set(name, entry);
    }
    return;
  }
  for (const [name, value] of entriesOf(node)) if (value?.kind === 'map') into.set(name, neighborsOf(value.fields()));
}

function entriesOf(node: KeyedNode | null): [string, KeyedNode | null][] {
  return node?.kind === 'map'
    ? node
        .fields()
        .slice(0, MOST_ENTRIES)
        .map(({ name, value }) => [name, value])
    : [];
}
