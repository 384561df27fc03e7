/** The words of a command → the packages and images that it fetches and runs. What lies on the machine already is none. */
import type { Ref } from '../../ref/index.ts';
import { readImageName } from '../runs/image-name.ts';
import { npmSpec, pypiSpec, type Spec } from './package-spec.ts';
import { serverAddress } from './server-address.ts';

export interface Launched extends Spec {
  /** It runs elsewhere, and is asked over the network. */
  readonly remote?: true;
}

const MAX_DEPTH = 3;
const MAX_WORDS = 200;

/** Programs that another program stands behind. */
const BEFORE =
  /^(?:env|sudo|nohup|time|exec|cross-env|dotenv|doppler|op|infisical|mise|asdf|direnv|chamber|aws-vault|cmd|wsl|powershell|pwsh)(?:\.exe)?$/i;
/** They stand between a client and the server behind it. */
const BRIDGE =
  /(?:^|\/)(?:mcp-remote|supergateway|mcp-proxy|mcpo|mcp-gateway|fastmcp|mcp-superassistant-proxy|mcp-remote-client|mcp-(?:remote|proxy|bridge)(?:-\w{1,20}){0,4})$/;
/** They run a file of the tree. */
const RUNS_FILES = new Set(['tsx', 'ts-node', 'nodemon', 'esno', 'vite-node', 'jiti', 'babel-node', 'swc-node']);

