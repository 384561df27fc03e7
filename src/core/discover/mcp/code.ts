/** MCP servers that code starts or asks: a command with its arguments, or an address, in a call or table of a client of the protocol. */
import type { Fact, RunFact } from '../../model/index.ts';
import { displayName } from '../../ref/format.ts';
import type { Detector, FileInput } from '../detector.ts';
import { KNOWN, suffixOf } from '../languages/known.ts';
import { limitedFacts } from '../languages/shell/limits.ts';
import { placedFile, type PlacedFile } from '../languages/shell/mapped.ts';
import { type Token, codeTokens } from '../literals/lexer.ts';
import { LEXES, type Lexis, type Quote } from '../literals/lexis.ts';
import { isMcpName } from '../runs/image-fact.ts';
import { noGrammar } from '../text-input.ts';
import { type Launched, launched, lineWords } from './launch.ts';
import { serverAddress } from './server-address.ts';
import { runFact } from './servers.ts';

const LIMIT = 1024 * 1024;
/** Tokens of one call or table. */
const MAX_GROUP = 400;
const MAX_BACK = 80;

const SINGLE: Quote = { open: "'", close: "'", escapes: true, lines: false };
const TEMPLATE: Quote = { open: '`', close: '`', escapes: true, lines: true };
const TRIPLE: Quote = { open: "'''", close: "'''", escapes: true, lines: true };

const FAMILIES: readonly { readonly id: string; readonly title: string; readonly suffixes: readonly string[]; readonly lexis: Lexis }[] = [
  {
    id: 'mcp-python',
    title: 'Python',
    suffixes: ['py', 'ipynb'],
    lexis: {
      ...LEXES.julia,
      block: [],
      quotes: [...LEXES.julia.quotes.slice(0, 1), TRIPLE, ...LEXES.julia.quotes.slice(1), SINGLE],
      characters: false,
    },
  },
  {
    id: 'mcp-javascript',
    title: 'JavaScript and TypeScript',
    suffixes: [...KNOWN.javascript.suffixes, ...KNOWN.typescript.suffixes],
    lexis: { ...LEXES.dart, quotes: [TEMPLATE, ...LEXES.dart.quotes.slice(-2)] },
  },
  { id: 'mcp-code', title: 'Go, Rust, Java, Kotlin and C#', suffixes: ['go', 'rs', 'java', 'kt', 'cs'], lexis: LEXES.dotnet },
];

export const codeServerDetectors: readonly Detector[] = FAMILIES.map(({ id, title, suffixes, lexis }) => ({
  id,
  version: 4,
  about: {
    title: `MCP servers that ${title} code starts`,
    motivation: 'A program that starts a server of the Model Context Protocol by "npx -y name" runs what its author publishes today.',
    decides:
      'Texts alone, in files that speak of the protocol: a command with its arguments beside it (StdioServerParameters, MCPServerStdio, StdioClientTransport, MultiServerMCPClient and others), one text that is such a command, and an address that a client of the protocol is given. npx, uvx, docker and bridges as in settings files. Nothing is followed; what starts a file of the tree is left out.',
    remedy: 'Write the version of the package.\nStdioServerParameters(command="uvx", args=["mcp-server-time==0.6.2"])',
    serves: 'CRA Annex I Part II (1): identify and document components',
  },
  reads: 'text',
  limit: LIMIT,
  wants: (path, size) => suffixes.includes(suffixOf(path)) && (size === null || size <= LIMIT),
  grammar: noGrammar,
  facts: (input) => serversOf(input, lexis),
}));

