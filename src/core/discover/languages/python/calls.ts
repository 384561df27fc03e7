/** Calls → loads: which rows of the table a call is, and what its arguments say. */
import type { Node } from './syntax/index.ts';
import type { Argument, Callable, Expression, LoadFact } from '../../../model/index.ts';
import { redact } from '../../../base/redact.ts';
import type { ApiRow } from './api-row.ts';
import { API_TABLE, lastNameOf } from './api-table.ts';
import { type Held, ownerOf, renderExpression, type View, type Spot } from '../../values/index.ts';
import { type CallArguments, callArgumentsOf, mayBeTrue, type Open, spreadTable, valueOfArgument, weaker } from './arguments.ts';
import { seenFrom } from './bound.ts';
import { aliasOf, namesOf } from './callee.ts';
import { configured } from './configured.ts';
import { fetchedFile, fetchedTarget } from './fetched-file.ts';
import type { FileContext } from './file-context.ts';
import { expressionOf, givenIn } from './form/expressions.ts';
import { endpointOf } from './hub-client.ts';
import type { PlacedCall } from './places.ts';
import { partsOf } from './parts.ts';
import { asWritten, hiddenTarget, isHandedThrough } from './hidden-target.ts';
import { insideString, pinnable, pinSite } from './pin.ts';
import { servedBy } from './service-client.ts';

const ROWS = new Map<string, ApiRow[]>();
for (const row of API_TABLE) {
  const last = lastNameOf(row);
  ROWS.set(last, [...(ROWS.get(last) ?? []), row]);
}

export function loadsOf(call: PlacedCall, file: FileContext): LoadFact[] {
  const { node, scope } = call;
  if (isNobodys(call, file)) return [];
  const named = unwrapped(call.callee);
  if (named === null || (named.type !== 'attribute' && named.type !== 'identifier')) return [];
  const at = placeOf(node, named);
  const where: Spot = { scope, frame: null, line: node.startPosition.row + 1, column: node.startPosition.column + 1 };
  const matched = match(named, where, file);
  const list = node.childForFieldName('arguments');
  if (matched === null || list?.type !== 'argument_list') return [];
  const { row, dotted, callable, callee, before } = matched;
  const given = givenIn(list, (child) => (child === null ? { kind: 'constant', value: null } : expressionOf(child, scope, file.around)));
  const args = callArgumentsOf([...before, ...given], where, file.evaluator);
  const served = row.hub === 'service' ? servedBy(row, callee, where, args, file) : null;
  if (row.hub === 'service' && served === null) return [];
  if (row.hub === 'gh' && textOf(args.value('source'), where, file) === 'local') return [];
  const made = row.configured === true ? configured(args, row, where, file.evaluator) : null;
  if (row.configured === true && made === null) return [];
  const said = made?.target ?? targetOf(row, args, [...before, ...given]);
  const target = said === null || row.hub !== 'url' ? said : fetchedTarget(row, args, said);
  if (target === null || (target.kind !== 'literal' && isHandedThrough(args, callee, scope))) return [];
  // A folder of the machine may be a copy that the lock speaks of; the hub's libraries alone load from one.
  const text = textOf(target, where, file);
  if (text !== null && isLocalPath(text) && (row.hub !== 'hf' || text === '')) return [];
  const revision = row.revision === null ? null : argument(row, args, row.revision);
  const codeRevision = row.hub === 'hf' ? args.value('code_revision') : null;
  const nested = nestedOptions(row, args, file);
  const open = weaker(weaker(args.open, nested.open), row.positions === undefined ? null : args.starred);
  const repoType = row.repoType === true ? args.value('repo_type') : null;
  if (repoType?.kind === 'literal' && repoType.text === 'space') return [];
  const fact: LoadFact = {
    kind: 'load',
    component: repoType?.kind === 'literal' && repoType.text === 'dataset' ? 'dataset' : row.component,
    hub: row.hub,
    provider: served?.provider ?? null,
    api: redact(dotted).slice(-80),
    target,
    within: { piece: '', scope: scope.index },
    revision: made?.revision ?? nested.revision ?? revision,
    endpoint: served === null ? endpointOf(callee, where, args, file.evaluator) : served.endpoint,
    remoteCode:
      row.runsCode === true ||
      made !== null ||
      mayBeTrue([...args.keyword('trust_remote_code'), ...nested.trust, ...atPosition(row, args)], file.evaluator),
    ...(codeRevision === null ? {} : { codeRevision }),
    ...(open === null || row.hub !== 'hf' ? {} : { open }),
    ...(repoType === null || repoType.kind === 'literal' ? {} : { repoType }),
    ...(row.hub === 'hf' && mayBeTrue(args.keyword('subfolder'), file.evaluator) ? { subfolder: true } : {}),
    ...(row.schemed === true ? { schemed: true } : {}),
    ...(row.object === true ? { object: true } : {}),
    ...(row.names === undefined ? {} : { names: row.names }),
    ...(made === null ? {} : { part: 'code' }),
    ...(row.hub === 'url' ? fetchedFile(row, node, list) : {}),
    // An address says by itself where it is: whose function fetches it does not matter.
    ...(callable === null || row.hub === 'url' ? {} : { callable }),
    pin:
      row.revision === null || made !== null || before.length > 0 || !pinnable(target, where, file) || insideString(node)
        ? null
        : pinSite({ list, args, keyword: row.revision, row, lines: file.lines }),
    line: at.row + 1,
    column: at.column + 1,
  };
  const parts = partsOf(fact, row, args, { list, file });
  const whole = parts.vague && fact.open === undefined && row.hub === 'hf' ? { ...fact, open: 'part' as const } : fact;
  return [whole, ...parts.facts];
}

