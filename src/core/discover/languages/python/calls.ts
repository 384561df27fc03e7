/** Calls → loads: which rows of the table a call is, and what its arguments say. */
import type { Node } from 'web-tree-sitter';
import type { Callable, ImportFact, LoadFact, Value } from '../../../model/index.ts';
import { redact } from '../../../base/redact.ts';
import { API_TABLE, type ApiRow } from './api-table.ts';
import { type CallArguments, callArgumentsOf, mayBeTrue, valueOfArgument } from './arguments.ts';
import { aliasOf, namesOf } from './callee.ts';
import { configured } from './configured.ts';
import { endpointOf } from './hub-client.ts';
import type { PlacedCall, NameScope } from './module.ts';
import { partsOf } from './parts.ts';
import { insideString, pinnable, pinSite } from './pin.ts';
import { servedBy } from './service-client.ts';
import { type CallArgument, type Open, tableOf, weaker, type NameWrites } from './spread.ts';
import { literalText, unknown, valueOf } from './values.ts';

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
      for (const { name, as } of fact.names) map.set(as, `.${fact.module}.${name}`);
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
  readonly writes: NameWrites;
}

export function loadsOf({ node, scope }: PlacedCall, file: FileContext): LoadFact[] {
  const named = unwrapped(node.childForFieldName('function'));
  if (named === null || (named.type !== 'attribute' && named.type !== 'identifier')) return [];
  const matched = match(named, scope, file);
  if (matched === null) return [];
  const { row, dotted, callable } = matched;
  const args = callArgumentsOf(node, scope, file.writes);
  if (args === null) return [];
  const served = row.hub === 'service' ? servedBy(row, named, dotted, scope, args, file) : null;
  if (row.hub === 'service' && served === null) return [];
  if (row.hub === 'gh' && literalText(args.value('source') ?? { kind: 'unknown', text: '' }) === 'local') return [];
  const made = row.configured === true ? configured(args, row, scope, file) : null;
  if (row.configured === true && made === null) return [];
  const target = made?.target ?? targetOf(row, args, node);
  if (target === null) return [];
  // A folder of the machine may be a copy that the lock speaks of; the hub's libraries alone load from one.
  if (target.kind === 'literal' && isLocalPath(target.text) && (row.hub !== 'hf' || target.text === '')) return [];
  const revision = row.revision === null ? null : argument(row, args, row.revision);
  const codeRevision = row.hub === 'hf' ? args.value('code_revision') : null;
  const nested = nestedOptions(row, args, scope, file);
  const open = weaker(weaker(args.open, nested.open), row.positions === undefined ? null : args.starred);
  const repoType = row.repoType === true ? args.value('repo_type') : null;
  const fact: LoadFact = {
    kind: 'load',
    component: repoType?.kind === 'literal' && repoType.text === 'dataset' ? 'dataset' : row.component,
    hub: row.hub,
    provider: served?.provider ?? null,
    api: redact(dotted).slice(-80),
    target,
    revision: made?.revision ?? nested.revision ?? revision,
    endpoint: served === null ? endpointOf(named, scope, args, file.writes) : served.endpoint,
    remoteCode:
      row.runsCode === true ||
      made !== null ||
      mayBeTrue([...args.keyword('trust_remote_code'), ...nested.trust, ...atPosition(row, args)]),
    ...(codeRevision === null ? {} : { codeRevision }),
    ...(open === null || row.hub !== 'hf' ? {} : { open }),
    ...(repoType === null || repoType.kind === 'literal' ? {} : { repoType }),
    ...(row.hub === 'hf' && mayBeTrue(args.keyword('subfolder')) ? { subfolder: true } : {}),
    ...(row.schemed === true ? { schemed: true } : {}),
    ...(made === null ? {} : { part: 'code' }),
    ...(callable === null ? {} : { callable }),
    pin:
      row.revision === null || made !== null || !pinnable(target) || insideString(node)
        ? null
        : pinSite(args, row.revision, row, file.lines),
    line: (named.endPosition.row === node.startPosition.row ? node.startPosition : placeOf(named)).row + 1,
    column: (named.endPosition.row === node.startPosition.row ? node.startPosition : placeOf(named)).column + 1,
  };
  if (repoType?.kind === 'literal' && repoType.text === 'space') return [];
  const parts = partsOf(fact, row, args, {
    scope,
    writes: file.writes,
    lines: file.lines,
    isImported: (name) => file.origins.has(name) || file.stars.size > 0,
  });
  const whole = parts.vague && fact.open === undefined && row.hub === 'hf' ? { ...fact, open: 'part' as const } : fact;
  return [whole, ...parts.facts];
}

