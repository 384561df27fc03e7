/** Calls → loads: which rows of the table a call is, and what its arguments say. */
import type { Node } from 'web-tree-sitter';
import type { ImportFact, LoadFact, PinSite, Value } from '../../model.ts';
import { pinSiteIn } from '../pin-site.ts';
import { redact } from '../redact.ts';
import { API_TABLE, type ApiRow, CHAIN_PROVIDER, PROVIDERS } from './api-table.ts';
import { clientOrigin } from './client-origin.ts';
import type { PlacedCall, Scope } from './module.ts';
import { literalText, unknown, valueOf } from './values.ts';

const DISTINCTIVE = new Set(['hf_hub_download', 'snapshot_download', 'SentenceTransformer', 'CrossEncoder', 'SparseEncoder']);
const ROWS = new Map<string, ApiRow[]>();
for (const row of API_TABLE) {
  const last = row.name.split('.').at(-1) ?? row.name;
  ROWS.set(last, [...(ROWS.get(last) ?? []), row]);
}

/** Bound name → dotted origin: `import numpy as np` gives np → numpy, `from a import b` gives b → a.b. */
export function origins(imports: readonly ImportFact[]): ReadonlyMap<string, string> {
  const map = new Map<string, string>();
  for (const fact of imports) {
    if (fact.level > 0) {
      for (const { as } of fact.names) map.set(as, `.${fact.module}`);
      continue;
    }
    if (fact.names.length === 0) {
      const root = fact.module.split('.')[0] ?? fact.module;
      map.set(fact.alias ?? root, fact.alias === null ? root : fact.module);
    }
    for (const { name, as } of fact.names) map.set(as, name === '*' ? fact.module : `${fact.module}.${name}`);
  }
  return map;
}

export interface FileContext {
  readonly origins: ReadonlyMap<string, string>;
  /** Root modules that the file imports. */
  readonly roots: ReadonlySet<string>;
  /** Modules of star imports. */
  readonly stars: ReadonlySet<string>;
  readonly lines: readonly string[];
}

export function loadsOf({ node, scope }: PlacedCall, file: FileContext): LoadFact[] {
  const callee = unwrapped(node.childForFieldName('function'));
  if (callee === null || (callee.type !== 'attribute' && callee.type !== 'identifier')) return [];
  const last = callee.type === 'attribute' ? (callee.childForFieldName('attribute')?.text ?? '') : callee.text;
  const dotted = callee.endIndex - callee.startIndex > 400 ? last : callee.text.replace(/\s+/g, '');
  // `from transformers import pipeline as p`: the name in the library decides, not the one in the file.
  const rows = ROWS.get(last) ?? ROWS.get(resolvedName(dotted, file, scope).split('.').at(-1) ?? last);
  if (rows === undefined) return [];
  const row = rows.find((candidate) => isCalled(candidate, callee, dotted, file, scope));
  if (row === undefined) return [];
  const args = argumentsOf(node);
  if (args === null) return [];
  const provider = row.hub === 'service' ? providerOf(row, dotted, scope, file) : null;
  if (row.hub === 'service' && provider === null) return [];
  if (row.hub === 'gh' && literalText(valueOrNull(args.keyword('source'), scope) ?? { kind: 'unknown', text: '' }) === 'local') return [];
  const target =
    args.positional(row.target.position) ?? row.target.keywords.map((name) => args.keyword(name)).find((value) => value !== null) ?? null;
  const value = target === null ? hiddenTarget(row, args, node) : valueOf(target, scope);
  if (value === null) return [];
  // A folder of the machine may be a copy that the lock speaks of; the hub's libraries alone load from one.
  if (value.kind === 'literal' && isLocalPath(value.text) && (row.hub !== 'hf' || value.text === '')) return [];
  const revision = row.revision === null ? null : args.keyword(row.revision);
  const isDataset = row.repoType === true && literalText(valueOrNull(args.keyword('repo_type'), scope) ?? unknown(node)) === 'dataset';
  const fact: LoadFact = {
    kind: 'load',
    component: isDataset ? 'dataset' : row.component,
    hub: row.hub,
    provider,
    api: redact(dotted).slice(-80),
    target: value,
    revision: valueOrNull(revision, scope),
    endpoint: ownEndpoint(valueOrNull(args.keyword('endpoint'), scope)),
    remoteCode: row.runsCode === true || isTruthy(args.keyword('trust_remote_code')),
    pin: row.revision === null || !pinnable(value) || insideString(node) ? null : pinSite(args, revision, file.lines),
    line:
      callee.endPosition.row + 1 === node.startPosition.row + 1
        ? node.startPosition.row + 1
        : (callee.childForFieldName('attribute') ?? callee).startPosition.row + 1,
    column:
      (callee.endPosition.row === node.startPosition.row ? node : (callee.childForFieldName('attribute') ?? callee)).startPosition.column +
      1,
  };
  return [fact, ...partsOf(fact, row, args, scope)];
}

