/**
 * Requests to hosted services without a client of theirs: `fetch("https://api.openai.com/v1/responses", { body: JSON.stringify({ model }) })`.
 * The address says who is asked; the address or the body, which model.
 */
import { matching, type WordQuestion } from '../../../../base/word-search.ts';
import type { Expression, LoadFact } from '../../../../model/index.ts';
import { PROVIDERS } from '../../../hosted/index.ts';
import { bare } from '../environment.ts';
import { valueOfNode } from '../form.ts';
import type { ScriptFile } from '../loads.ts';
import type { ReadLoad } from '../named/index.ts';
import { SHOWS } from '../named/words.ts';
import { bindingsOf, type ScopedCall, type ScriptScope } from '../scope.ts';
import type { ScriptNode } from '../syntax/index.ts';
import { addressWritten, HOLE, type WrittenAddress } from './address.ts';
import { bodiesIn, modelOfRequest } from './body.ts';
import { type AskedServer, askedAt, placeOfModel } from './asked.ts';

/** Hosts that are asked; a quote, a slash or a dot stands before. */
export const NAMES_SERVER: WordQuestion = [
  ...matching([...new Set(PROVIDERS.flatMap(({ hosts = [] }) => hosts))], '(?<=[/."\'`])'),
  { word: '.azure.com' },
  { word: 'aiplatform' },
  { word: 'bedrock-' },
  { word: '.ml.cloud.ibm.com' },
  { word: '/completions' },
  { word: '/embeddings' },
  { word: '/openai/deployments/' },
  { word: ':11434' },
  { word: '//ollama' },
];

/** Keys under which clients of the web take an address. */
const ADDRESS_KEY = /^(?:url|uri|endpoint|path)$/;
const BASE_KEY = /^(?:base_?url|prefix_?url)$/i;
const HOST_KEY = /^host(?:name)?$/;
const MODEL_KEY = /^(?:model|model_?[iI]d|model_?[nN]ame|engine)$/;
/** A model, or a version of one by its digest. */
const OF_REPLICATE = /^(?:model|version)$/;
/** Nothing is asked there either. */
const OPENS = /^(?:URL|open|assign|push|split)$/;

/** `reads`: calls of clients, which say it themselves. */
export function requestLoads(file: ScriptFile, reads: readonly ReadLoad[]): ReadLoad[] {
  const known = new Set(reads.map(({ call }) => call));
  const bodies = bodiesIn(file.code);
  return file.code.calls.flatMap((call) => {
    const asked = known.has(call.node) ? null : requestOf(call);
    if (asked === null) return [];
    const { address, at, who } = asked;
    if (who.model !== null) return [loadOf(call, who, at, modelIn(who.model, address, file), at, file)];
    const keys = who.provider === 'replicate' ? OF_REPLICATE : MODEL_KEY;
    const named = modelOfRequest(call, keys, bodies, asked.sends);
    if (named === null) return [];
    const target = valueOfNode(named, file.around);
    return target.kind === 'literal' && target.text === '' ? [] : [loadOf(call, who, at, target, named, file)];
  });
}

interface Request {
  readonly address: WrittenAddress;
  readonly at: ScriptNode;
  readonly who: AskedServer;
  /** It is made first, and its body written then. */
  readonly sends: boolean;
}

function requestOf({ node, scope }: ScopedCall): Request | null {
  const callee = bare(node.callee);
  const name = callee.type === 'name' ? callee.name : callee.type === 'member' ? callee.name : '';
  const [first, second] = node.given;
  if (first === undefined || name === '' || SHOWS.test(name)) return null;
  // `xhr.open("POST", "https://…")`
  const isOpened = name === 'open' && second !== undefined && bare(first.value).type === 'text' && isVerb(bare(first.value));
  if (OPENS.test(name) && !isOpened) return null;
  const options = tableGiven(first.value, scope);
  const at = isOpened ? second.value : options === null ? first.value : entryUnder(options, ADDRESS_KEY);
  if (at === null) return null;
  const address = atHost(options, scope) ?? atBase(addressWritten(at, scope), callee, scope);
  const who = address === null ? null : askedAt(address.text);
  return address === null || who === null ? null : { address, at, who, sends: isOpened || name === 'request' };
}