/** Most calls are of no row by their name, and of no other name: told without asking the tree. */
function isNobodys({ written: name, scope }: PlacedCall, { origins }: FileContext): boolean {
  if (name === '' || !/^\w+(?:\.\w+)*$/.test(name)) return false;
  const dot = name.lastIndexOf('.');
  if (ROWS.has(name.slice(dot + 1))) return false;
  if (dot >= 0) return true;
  const origin = origins.get(name);
  return (
    !(origin !== undefined && ROWS.has(origin.slice(origin.lastIndexOf('.') + 1))) &&
    ownerOf(name, scope)
      ?.names.get(name)
      ?.some(({ kind }) => kind === 'value') !== true
  );
}

/** The one text that it is, for all that this file tells; null: none, or more. */
function textOf(expression: Expression | null, where: Spot, { evaluator }: FileContext): string | null {
  if (expression === null || expression.kind === 'literal') return expression?.text ?? null;
  const things = evaluator.things(expression, where);
  const [only] = things;
  return things.length === 1 && only?.kind === 'text' && only.how === 'literal' ? only.text : null;
}

interface Match {
  readonly row: ApiRow;
  readonly dotted: string;
  readonly callee: Expression;
  readonly callable: Callable | null;
  /** What a `partial` gives before the call does. */
  readonly before: readonly Argument[];
}

/** The row that this callee is, by its own name, the one it was imported under, or the method that was given to the name. */
function match(node: Node, where: Spot, file: FileContext): Match | null {
  const last = node.type === 'attribute' ? (node.childForFieldName('attribute')?.text ?? '') : node.text;
  const dotted = node.endIndex - node.startIndex > 400 ? last : node.text.replace(/\s+/g, '');
  // `from transformers import pipeline as p`: the name in the library decides, not the one in the file.
  const rows = ROWS.get(last) ?? ROWS.get(resolvedName(dotted, file, where.scope).split('.').at(-1) ?? last);
  const row = rowOf(rows, node.type === 'attribute', dotted, file, where.scope);
  if (row !== undefined) {
    const callee = expressionOf(node, where.scope as PlacedCall['scope'], file.around);
    return { row, dotted, callee, callable: callableOf(row, callee, where), before: [] };
  }
  return node.type === 'identifier' ? byAlias(node.text, where, file, 0) : null;
}

/** `load = AutoModel.from_pretrained`, then `load("org/name")`. */
function byAlias(name: string, where: Spot, file: FileContext, steps: number): Match | null {
  const alias = aliasOf({ kind: 'name', name }, where);
  if (alias === null || steps > MAX_ALIASES) return null;
  const { value, given } = alias;
  const dotted = renderExpression(value);
  const isMember = value.kind === 'member';
  const row = rowOf(ROWS.get(value.name), isMember, dotted, file, alias.where.scope);
  if (row === undefined) return null;
  const before = given.map((one) => ({ ...one, value: seenFrom({ value: one.value, where: alias.where }, where.scope) }));
  return { row, dotted, callee: value, callable: callableOf(row, value, alias.where), before };
}
const MAX_ALIASES = 4;

/** Packages share names: of several rows the one of the package that the file takes it from. */
function rowOf(rows: readonly ApiRow[] | undefined, isMember: boolean, dotted: string, file: FileContext, scope: View): ApiRow | undefined {
  const called = rows?.filter((row) => isCalled(row, isMember, dotted, file, scope)) ?? [];
  if (called.length < 2) return called[0];
  const root = resolvedName(dotted, file, scope).split('.')[0] ?? '';
  return called.find((row) => row.style === 'function' && row.modules.includes(root)) ?? called[0];
}