/** What the same call loads besides, where an argument says so as a text (T9). Nothing can be pinned there by an edit of ours. */
function partsOf(fact: LoadFact, row: ApiRow, args: Arguments, scope: Scope): LoadFact[] {
  return (row.also ?? []).flatMap(({ keyword, revision, remoteCode }) => {
    const value = valueOrNull(args.keyword(keyword), scope);
    // An object that was made before has its own load; a name may be one.
    if (value?.kind !== 'literal' || isLocalPath(value.text) || !value.text.includes('/')) return [];
    const at = revision === null ? null : args.keyword(revision);
    return [{ ...fact, target: value, revision: valueOrNull(at, scope), remoteCode: remoteCode ?? fact.remoteCode, pin: null }];
  });
}

/** `endpoint=os.getenv("X")` without a default is the operator's own setting, not the tree's (T20). */
function ownEndpoint(value: Value | null): Value | null {
  return value?.kind === 'overridable' && value.fallback === null ? null : value;
}

function unwrapped(node: Node | null): Node | null {
  let inner = node;
  for (let depth = 0; depth < 8 && inner?.type === 'parenthesized_expression'; depth++) inner = inner.namedChild(0);
  return inner;
}

/** No target is written: it hides in `*args` or `**options`, or is the library's default. Said as unresolved, never dropped (T9). */
function hiddenTarget(row: ApiRow, args: Arguments, node: Node): Value | null {
  if (row.hub === 'service') return null;
  if (args.splat || args.starred) return unknown(node);
  return row.name === 'pipeline' && args.positional(0) !== null ? { kind: 'unknown', text: 'default model of the pipeline' } : null;
}

function isCalled(row: ApiRow, callee: Node, dotted: string, file: FileContext, scope: Scope): boolean {
  if (row.style === 'method') {
    if (callee.type !== 'attribute' || (row.receiver !== undefined && !(dotted.split('.').at(-2) ?? '').startsWith(row.receiver)))
      return false;
    return row.modules.length === 0 || row.modules.some((module) => file.roots.has(module));
  }
  // Telling names count wherever they come from: methods of HfApi, names that the project's own modules pass on.
  if (DISTINCTIVE.has(row.name)) return true;
  const resolved = resolvedName(dotted, file, scope);
  const root = resolved.split('.')[0] ?? '';
  const known = row.modules.length === 0 || row.modules.includes(root);
  if (row.style === 'chain') return known && (resolved === row.name || resolved.endsWith(`.${row.name}`));
  if (dotted.includes('.')) return known && row.modules.length > 0 && resolved.endsWith(`.${row.name}`);
  // A bare name counts when it is imported from the right package, also through a star import; never a local function.
  return resolved.includes('.') ? known && resolved.endsWith(`.${row.name}`) : row.modules.some((module) => file.stars.has(module));
}

/** The dotted origin of a callee; a name that the file binds itself is nobody else's. */
function resolvedName(dotted: string, file: FileContext, scope: Scope): string {
  const [first = '', ...rest] = dotted.split('.');
  for (let current: Scope | null = scope; current !== null; current = current.parent) {
    if (current.kind !== 'module' && current.bindings.has(first)) return `<local>.${rest.join('.')}`;
  }
  const origin = file.origins.get(first);
  return origin === undefined ? dotted : [origin, ...rest].join('.');
}