interface Match {
  readonly row: ApiRow;
  readonly dotted: string;
  readonly scope: NameScope;
  readonly callable: Callable | null;
}

/** The row that this callee is, by its own name, the one it was imported under, or the method that was given to the name. */
function match(callee: Node, scope: NameScope, file: FileContext): Match | null {
  const last = callee.type === 'attribute' ? (callee.childForFieldName('attribute')?.text ?? '') : callee.text;
  const dotted = callee.endIndex - callee.startIndex > 400 ? last : callee.text.replace(/\s+/g, '');
  // `from transformers import pipeline as p`: the name in the library decides, not the one in the file.
  const rows = ROWS.get(last) ?? ROWS.get(resolvedName(dotted, file, scope).split('.').at(-1) ?? last);
  const row = rows?.find((candidate) => isCalled(candidate, callee, dotted, file, scope));
  if (row === undefined) {
    const alias = aliasOf(callee, scope);
    return alias === null || !ROWS.has(alias.node.childForFieldName('attribute')?.text ?? '') ? null : match(alias.node, alias.scope, file);
  }
  return { row, dotted, scope, callable: callableOf(row, callee, scope, file) };
}

/** Null where the row says by itself whose it is, or where the object that is called cannot tell (T37). */
function callableOf(row: ApiRow, callee: Node, scope: NameScope, file: FileContext): Callable | null {
  if (row.style === 'chain' || (row.style === 'method' && row.modules.length > 0 && row.receiver === undefined)) return null;
  const object = callee.type === 'attribute' ? callee.childForFieldName('object') : null;
  const roots = row.style === 'method' ? [] : row.modules;
  const telling = row.common !== true;
  if (object === null) return { names: [callee.text], open: false, method: null, roots, telling };
  const { names, open } = namesOf(object, scope, file.origins);
  return { names, open, method: row.name.split('.').at(-1) ?? row.name, roots, telling };
}

function placeOf(callee: Node): Node['startPosition'] {
  return (callee.childForFieldName('attribute') ?? callee).startPosition;
}

function unwrapped(node: Node | null): Node | null {
  let inner = node;
  for (let depth = 0; depth < 8 && inner?.type === 'parenthesized_expression'; depth++) inner = inner.namedChild(0);
  return inner;
}

function targetOf(row: ApiRow, args: CallArguments, node: Node): Value | null {
  const first = args.positional(row.target.position);
  if (first !== null) return valueOf(first.node, first.scope);
  for (const name of row.target.keywords) if (args.keyword(name).length > 0) return args.value(name) ?? unknown(node);
  return hiddenTarget(row, args, node);
}

/** No target is written: it hides in `*args` or `**options`, or is the library's default. Said as unresolved, never dropped (T9). */
function hiddenTarget(row: ApiRow, args: CallArguments, node: Node): Value | null {
  if (row.hub === 'service') return null;
  if (args.open !== null || args.starred !== null) return unknown(node);
  return row.name === 'pipeline' && args.positional(0) !== null
    ? { kind: 'unknown', text: 'default model of the pipeline', unwritten: true }
    : null;
}

/** By keyword, or at the position that the function has for it. */
function argument(row: ApiRow, args: CallArguments, name: string): Value | null {
  const at = row.positions?.[name];
  const positional = at === undefined ? null : args.positional(at);
  return args.keyword(name).length > 0 || positional === null ? args.value(name) : valueOfArgument(positional);
}