/** In the order of the words; empty: nothing that is fetched. */
export function launched(words: readonly string[], depth = 0): Launched[] {
  if (depth > MAX_DEPTH) return [];
  const at = words.slice(0, 20).findIndex((word) => !isBefore(word));
  const [first = '', second = ''] = words.slice(at < 0 ? 0 : at, (at < 0 ? 0 : at) + 2);
  const rest = words.slice(Math.max(at, 0) + 1, Math.max(at, 0) + MAX_WORDS);
  switch (baseOf(first)) {
    case 'npx':
    case 'pnpx':
    case 'bunx':
      return ofNpm(rest, depth);
    case 'npm':
      return second === 'exec' || second === 'x' ? ofNpm(rest.slice(1), depth) : [];
    case 'pnpm':
    case 'yarn':
      return second === 'dlx' ? ofNpm(rest.slice(1), depth) : [];
    case 'bun':
      return second === 'x' ? ofNpm(rest.slice(1), depth) : [];
    case 'deno':
      return rest.flatMap((word) => (word.startsWith('npm:') ? (npmSpec(word.slice(4).replace(/^\//, '')) ?? []) : [])).slice(0, 1);
    case 'uvx':
      return ofUv(rest, depth);
    case 'uv':
      return ofUvCommand(rest, depth);
    case 'pipx':
      return second === 'run' ? ofUv(rest.slice(1), depth) : [];
    case 'docker':
    case 'podman':
    case 'nerdctl':
      return ofContainer(rest);
    case 'sh':
    case 'bash':
    case 'zsh':
      return ofShell(rest, depth);
    default:
      return BRIDGE.test(baseOf(first)) ? behind(rest, depth) : [];
  }
}

function isBefore(word: string): boolean {
  return BEFORE.test(baseOf(word)) || /^(?:[A-Za-z_]\w{0,60}=|-|\/[a-z]$)/i.test(word) || word === 'run' || word === 'x';
}

/** "/usr/bin/npx", "npx.cmd". */
function baseOf(word: string): string {
  return word.slice(Math.max(word.lastIndexOf('/'), word.lastIndexOf('\\')) + 1).replace(/\.(?:cmd|exe|bat|ps1)$/i, '');
}

/** Options of npx that take a value. */
const NPX_VALUES = /^(?:--registry|--node-options|--prefix|--cache|--userconfig|-w|--workspace|--loglevel|-C|--dir)$/;

function ofNpm(words: readonly string[], depth: number): Launched[] {
  const found: Spec[] = [];
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? '';
    const inline = /^--package=(.+)$/.exec(word)?.[1];
    if (inline !== undefined || word === '-p' || word === '--package') {
      found.push(...specs(inline ?? words[++index] ?? '', npmSpec));
    } else if (word === '-c' || word === '--call') return [...found, ...ofShell(words.slice(index), depth)];
    else if (NPX_VALUES.test(word)) index += 1;
    else if (!word.startsWith('-'))
      return [...(found.length > 0 ? found : runnable(word)), ...ofBridge(word, words.slice(index + 1), depth)];
  }
  return found;
}

function runnable(word: string): Spec[] {
  return RUNS_FILES.has(word.replace(/@[^/]*$/, '')) ? [] : specs(word, npmSpec);
}

function specs(text: string, read: (text: string) => Spec | null): Spec[] {
  const spec = read(text);
  return spec === null ? [] : [spec];
}

/** `npx mcp-remote https://…`, `npx supergateway --stdio "npx -y …"`, `uvx mcpo -- uvx mcp-server-time`. */
function ofBridge(name: string, words: readonly string[], depth: number): Launched[] {
  return BRIDGE.test(name.replace(/^@[^/]*\//, '').replace(/(?:==|@).*$/, '')) ? behind(words, depth) : [];
}

/** What a bridge or gateway is told to run or to ask. */
export function behind(words: readonly string[], depth: number): Launched[] {
  const separator = words.indexOf('--');
  const command = separator < 0 ? [] : launched(words.slice(separator + 1), depth + 1);
  const texts = words.flatMap((word, index) => (words[index - 1] === '--stdio' ? launched(lineWords(word), depth + 1) : []));
  const remote = words.slice(0, separator < 0 ? words.length : separator).flatMap((word) => {
    const address = /^https?:\/\//i.test(word) ? serverAddress(word) : null;
    return address === null ? [] : [{ ref: address, version: null, remote: true } as const];
  });
  if (command.length > 0 || texts.length > 0 || remote.length > 0) return [...command, ...texts, ...remote.slice(0, 1)];
  // `mcp-proxy --port 8080 uvx mcp-server-fetch`
  const at = words.findIndex((word) => /^(?:npx|uvx|bunx|docker|podman|pipx)$/.test(baseOf(word)));
  return at < 0 ? [] : launched(words.slice(at), depth + 1);
}

/** Options of uvx, uv run and pipx run that take a value. */
const UV_VALUES =
  /^(?:--python|-p|--index-url|--extra-index-url|--index|--default-index|--directory|--project|--env-file|--cache-dir|--extra|--group|--with-editable|--with-requirements|--prerelease|--refresh-package|--find-links|--pip-args|--constraints|-c|--keyring-provider|--exclude-newer|--link-mode|--resolution|--config-file|--color)$/;

function ofUv(words: readonly string[], depth: number): Launched[] {
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? '';
    const from = /^--(?:from|spec)(?:=(.+))?$/.exec(word);
    if (from !== null) {
      const text = from[1] ?? words[index + 1] ?? '';
      return [...specs(text, pypiSpec), ...ofBridge(text, words.slice(index + 1), depth)];
    }
    if (word === '--with' || UV_VALUES.test(word)) index += 1;
    else if (!word.startsWith('-')) return [...specs(word, pypiSpec), ...ofBridge(word, words.slice(index + 1), depth)];
  }
  return [];
}

/** `uv tool run pkg` is `uvx pkg`; `uv run --with pkg pkg` runs what it fetches; without that it runs the project. */
function ofUvCommand(words: readonly string[], depth: number): Launched[] {
  const tool = words.indexOf('tool');
  if (tool >= 0 && words[tool + 1] === 'run') return ofUv(words.slice(tool + 2), depth);
  const run = words.indexOf('run');
  if (run < 0) return [];
  const fetched = words.flatMap((word, index) => {
    const text = /^--with=(.+)$/.exec(word)?.[1] ?? (words[index - 1] === '--with' ? word : null);
    return text === null ? [] : text.split(',').flatMap((one) => specs(one.trim(), pypiSpec));
  });
  const started = words.slice(run + 1).filter((word, index, all) => !word.startsWith('-') && !isValue(all[index - 1]));
  const [program = ''] = started;
  const module = words.includes('-m') ? (words[words.indexOf('-m') + 1] ?? '') : program === 'python' ? '' : program;
  const wanted = pypiSpec(module)?.ref.name;
  return wanted === undefined ? [] : fetched.filter(({ ref }) => ref.type !== 'pypi' || ref.name === wanted).slice(0, 1);
}

function isValue(before: string | undefined): boolean {
  return before !== undefined && (before === '--with' || before === '-m' || UV_VALUES.test(before));
}

/** Options of `docker run` that take no value; of all others the next word is one. */
const FLAGS =
  /^(?:-[itdPqh]{1,5}|--(?:rm|init|interactive|tty|detach|privileged|read-only|publish-all|no-healthcheck|sig-proxy|oom-kill-disable|quiet|help|use-api-socket|tls-verify|replace)(?:=\w{1,10})?)$/;

function ofContainer(words: readonly string[]): Launched[] {
  const mcp = words.indexOf('mcp');
  if (mcp === 0 || (mcp === 1 && words[0] === 'run')) return gatewayServers(words);
  const run = words.findIndex((word) => word === 'run' || word === 'create');
  if (run < 0 || run > 2) return [];
  const image = firstPlain(words.slice(run + 1));
  const name = image === null ? null : readImageName(image);
  return name === null ? [] : [name];
}

function firstPlain(words: readonly string[]): string | null {
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? '';
    if (!word.startsWith('-')) return word;
    if (!FLAGS.test(word) && !/^--[\w-]{1,60}=/.test(word) && !/^-[evpuwlm].+/.test(word)) index += 1;
  }
  return null;
}

/** `docker mcp gateway run --servers=duckduckgo,fetch`: names of the catalog of Docker. */
export function gatewayServers(words: readonly string[]): Launched[] {
  const lists = words.flatMap((word, index) => /^--servers=(.+)$/.exec(word)?.[1] ?? (words[index - 1] === '--servers' ? [word] : []));
  return lists
    .flatMap((list) => list.split(','))
    .map((name) => name.trim())
    .filter((name) => /^[\w][\w.-]{0,100}$/.test(name))
    .map((name): Launched => ({ ref: mcpRef(name), version: null }));
}

/** A server by its own name. */
export function mcpRef(name: string): Ref {
  return { type: 'mcp', repo: null, namespace: null, name, version: null };
}

function ofShell(words: readonly string[], depth: number): Launched[] {
  const at = words.findIndex((word) => /^-[a-z]{0,5}c$/.test(word) || word === '--call');
  const script = at < 0 ? undefined : words[at + 1];
  if (script === undefined || script.length > 4_000) return [];
  return script.split(/&&|\|\||[;|\n]/).flatMap((line) => launched(lineWords(line), depth + 1));
}

/** A command line as words; quotes group, nothing is expanded. */
export function lineWords(line: string): string[] {
  return Array.from(
    line.slice(0, 4_000).matchAll(/"([^"]{0,2000})"|'([^']{0,2000})'|[^\s"']{1,2000}/g),
    ([all, double, single]) => double ?? single ?? all,
  );
}