function providerOf(row: ApiRow, dotted: string, scope: Scope, file: FileContext): string | null {
  if (row.provider === undefined) return null;
  if (row.provider === 'by-prefix') return 'by-prefix';
  if (row.provider !== 'by-import') return row.provider;
  // The package that the client comes from says it best: the SDKs share their method names.
  const client = PROVIDERS[clientOrigin(dotted, scope, file.origins)?.split('.')[0] ?? ''];
  if (client !== undefined) return client;
  const owner = CHAIN_PROVIDER[row.name];
  const imported = Object.keys(PROVIDERS)
    .filter((root) => file.roots.has(root))
    .map((root) => PROVIDERS[root] ?? root);
  if (owner !== undefined) return imported.includes(owner) ? owner : null;
  // A chain such as chat.completions.create belongs to the OpenAI SDK where that is imported beside others.
  return imported.includes('openai') ? 'openai' : (imported[0] ?? null);
}

interface Arguments {
  positional(index: number): Node | null;
  keyword(name: string): Node | null;
  readonly list: Node;
  /** `**options` may hold anything. */
  readonly splat: boolean;
  readonly starred: boolean;
}

function argumentsOf(call: Node): Arguments | null {
  const list = call.childForFieldName('arguments');
  if (list?.type !== 'argument_list') return null;
  const children = list.namedChildren.filter((child): child is Node => child !== null && child.type !== 'comment');
  const keywords = new Map(
    children
      .filter((child) => child.type === 'keyword_argument')
      .map((child) => [child.childForFieldName('name')?.text ?? '', child.childForFieldName('value')]),
  );
  const positionals = children.filter((child) => child.type !== 'keyword_argument' && child.type !== 'dictionary_splat');
  const starred = positionals.findIndex((child) => child.type === 'list_splat');
  return {
    list,
    starred: starred >= 0,
    splat: children.some((child) => child.type === 'dictionary_splat'),
    positional: (index) => (starred >= 0 && index >= starred ? null : (positionals[index] ?? null)),
    keyword: (name) => keywords.get(name) ?? null,
  };
}

function valueOrNull(node: Node | null, scope: Scope): Value | null {
  return node === null || node.type === 'none' ? null : valueOf(node, scope);
}

function isTruthy(node: Node | null): boolean {
  return node !== null && node.type !== 'false' && node.type !== 'none';
}

/** In an f-string a quote of ours could end the string: before Python 3.12 the result would not parse. */
function insideString(node: Node): boolean {
  for (let at = node.parent; at !== null; at = at.parent) if (at.type === 'interpolation') return true;
  return false;
}

/** One commit fits one model: a choice, a computed name, or one that a caller or the environment may replace, has no place for it. */
function pinnable(value: Value): boolean {
  return value.kind === 'literal' || value.kind === 'name';
}

/** Paths of the machine are no hub ids: "./x", "../x", "/x", "~/x", "C:\x", "x/". */
function isLocalPath(text: string): boolean {
  return text === '' || /^(?:\.{1,2}(?:[/\\]|$)|[/\\~]|[A-Za-z]:[/\\]|file:)/.test(text) || /[\\]|\/$/.test(text);
}

function pinSite(args: Arguments, revision: Node | null, lines: readonly string[]): PinSite | null {
  if (revision !== null) {
    // Only a plain literal on one line is replaced: a name or an expression belongs to somebody else's logic.
    if (
      revision.type !== 'string' ||
      revision.startPosition.row !== revision.endPosition.row ||
      revision.namedChildren.some((child) => child?.type === 'interpolation')
    )
      return null;
    return site(revision.startPosition.row, revision.startPosition.column, revision.endPosition.column, '"{commit}"', lines);
  }
  // `**options` may already hold a revision: a second one would be a TypeError.
  if (args.splat) return null;
  const last = args.list.namedChildren.filter((child): child is Node => child !== null && child.type !== 'comment').at(-1);
  if (last === undefined || last.type === 'generator_expression') return null;
  return site(last.endPosition.row, last.endPosition.column, last.endPosition.column, ', revision="{commit}"', lines);
}

function site(row: number, start: number, end: number, template: string, lines: readonly string[]): PinSite | null {
  return pinSiteIn(lines[row], row + 1, start, end, template);
}