/** Null where the row says by itself whose it is, or where the object that is called cannot tell (T37). */
function callableOf(row: ApiRow, callee: Expression, where: Spot): Callable | null {
  if (row.style === 'chain' || (row.style === 'method' && row.modules.length > 0 && row.receiver === undefined)) return null;
  const roots = row.style === 'method' ? [] : row.modules;
  const telling = row.common !== true;
  if (callee.kind !== 'member') return { names: [callee.kind === 'name' ? callee.name : ''], open: false, method: null, roots, telling };
  const { names, open } = namesOf(callee.of, where);
  return { names, open, method: lastNameOf(row), roots, telling };
}

/** Of a chain over several lines, the method. */
function placeOf(node: Node, callee: Node): Node['startPosition'] {
  if (callee.endPosition.row === node.startPosition.row) return node.startPosition;
  return (callee.childForFieldName('attribute') ?? callee).startPosition;
}

function unwrapped(node: Node | null): Node | null {
  let inner = node;
  for (let depth = 0; depth < 8 && inner?.type === 'parenthesized_expression'; depth++) inner = inner.namedChild(0);
  return inner;
}

function targetOf(row: ApiRow, args: CallArguments, given: readonly Argument[]): Expression | null {
  const first = args.positional(row.target.position);
  if (first !== null) return seenFrom(first, args.where.scope);
  for (const name of row.target.keywords) if (args.keyword(name).length > 0) return args.value(name) ?? asWritten(given);
  return hiddenTarget(row, args, given);
}

/** By keyword, or at the position that the function has for it. */
function argument(row: ApiRow, args: CallArguments, name: string): Expression | null {
  const at = row.positions?.[name];
  const positional = at === undefined ? null : args.positional(at);
  return args.keyword(name).length > 0 || positional === null ? args.value(name) : valueOfArgument(positional, args.where);
}

function atPosition(row: ApiRow, args: CallArguments): Held[] {
  const at = row.positions?.['trust_remote_code'];
  const positional = at === undefined ? null : args.positional(at);
  return positional === null ? [] : [positional];
}

/** Dictionaries that the function passes on to what it loads with: `model_kwargs={"trust_remote_code": True}`. */
function nestedOptions(
  row: ApiRow,
  args: CallArguments,
  { evaluator }: FileContext,
): { readonly trust: readonly Held[]; readonly open: Open; readonly revision: Expression | null } {
  if (row.hub !== 'hf') return { trust: [], open: null, revision: null };
  const tables = (row.passes ?? []).flatMap((name) => args.keyword(name).map((one) => spreadTable(one.value, one.where, evaluator)));
  const trust = tables.flatMap(({ table }) => table.entries.get('trust_remote_code')?.options ?? []);
  const open = tables.reduce<Open>((sum, one) => weaker(sum, one.open), null);
  const entry = row.nestedRevision === true ? tables.flatMap(({ table }) => table.entries.get('revision') ?? [])[0] : undefined;
  const [only] = entry?.options ?? [];
  if (only === undefined) return { trust, open, revision: null };
  const sure = entry?.options.length === 1 && !entry.maybe;
  return { trust, open, revision: sure ? valueOfArgument(only, args.where) : { kind: 'unmodeled', text: 'revision, not always given' } };
}

function isCalled(row: ApiRow, isMember: boolean, dotted: string, file: FileContext, scope: View): boolean {
  if (row.style === 'method') {
    if (!isMember || (row.receiver !== undefined && !(dotted.split('.').at(-2) ?? '').startsWith(row.receiver))) return false;
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
function resolvedName(dotted: string, file: FileContext, scope: View): string {
  const [first = '', ...rest] = dotted.split('.');
  for (let current: View | null = scope; current !== null; current = current.parent) {
    // Class bodies are no enclosing scope of their methods (Python reference 4.2.2).
    if ((current.kind === 'class' && current !== scope) || current.kind === 'module') continue;
    const isOwn = current.names.get(first)?.some(({ kind }) => kind === 'value' || kind === 'parameter');
    if (isOwn === true) return `<local>.${rest.join('.')}`;
  }
  const origin = file.origins.get(first);
  return origin === undefined ? dotted : [origin, ...rest].join('.');
}

/** Paths of the machine are no hub ids: "./x", "../x", "/x", "~/x", "C:\x", "x/". */
function isLocalPath(text: string): boolean {
  return text === '' || /^(?:\.{1,2}(?:[/\\]|$)|[/\\~]|[A-Za-z]:[/\\]|file:)/.test(text) || /[\\]|\/$/.test(text);
}
