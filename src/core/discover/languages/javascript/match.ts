/** Which row of the table a call is, and by which way (T37). */
import type { Callable } from '../../../model/index.ts';
import type { ScriptApiRow } from './api-row.ts';
import { AI_PACKAGES, SCRIPT_API, lastWordOf, rootOfPackage } from './api-table.ts';
import { bare } from './environment.ts';
import { type CalleeOrigin, originsOf } from './origin.ts';
import type { ScriptCode, ScopedCall } from './scope.ts';
import type { ScriptNode } from './syntax/index.ts';

export interface ScriptMatch {
  readonly row: ScriptApiRow;
  readonly origin: CalleeOrigin;
  /** null: certain. */
  readonly callable: Callable | null;
}

const BY_LAST = Map.groupBy(
  SCRIPT_API.filter(({ style }) => style !== 'maker'),
  lastWordOf,
);
const MAKERS = new Map(
  SCRIPT_API.filter(({ style }) => style === 'maker').flatMap((row) => row.packages.map((name) => [rootOfPackage(name), row] as const)),
);
const MAKERS_BY_NAME = new Map(SCRIPT_API.filter(({ style }) => style === 'maker').map((row) => [row.name, row]));

const ROOTS = new Map(SCRIPT_API.map((row) => [row, new Set(row.packages.map(rootOfPackage))]));

function rootsOf(row: ScriptApiRow): ReadonlySet<string> {
  return ROOTS.get(row) ?? new Set();
}

/** What a maker has for the kinds of its models. */
const OF_MAKER =
  /^(?:chat|completion|responses|languageModel|embedding|embeddingModel|textEmbedding|textEmbeddingModel|image|imageModel|speech|speechModel|transcription|transcriptionModel|video|videoModel|reranking|rerankingModel|chatModel|completionModel|messages|agent)$/;

/** At most one row for each way on which the callee is reached. */
export function matchesOf(call: ScopedCall, code: ScriptCode, roots: ReadonlySet<string>): readonly ScriptMatch[] {
  const callee = bare(call.node.callee);
  if (callee.type !== 'name' && callee.type !== 'member' && callee.type !== 'call') return [];
  const origins = originsOf(callee, call.scope);
  const found = origins.flatMap((origin) => matchOf(origin, callee) ?? []).filter(({ row }) => hasNeeded(call, row));
  if (found.length > 0) return found.slice(0, 1);
  const isOthers = origins.some(({ pkg }) => pkg !== null && !isTelling(pkg));
  return isOthers || callee.type !== 'member' ? [] : byChain(callee, call, roots, code);
}

function hasNeeded({ node }: ScopedCall, { needs }: ScriptApiRow): boolean {
  const [first] = node.given;
  const plain = first === undefined ? null : bare(first.value);
  return needs === undefined || (plain?.type === 'table' && plain.entries.some(({ key }) => key?.type === 'text' && key.value === needs));
}

/** A package of which the table has rows: what it has besides, is none of them. */
function isTelling(pkg: string): boolean {
  return AI_PACKAGES.has(pkg) && !MAKERS.has(pkg);
}

function matchOf(origin: CalleeOrigin, callee: ScriptNode): ScriptMatch | null {
  const { pkg, steps } = origin;
  if (pkg === null) return ofTree(origin, callee);
  const maker = MAKERS.get(pkg);
  if (maker !== undefined && isMade(steps)) return { row: maker, origin, callable: null };
  const last = steps.at(-1);
  const rows = last === undefined ? [] : (BY_LAST.get(last) ?? []);
  const row = rows.find((one) => rootsOf(one).has(pkg) && fits(one, steps));
  return row === undefined ? null : { row, origin, callable: null };
}

/** `openai`, `openai.chat`, `createOpenAI()`, `createOpenAI().chat` */
function isMade(steps: readonly string[]): boolean {
  const [first = '', ...rest] = steps[0] === 'default' ? steps.slice(1) : steps;
  const tail = /^create[A-Z]/.test(first) ? (rest[0] === '()' ? rest.slice(1) : null) : rest;
  return tail !== null && first !== '()' && (tail.length === 0 || (tail.length === 1 && OF_MAKER.test(tail[0] ?? '')));
}