function atPosition(row: ApiRow, args: CallArguments): CallArgument[] {
  const at = row.positions?.['trust_remote_code'];
  const positional = at === undefined ? null : args.positional(at);
  return positional === null ? [] : [positional];
}

const NESTED = ['model_kwargs', 'model_args', 'automodel_args', 'config_kwargs', 'tokenizer_kwargs'];

/** Dictionaries that the function passes on to what it loads with: `model_kwargs={"trust_remote_code": True}`. */
function nestedOptions(
  row: ApiRow,
  args: CallArguments,
  scope: NameScope,
  file: FileContext,
): { readonly trust: readonly CallArgument[]; readonly open: Open; readonly revision: Value | null } {
  if (row.hub !== 'hf') return { trust: [], open: null, revision: null };
  const tables = NESTED.flatMap((name) => args.keyword(name).map((one) => ({ name, table: tableOf(one.node, one.scope, file.writes) })));
  const trust = tables.flatMap(({ table }) => table.entries.get('trust_remote_code')?.options ?? []);
  const open = tables.reduce<Open>((sum, { table }) => weaker(sum, table.open), null);
  const entry = row.nestedRevision === true ? tables.flatMap(({ table }) => table.entries.get('revision') ?? [])[0] : undefined;
  const [only] = entry?.options ?? [];
  if (only === undefined) return { trust, open, revision: null };
  const sure = entry?.options.length === 1 && !entry.maybe;
  return { trust, open, revision: sure ? valueOfArgument(only) : { kind: 'unknown', text: 'revision, not always given' } };
}

function isCalled(row: ApiRow, callee: Node, dotted: string, file: FileContext, scope: NameScope): boolean {
  if (row.style === 'method') {
    if (callee.type !== 'attribute' || (row.receiver !== undefined && !(dotted.split('.').at(-2) ?? '').startsWith(row.receiver)))
      return false;
    return row.modules.length === 0 || row.modules.some((module) => file.roots.has(module));
  }
  // Telling names count wherever they come from: methods of HfApi, names that the project's own modules pass on.
  if (row.anywhere === true) return true;
  const resolved = resolvedName(dotted, file, scope);
  const root = resolved.split('.')[0] ?? '';
  const known = row.modules.length === 0 || row.modules.includes(root);
  if (row.style === 'chain') return known && (resolved === row.name || resolved.endsWith(`.${row.name}`));
  // What another module passes on under this name, linking follows (T37).
  if (resolved.includes('.') && root !== '<local>')
    return resolved.endsWith(`.${row.name}`) && file.origins.has(dotted.split('.')[0] ?? '');
  // A bare name counts when it is imported from the right package, also through a star import; never a local function.
  return !resolved.includes('.') && row.modules.some((module) => file.stars.has(module));
}

/** The dotted origin of a callee; a name that the file binds itself is nobody else's. */
export function resolvedName(dotted: string, file: Pick<FileContext, 'origins'>, scope: NameScope): string {
  const [first = '', ...rest] = dotted.split('.');
  for (let current: NameScope | null = scope; current !== null; current = current.parent) {
    // Class bodies are no enclosing scope of their methods (Python reference 4.2.2).
    if (current.kind === 'class' && current !== scope) continue;
    if (current.kind !== 'module' && current.bindings.has(first)) return `<local>.${rest.join('.')}`;
  }
  const origin = file.origins.get(first);
  return origin === undefined ? dotted : [origin, ...rest].join('.');
}

/** Paths of the machine are no hub ids: "./x", "../x", "/x", "~/x", "C:\x", "x/". */
function isLocalPath(text: string): boolean {
  return text === '' || /^(?:\.{1,2}(?:[/\\]|$)|[/\\~]|[A-Za-z]:[/\\]|file:)/.test(text) || /[\\]|\/$/.test(text);
}