const SPEAKS = /mcp|modelcontextprotocol|Stdio(?:Server|Client)|SSEClientTransport|StreamableHTTP|sse_client/i;
const STARTS = /npx|uvx|bunx|pipx|pnpx|docker|["'`]uv["'`]|https?:\/\//;

function serversOf({ bytes }: FileInput, lexis: Lexis): readonly Fact[] {
  const text = new TextDecoder().decode(bytes);
  if (!SPEAKS.test(text) || !STARTS.test(text)) return [];
  const { tokens } = codeTokens(text, lexis);
  const file = placedFile(text);
  const facts = tokens.flatMap((token, index) => (token.kind === 'text' ? ofText(tokens, index, file) : []));
  return limitedFacts([...new Map(facts.map((fact) => [JSON.stringify(fact), fact])).values()]);
}

const COMMAND = /^(?:command|cmd|program|executable)$/i;
const ARGUMENTS = /^(?:args|arguments|argv)$/i;
const ADDRESS = /^(?:url|server_?url|uri|endpoint|base_?url|sse_?url|http_?url)$/i;
const PROGRAM = /^(?:(?:\/[\w./-]{1,100}\/)?(?:npx|uvx|bunx|pnpx|pipx|uv|docker|podman|npm|pnpm|deno|bun)(?:\.cmd)?)$/;
const LINE = /^(?:npx|uvx|bunx|pnpx|pipx run|uv (?:tool )?run|docker run) /;
const CLIENT = /mcp|StdioServer|StdioClient|SSEClientTransport|StreamableHTTP|sse_client|streamable_?http_?client/i;

function ofText(tokens: readonly Token[], index: number, file: PlacedFile): RunFact[] {
  const { text, offset } = tokens[index] as Token;
  if (text.length > 2_000) return [];
  const key = keyBefore(tokens, index);
  const at = file.at(offset);
  if (PROGRAM.test(text) && (key === null || COMMAND.test(key) || key === '(')) {
    const given = argumentsAfter(tokens, index);
    const found = launched([text, ...given.map((one) => one.text)]);
    return meant(found, tokens, index).map((one) => {
      const place = given.find((token) => token.text.toLowerCase().includes(one.ref.name.toLowerCase()));
      return runFact(one, place === undefined ? at : file.at(place.offset), apiOf(tokens, index));
    });
  }
  if (LINE.test(text)) return meant(launched(lineWords(text)), tokens, index).map((one) => runFact(one, at, apiOf(tokens, index)));
  if (key === null || !(ADDRESS.test(key) || key === '(') || !speaksBefore(tokens, index)) return [];
  const ref = serverAddress(text);
  return ref === null ? [] : [runFact({ ref, version: null, remote: true }, at, apiOf(tokens, index))];
}

/** Of any other program that code starts nobody says that it is a server. */
function meant(found: readonly Launched[], tokens: readonly Token[], index: number): readonly Launched[] {
  const near = speaksBefore(tokens, index);
  return found.filter((one) => near || isMcpName(displayName(one.ref)));
}

/** `command: "npx"` → "command"; "(" for the first argument of a call; null: nothing names it. */
function keyBefore(tokens: readonly Token[], index: number): string | null {
  const sign = tokens[index - 1]?.text ?? '';
  if (sign === '(') return '(';
  return /^(?::|=|=>|:=)$/.test(sign) ? (tokens[index - 2]?.text ?? null) : null;
}

/** The texts of the list under `args` in the same brackets, or of the list that follows at once. */
function argumentsAfter(tokens: readonly Token[], index: number): readonly Token[] {
  let depth = 0;
  for (let at = index + 1; at < Math.min(tokens.length, index + MAX_GROUP); at++) {
    const { kind, text } = tokens[at] as Token;
    const list =
      /^(?::|=|=>|:=)$/.test(text) && ARGUMENTS.test(tokens[at - 1]?.text ?? '') ? at + 1 : text === '[' && at === index + 2 ? at : null;
    if (list !== null && depth <= 0) return textsUpTo(tokens, list);
    if (kind !== 'sign') continue;
    if ('([{'.includes(text)) depth += 1;
    else if (')]}'.includes(text) && --depth < 0) return [];
  }
  return [];
}

function textsUpTo(tokens: readonly Token[], from: number): readonly Token[] {
  const found: Token[] = [];
  let depth = 0;
  for (let at = from; at < Math.min(tokens.length, from + MAX_GROUP); at++) {
    const token = tokens[at] as Token;
    if (token.kind === 'text') found.push(token);
    else if (token.kind === 'sign' && '([{'.includes(token.text)) depth += 1;
    else if (token.kind === 'sign' && ')]}'.includes(token.text) && --depth <= 0) {
      // `[]string{"a"}`
      if (found.length > 0 || tokens[at + 2]?.text !== '{') return found;
    }
  }
  return found;
}

/** Whether a client of the protocol stands before, in whose brackets the text lies. */
function speaksBefore(tokens: readonly Token[], index: number): boolean {
  return clientBefore(tokens, index) !== null;
}

function clientBefore(tokens: readonly Token[], index: number): string | null {
  let depth = 0;
  for (let at = index - 1; at >= 0 && index - at < MAX_BACK; at--) {
    const { kind, text } = tokens[at] as Token;
    if (kind !== 'sign') continue;
    if (')]}'.includes(text)) depth += 1;
    else if ('([{'.includes(text) && depth-- <= 0) {
      const owner = ownerOf(tokens, at);
      if (owner !== null && CLIENT.test(owner)) return owner.slice(0, 80);
      depth = 0;
    }
  }
  // `{"type": "mcp", "server_url": "…"}`
  return tokens.slice(Math.max(0, index - 12), index).some(({ kind, text }) => kind === 'text' && text === 'mcp') ? 'mcp' : null;
}

/** What a bracket belongs to: the function that is called, the key or variable that gets it. */
function ownerOf(tokens: readonly Token[], open: number): string | null {
  if (isBody(tokens, open)) return null;
  for (let at = open - 1; at > Math.max(0, open - 6); at--) {
    const { kind, text } = tokens[at] as Token;
    if (kind !== 'sign' && text !== 'new') return text;
    if (kind === 'sign' && !/^(?::|=|=>|:=|<|>|\])$/.test(text)) return null;
  }
  return null;
}

/** The body of a function: the type before it says what it gives, and not what the body is. */
function isBody(tokens: readonly Token[], open: number): boolean {
  const [before, sign, end] = [1, 2, 3].map((step) => tokens[open - step]?.text ?? '');
  return tokens[open]?.text === '{' && (before === '>' || (sign === ':' && end === ')'));
}

function apiOf(tokens: readonly Token[], index: number): string {
  return clientBefore(tokens, index) ?? 'command';
}
