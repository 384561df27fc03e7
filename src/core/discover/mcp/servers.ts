/** Settings → the MCP servers in them: by the key that lists them, and by the form of each entry. */
import type { At, RunFact } from '../../model/index.ts';
import { type Datum, type DatumEntry, textIn, textsAt, inMap } from '../datum/datum.ts';
import { readInnerJson } from '../datum/json.ts';
import { displayName } from '../../ref/format.ts';
import { isMcpName } from '../runs/image-fact.ts';
import { type Launched, launched, mcpRef, lineWords } from './launch.ts';
import { serverAddress } from './server-address.ts';
import { serverName } from './server-name.ts';

/** Keys that list MCP servers, in lower case and without "-", "_" and ".". */
const LISTS = /^(?:mcpservers|contextservers|modelcontextprotocolservers|ampmcpservers|mcpserversconfig|mcpserverconfigs)$/;
/** Keys that may list them: each entry must look like one. */
const MAY_LIST = /^(?:servers|mcp|extensions|ampmcp|tools|serversconfig|mcpserverslist)$/;
/** A text under such a key is a settings file of its own: `mcp_config: '{"mcpServers": …}'`, a key of a ConfigMap. */
const INNER = /mcp_?servers|context_servers/i;
const INNER_COMMAND = /^\s{0,100}\{[^]{0,2000}"command"\s{0,10}:\s{0,10}"[^]{0,2000}(?:mcp|modelcontextprotocol)/i;
const MAX_INNER = 200_000;
const MAX_SERVERS = 2_000;

interface Open {
  readonly datum: Datum;
  /** It stands in a text of the file. */
  readonly inner: boolean;
}

/** In the order of the file. Nothing of `env` and `headers` is looked at: they hold keys (T21). */
export function serversIn(roots: readonly Datum[]): RunFact[] {
  const facts: RunFact[] = [];
  const open: Open[] = roots.map((datum) => ({ datum, inner: false }));
  for (let index = 0; index < open.length && facts.length < MAX_SERVERS; index++) {
    const { datum, inner } = open[index] as Open;
    if (datum.kind === 'text') {
      if (!inner && datum.text.length < MAX_INNER && (INNER.test(datum.text) || INNER_COMMAND.test(datum.text)))
        open.push(...readInnerJson(datum).map((one) => ({ datum: one, inner: true })));
      continue;
    }
    if (datum.kind === 'list') {
      for (const item of datum.items) open.push({ datum: item, inner });
      continue;
    }
    facts.push(...serverAlone(datum));
    for (const { key, value } of datum.entries) {
      const plain = key.replaceAll(/[-_.]/g, '').toLowerCase();
      const entries = entriesOf(value);
      if (LISTS.test(plain))
        facts.push(...entries.flatMap((entry) => (entry.value.kind === 'text' ? serverInText(entry.value, key) : serverFacts(entry, key))));
      else if (MAY_LIST.test(plain) && entries.some(looksLikeServer))
        facts.push(...entries.filter(looksLikeServer).flatMap((entry) => serverFacts(entry, key)));
      else open.push({ datum: value, inner });
    }
  }
  return facts.slice(0, MAX_SERVERS);
}

/** `{ name: {…} }`, or `[{ name, … }]`. */
function entriesOf(value: Datum): readonly DatumEntry[] {
  if (value.kind === 'map') return value.entries;
  if (value.kind !== 'list') return [];
  return value.items.map((item) => ({ key: textIn(item, 'name', 'id', 'title', 'server_label') ?? '', at: item.at, value: item }));
}

const ADDRESS = ['url', 'serverUrl', 'httpUrl', 'server_url', 'uri', 'endpoint', 'baseUrl'] as const;
const COMMAND = ['command', 'cmd'] as const;

/** Its transport is one of the protocol, and it has a command or an address. */
function looksLikeServer({ value }: DatumEntry): boolean {
  const type = textIn(value, 'type', 'transport', 'transportType');
  const isTyped = type !== null && /^(?:stdio|sse|https?|streamable[-_]?https?|local|remote|ws|websocket|builtin)$/i.test(type);
  const hasCommand = COMMAND.some((key) => textsAt(value, key).length > 0);
  const hasAddress = ADDRESS.some((key) => textIn(value, key) !== null);
  return (hasCommand && (isTyped || inMap(value, 'args') !== undefined)) || (hasAddress && isTyped);
}

/** A command with its arguments under a key of any name: one whose package is called a server of the protocol. */
function serverAlone(datum: Datum): RunFact[] {
  const entry = { key: '', at: datum.at, value: datum };
  if (!looksLikeServer(entry) || !COMMAND.some((key) => inMap(datum, key) !== undefined)) return [];
  return serverFacts(entry, 'command').filter(({ ref }) => ref.type !== 'mcp' && isMcpName(displayName(ref)));
}

/** `mcp_servers: ["npx -y name", "https://host/mcp"]`; a word alone is the name of one that is described elsewhere. */
function serverInText({ text, at }: Extract<Datum, { kind: 'text' }>, api: string): RunFact[] {
  const fetched = launched(lineWords(text));
  if (fetched.length > 0) return fetched.map((one) => runFact(one, at, api));
  const ref = /^https?:\/\//i.test(text) ? serverAddress(text) : null;
  return ref === null ? [] : [runFact({ ref, version: null, remote: true }, at, api)];
}

/** What one entry runs or asks; what lies in the tree or on the machine is known by its name alone. */
function serverFacts({ key, at, value }: DatumEntry, api: string): RunFact[] {
  const definition = definitionOf(value);
  const words = commandOf(definition);
  const fetched = words === null ? [] : launched(words);
  if (fetched.length > 0) return fetched.map((one) => runFact(one, placeOf(definition, one) ?? at, api));
  const address = ADDRESS.map((name) => textIn(definition, name)).find((text) => text !== null) ?? null;
  if (address !== null) {
    const ref = serverAddress(address);
    if (ref !== null) return [runFact({ ref, version: null, remote: true }, at, api)];
  }
  if (words === null && address === null) return [];
  return [runFact({ ref: mcpRef(serverName(key)), version: null }, at, api)];
}

/** Zed: `command: { path, args }`; Continue: `transport: { type, command, args }`. */
function definitionOf(value: Datum): Datum {
  for (const key of ['transport', 'command', 'config', 'stdio', 'server']) {
    const inner = inMap(value, key);
    if (inner?.kind === 'map') return inner;
  }
  return value;
}

function commandOf(definition: Datum): string[] | null {
  const command = [...COMMAND, 'path'].map((key) => textsAt(definition, key)).find((texts) => texts.length > 0);
  if (command === undefined) return null;
  const [first = '', ...more] = command;
  const words = more.length === 0 && /\s/.test(first) && !/^(?:\/|[A-Za-z]:\\)/.test(first) ? lineWords(first) : command;
  return [...words, ...textsAt(definition, 'args'), ...textsAt(definition, 'arguments')];
}

/** Where the package stands among the arguments. */
function placeOf(definition: Datum, { ref }: Launched): At | null {
  const args = inMap(definition, 'args') ?? inMap(definition, 'command');
  if (args?.kind !== 'list') return null;
  return args.items.find((item) => item.kind === 'text' && item.text.toLowerCase().includes(ref.name.toLowerCase()))?.at ?? null;
}

export function runFact({ ref, version, remote }: Launched, { line, column }: At, api: string): RunFact {
  const base = { kind: 'run', component: 'mcp-server', ref, version, api, how: 'literal', line, column } as const;
  return remote === true ? { ...base, remote } : base;
}
