/** The words of one command → the images and MCP servers that it runs or fetches. */
import type { Fact, RunFact } from '../../model/index.ts';
import { displayName } from '../../ref/format.ts';
import type { PlacedFile } from '../languages/shell/mapped.ts';
import type { ShellCommand } from '../languages/shell/words.ts';
import { launched, type Launched } from '../mcp/launch.ts';
import { serverAddress } from '../mcp/server-address.ts';
import { readInnerJson } from '../datum/json.ts';
import { runFact, serversIn } from '../mcp/servers.ts';
import { mayNameAiImage } from './ai-images.ts';
import { buildArgImage, buildArgsIn } from './build-args.ts';
import { imageFact, imageText, isMcpName } from './image-fact.ts';

const CONTAINERS = /^(?:docker|podman|nerdctl)$/;
const ASSISTANTS = /^(?:claude|codex|gemini|copilot|cursor-agent|qwen|amp|droid|code|code-insiders|cursor)$/;
const BRIDGE = /(?:^|\/)(?:supergateway|mcp-proxy|mcpo|mcp-remote)(?:@|==|$)/;

/** Whether a text can hold any such command. Words may stand apart, as in a list. */
export function mayRun(text: string): boolean {
  if (
    /mcp|supergateway|modelcontextprotocol/i.test(text) &&
    /npx|uvx|bunx|pipx|pnpx|dlx|\buv\b|exec|docker|supergateway|mcp["',\s]{1,20}add/.test(text)
  )
    return true;
  const isContainer = /(?:docker|podman|nerdctl)["',\s]/.test(text) && /\b(?:run|pull|create)\b/.test(text);
  return (isContainer || text.includes('--build-arg') || text.includes('--opt')) && mayNameAiImage(text);
}

export function runsOf(words: ShellCommand, texts: readonly (string | null)[], file: PlacedFile): Fact[] {
  const known = texts.slice(0, 200).map((text, index) => text ?? (words[index]?.source.text.slice(0, 600) ?? '').replaceAll(/["']/g, ''));
  const at = known.slice(0, 12).findIndex((text) => CONTAINERS.test(baseOf(text)));
  const image = at < 0 ? null : imageOf(known, at + 1);
  if (image !== null) {
    const fact = imageFact(imageText(known[image] ?? ''), known[at] ?? '', placeOf(words, image, file));
    return fact === null ? [] : [fact];
  }
  const given = buildArgsIn(known).flatMap(({ text, index }) => buildArgImage(text, placeOf(words, index, file)));
  if (given.length > 0) return given;
  if (!known.some((text) => /mcp|supergateway|modelcontextprotocol/i.test(text))) return [];
  const servers = added(known, words, file);
  return servers.length > 0 ? servers : launchedBy(known, words, file);
}

function baseOf(text: string): string {
  return text.slice(text.lastIndexOf('/') + 1);
}

function placeOf(words: ShellCommand, index: number, file: PlacedFile): ReturnType<PlacedFile['at']> {
  return file.at(words[Math.min(index, words.length - 1)]?.source.offsets[0] ?? 0);
}

/** Of `docker run`, `docker pull` and `docker create`: the first word that can be an image of AI. An option's value that looks like one is one. */
function imageOf(texts: readonly string[], from: number): number | null {
  const verb = texts.findIndex((text, index) => index >= from && index < from + 4 && /^(?:run|pull|create)$/.test(text));
  if (verb < 0) return null;
  for (let index = verb + 1; index < texts.length; index++) {
    const text = texts[index] ?? '';
    if (!text.startsWith('-') && imageFact(imageText(text), '', { line: 1, column: 1 }) !== null) return index;
  }
  return null;
}

/** `claude mcp add name -- npx -y pkg`, `claude mcp add --transport http name https://…`, `code --add-mcp '{…}'`, `--mcp-config '{…}'`. */
function added(texts: readonly string[], words: ShellCommand, file: PlacedFile): RunFact[] {
  const program = texts.slice(0, 6).findIndex((text) => ASSISTANTS.test(baseOf(text)));
  if (program < 0) return [];
  const inner = texts.flatMap((text, index) => {
    const at = placeOf(words, index, file);
    if (!text.includes('{')) return [];
    const roots = readInnerJson({ kind: 'text', text, at });
    const listed = serversIn(roots);
    if (listed.length > 0 || (!/^(?:--add-mcp|add-json)$/.test(texts[index - 1] ?? '') && texts[index - 2] !== 'add-json')) return listed;
    return serversIn(
      roots.map((value) => ({
        kind: 'map',
        at,
        entries: [{ key: 'mcpServers', at, value: { kind: 'map', at, entries: [{ key: texts[index - 1] ?? '', at, value }] } }],
      })),
    );
  });
  if (inner.length > 0) return inner;
  const mcp = texts.indexOf('mcp', program);
  if (mcp < 0 || texts[mcp + 1] !== 'add') return [];
  const rest = texts.slice(mcp + 2);
  const address = rest.map((text) => serverAddress(text)).find((ref) => ref !== null) ?? null;
  if (address !== null && !rest.includes('--'))
    return [runFact({ ref: address, version: null, remote: true }, placeOf(words, mcp + 2, file), `${texts[program]} mcp add`)];
  const separator = rest.indexOf('--');
  const start = separator >= 0 ? separator + 1 : rest.findIndex((text) => /^(?:npx|uvx|bunx|docker|pipx|uv)$/.test(baseOf(text)));
  if (start < 0) return [];
  return launched(rest.slice(start)).map((one) => runFact(one, placeOf(words, mcp + 2 + start, file), `${texts[program]} mcp add`));
}

/** Packages that are called a server of the protocol; whatever a bridge starts is one. */
function launchedBy(texts: readonly string[], words: ShellCommand, file: PlacedFile): RunFact[] {
  const start = texts.findIndex((text) => /^(?:npx|bunx|pnpx|uvx|uv|pipx|pnpm|yarn|npm|bun)$/.test(baseOf(text)) || BRIDGE.test(text));
  if (start < 0 || start > 12) return [];
  const isBridge = texts.slice(start).some((text) => BRIDGE.test(text));
  return launched(texts.slice(start))
    .filter((one) => isBridge || isServer(one))
    .map((one) => runFact(one, placeOf(words, indexOf(texts, one), file), baseOf(texts[start] ?? '')));
}

function isServer({ ref, remote }: Launched): boolean {
  return remote === true || ref.type === 'mcp' || isMcpName(displayName(ref));
}

function indexOf(texts: readonly string[], { ref }: Launched): number {
  return Math.max(
    0,
    texts.findIndex((text) => text.toLowerCase().includes(ref.name.toLowerCase())),
  );
}