function isVerb(node: ScriptNode): boolean {
  return node.type === 'text' && /^post$/i.test(node.value);
}

type TableNode = Extract<ScriptNode, { type: 'table' }>;

/** Options as they stand, or under a name. */
function tableGiven(node: ScriptNode, scope: ScriptScope): TableNode | null {
  const plain = bare(node);
  if (plain.type === 'table') return plain;
  const [one] = plain.type === 'name' ? bindingsOf(plain.name, scope) : [];
  const bound = one?.kind === 'value' && one.node !== null ? bare(one.node) : null;
  return bound?.type === 'table' ? bound : null;
}

function entryUnder({ entries }: TableNode, keys: RegExp): ScriptNode | null {
  return entries.find(({ key }) => key?.type === 'text' && keys.test(key.value))?.value ?? null;
}

/** `https.request({ hostname: "api.openai.com", path: "/v1/responses" })` */
function atHost(options: TableNode | null, scope: ScriptScope): WrittenAddress | null {
  const host = options === null ? null : entryUnder(options, HOST_KEY);
  const path = options === null ? null : entryUnder(options, /^path$/);
  const [at, below] = [host === null ? null : addressWritten(host, scope), path === null ? null : addressWritten(path, scope)];
  if (at === null || below === null || !/^[\w.-]{1,200}$/.test(at.text)) return null;
  return { text: `https://${at.text}/${below.text.replace(/^\//, '')}`, holes: [...at.holes, ...below.holes] };
}

/** `axios.create({ baseURL })` stands before what the client is asked for. */
function atBase(address: WrittenAddress | null, callee: ScriptNode, scope: ScriptScope): WrittenAddress | null {
  if (address === null || /^\w+:\/\//.test(address.text) || callee.type !== 'member') return address;
  const client = bare(callee.of);
  if (client.type !== 'name') return address;
  for (const one of bindingsOf(client.name, scope)) {
    const made = one.kind === 'value' && one.node !== null ? bare(one.node) : null;
    const [first] = made?.type === 'call' ? made.given : [];
    const options = first === undefined ? null : bare(first.value);
    if (options?.type !== 'table') continue;
    const base = options.entries.find(({ key }) => key?.type === 'text' && BASE_KEY.test(key.value))?.value;
    const before = base === undefined ? null : addressWritten(base, scope);
    if (before === null) continue;
    const text = `${before.text.replace(/\/$/, '')}/${address.text.replace(/^\//, '')}`;
    return { text, holes: [...before.holes, ...address.holes] };
  }
  return address;
}

/** `models/${model}:generateContent`: the parts as they stand. */
function modelIn(model: string, { text, holes }: WrittenAddress, { around }: ScriptFile): Expression {
  const before = text.slice(0, placeOfModel(text, model)).split(HOLE).length - 1;
  const parts = model.split(HOLE).flatMap((part, index): Expression[] => {
    const hole = index === 0 ? undefined : holes[before + index - 1];
    return [...(hole === undefined ? [] : [valueOfNode(hole, around)]), ...(part === '' ? [] : [{ kind: 'literal', text: part } as const])];
  });
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : { kind: 'join', parts };
}

function loadOf(
  { node, scope }: ScopedCall,
  { provider, server }: AskedServer,
  at: ScriptNode,
  target: Expression,
  place: ScriptNode,
  { places }: ScriptFile,
): ReadLoad {
  const isLocal = provider === 'ollama';
  const load: LoadFact = {
    kind: 'load',
    component: isLocal ? 'model' : 'service',
    hub: isLocal ? 'ollama' : 'service',
    provider: isLocal ? null : provider,
    api: 'request',
    target,
    within: { piece: '', scope: scope.index },
    revision: null,
    endpoint: server === null ? null : { kind: 'literal', text: server },
    remoteCode: false,
    pin: null,
    ...places.at(place.start),
  };
  return { load, call: node, target: place === at ? null : place, scope };
}