function fits({ style, name, receiver }: ScriptApiRow, steps: readonly string[]): boolean {
  const plain = steps[0] === 'default' && steps.length > 1 && steps[1] !== '()' ? steps.slice(1) : steps;
  switch (style) {
    case 'export':
      return plain.length === 1 || (plain.length === 2 && !plain.includes('()'));
    case 'method':
      return plain.length >= 2 && !plain.includes('()') && (receiver === undefined || plain.at(-2)?.startsWith(receiver) === true);
    default: {
      const parts = name.split('.');
      const behind = steps.slice(steps.lastIndexOf('()') + 1);
      const own = steps.includes('()') ? behind : behind.slice(1);
      return (
        own.join('.') === name ||
        // `fal.subscribe`, `import * as fal`: what the package has itself.
        (own.length < parts.length && steps.slice(-parts.length).join('.') === name && steps.length >= parts.length)
      );
    }
  }
}

/** What another file of the tree makes, linking tells; by the name alone it is a maker of the AI SDK, or a loader. */
function ofTree(origin: CalleeOrigin, callee: ScriptNode): ScriptMatch | null {
  const { local, steps } = origin;
  if (local === null || steps.includes('()')) return null;
  const [first = '', ...rest] = steps[0] === 'default' ? [local.split('.')[0] ?? '', ...steps.slice(1)] : steps;
  const maker = MAKERS_BY_NAME.get(first);
  const names = (depth: number): string[] => [
    local
      .split('.')
      .slice(0, Math.max(1, local.split('.').length - depth))
      .join('.'),
  ];
  if (maker !== undefined && (rest.length === 0 || (rest.length === 1 && OF_MAKER.test(rest[0] ?? ''))))
    return {
      row: maker,
      origin,
      callable: { names: names(rest.length), open: false, method: null, roots: maker.packages.map(rootOfPackage), telling: false },
    };
  const last = steps.at(-1) ?? '';
  const row = (BY_LAST.get(last) ?? []).find(
    ({ style, receiver }) =>
      style === (callee.type === 'member' ? 'method' : 'export') && (receiver === undefined || steps.at(-2)?.startsWith(receiver) === true),
  );
  if (row === undefined || row.hub === 'catalog' || (row.style === 'export' && row.hub === 'service')) return null;
  const isMethod = row.style === 'method';
  return {
    row,
    origin,
    callable: {
      names: names(isMethod ? 1 : 0),
      open: false,
      method: isMethod ? last : null,
      roots: row.packages.map(rootOfPackage),
      telling: false,
    },
  };
}

/** `this.client.chat.completions.create({ model })`: of a client that somebody gives, the chain and the packages of the file tell. */
function byChain(
  callee: Extract<ScriptNode, { type: 'member' }>,
  call: ScopedCall,
  roots: ReadonlySet<string>,
  code: ScriptCode,
): readonly ScriptMatch[] {
  const parts: string[] = [];
  let current: ScriptNode = callee;
  for (let count = 0; count < 8 && current.type === 'member'; count++) {
    parts.unshift(current.name);
    current = bare(current.of);
  }
  const dotted = parts.join('.');
  const rows = (BY_LAST.get(callee.name) ?? []).filter(
    ({ style, name }) => style === 'chain' && (dotted === name || dotted.endsWith(`.${name}`)) && (name.includes('.') || roots.size > 0),
  );
  const longest = Math.max(0, ...rows.map(({ name }) => name.split('.').length));
  const own = rows.filter((one) => one.name.split('.').length === longest && [...rootsOf(one)].some((root) => roots.has(root)));
  // A chain of several words with a model is asked of a model, whoever made the client.
  const row =
    own[0] ??
    rows.find(
      ({ name, hub }) =>
        hub === 'service' &&
        name.split('.').length === longest &&
        longest > 1 &&
        !/^(?:chats|caches|batches|predictions|agents)\./.test(name),
    );
  const [first] = call.node.given;
  if (row === undefined || first === undefined || !namesModel(first.value, row) || code.text === '') return [];
  if (longest === 1 && (own.length === 0 || row.target.keys.length === 0)) return [];
  return [{ row, origin: { pkg: null, local: null, steps: parts, made: [] }, callable: null }];
}

function namesModel(given: ScriptNode, { target }: ScriptApiRow): boolean {
  const plain = bare(given);
  if (target.keys.length === 0) return plain.type === 'text';
  return plain.type === 'table' && plain.entries.some(({ key }) => key?.type === 'text' && target.keys.includes(key.value));
}
