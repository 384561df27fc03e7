/** Which row of the API table a callee is: by its own name, the one it was imported under, or what was given to the name. */
import type { Argument, Callable, Expression } from '../../../model/index.ts';
import { ownerOf, renderExpression, type Spot, type View } from '../../values/index.ts';
import type { ApiRow } from './api-row.ts';
import { API_TABLE, lastNameOf } from './api-table.ts';
import { seenFrom } from './bound.ts';
import { aliasOf, namesOf } from './callee.ts';
import type { FileContext } from './file-context.ts';
import { expressionOf } from './form/expressions.ts';
import type { PlacedCall } from './places.ts';
import type { Node } from './syntax/index.ts';

const ROWS = new Map<string, ApiRow[]>();
for (const row of API_TABLE) for (const last of row.family ?? [lastNameOf(row)]) ROWS.set(last, [...(ROWS.get(last) ?? []), row]);

/** Most calls are of no row by their name, and of no other name: told without asking the tree. */
export function isNobodys({ written: name, scope }: PlacedCall, { origins }: FileContext): boolean {
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

export interface RowMatch {
  readonly row: ApiRow;
  readonly dotted: string;
  /** What is called, as its library has it. */
  readonly name: string;
  readonly callee: Expression;
  readonly callable: Callable | null;
  /** What a `partial` gives before the call does. */
  readonly before: readonly Argument[];
}

/** The row that this callee is, by its own name, the one it was imported under, or the method that was given to the name. */
export function match(node: Node, where: Spot, file: FileContext): RowMatch | null {
  const last = node.type === 'attribute' ? (node.childForFieldName('attribute')?.text ?? '') : node.text;
  const dotted = node.endIndex - node.startIndex > 400 ? last : node.text.replace(/\s+/g, '');
  // `from transformers import pipeline as p`: the name in the library decides, not the one in the file.
  const name = lastOf(resolvedName(dotted, file, where.scope));
  const row = rowOf([last, name], node.type === 'attribute', dotted, file, where.scope);
  if (row !== null) {
    const callee = expressionOf(node, where.scope as PlacedCall['scope'], file.around);
    return { row, dotted, name, callee, callable: callableOf(row, callee, where), before: [] };
  }
  return node.type === 'identifier' ? byAlias(node.text, where, file, 0) : null;
}

/** `load = AutoModel.from_pretrained`, then `load("org/name")`. */
function byAlias(name: string, where: Spot, file: FileContext, steps: number): RowMatch | null {
  const alias = aliasOf({ kind: 'name', name }, where);
  if (alias === null || steps > MAX_ALIASES) return null;
  const { value, given } = alias;
  const dotted = renderExpression(value);
  const isMember = value.kind === 'member';
  const library = lastOf(resolvedName(dotted, file, alias.where.scope));
  const row = rowOf([value.name], isMember, dotted, file, alias.where.scope);
  if (row === null) return null;
  const before = given.map((one) => ({ ...one, value: seenFrom({ value: one.value, where: alias.where }, where.scope) }));
  return { row, dotted, name: library, callee: value, callable: callableOf(row, value, alias.where), before };
}
const MAX_ALIASES = 4;

/** The row of a family of callables that this module has, whichever of them is picked. */
export function matchFamily(module: Node, where: Spot, file: FileContext): RowMatch | null {
  if ((module.type !== 'identifier' && module.type !== 'attribute') || module.endIndex - module.startIndex > 200) return null;
  const dotted = module.text.replace(/\s+/g, '');
  const row = FAMILIES.find((one) => isExactly(one, `${dotted}.${one.family?.[0] ?? ''}`, file, where.scope));
  if (row === undefined) return null;
  const [name = ''] = row.family ?? [];
  const callee: Expression = { kind: 'member', of: expressionOf(module, where.scope as PlacedCall['scope'], file.around), name };
  return { row, dotted, name, callee, callable: callableOf(row, callee, where), before: [] };
}

const FAMILIES = API_TABLE.filter(({ family }) => family !== undefined);

/** By its last name, whether a callee may be of a row at all. */
export function mayBeOfRow(written: string): boolean {
  return ROWS.has(written.slice(written.lastIndexOf('.') + 1));
}

function lastOf(dotted: string): string {
  return dotted.slice(dotted.lastIndexOf('.') + 1);
}

/** By one of these last names. A row that says whose it is goes before those that many libraries fit. */
function rowOf(names: readonly string[], isMember: boolean, dotted: string, file: FileContext, scope: View): ApiRow | null {
  const rows = [...new Set(names)].flatMap((name) => ROWS.get(name) ?? []);
  return (
    rows.find((row) => row.only === true && isExactly(row, dotted, file, scope)) ??
    ofItsPackage(
      rows.filter((row) => isCalled(row, isMember, dotted, file, scope)),
      resolvedName(dotted, file, scope).split('.', 1)[0] ?? '',
    )
  );
}

/** Packages share names: of several rows the one of the package that the file takes it from. */
function ofItsPackage(rows: readonly ApiRow[], root: string): ApiRow | null {
  const [first = null, ...others] = rows;
  if (others.length === 0) return first;
  return rows.find((row) => row.style === 'function' && row.modules.includes(root)) ?? first;
}

/** Where the name comes from, and through which modules, is what the row says. */
function isExactly(row: ApiRow, dotted: string, file: FileContext, scope: View): boolean {
  const parts = resolvedName(dotted, file, scope).split('.');
  const wanted = row.name.split('.');
  const [root = ''] = parts;
  const isNamed =
    row.family === undefined
      ? wanted.every((name, index) => parts[parts.length - wanted.length + index] === name)
      : row.family.includes(parts.at(-1) ?? '');
  if (!isNamed) return false;
  const isImported = file.origins.has(dotted.split('.')[0] ?? '');
  if (isImported && row.modules.includes(root)) return wanted.slice(0, -1).every((name) => parts.includes(name));
  return root !== '<local>' && !isImported && row.modules.some((module) => file.stars.has(module));
}

/** Null where the row says by itself whose it is, or where the object that is called cannot tell (T37). */
function callableOf(row: ApiRow, callee: Expression, where: Spot): Callable | null {
  if (row.style === 'chain' || (row.style === 'method' && row.modules.length > 0 && row.receiver === undefined)) return null;
  const roots = row.style === 'method' ? [] : row.modules;
  const more = row.only === true ? { telling: false, only: true as const } : { telling: row.common !== true };
  if (callee.kind !== 'member') return { names: [callee.kind === 'name' ? callee.name : ''], open: false, method: null, roots, ...more };
  const { names, open } = namesOf(callee.of, where);
  return { names, open, method: row.family === undefined ? lastNameOf(row) : callee.name, roots, ...more };
}

function isCalled(row: ApiRow, isMember: boolean, dotted: string, file: FileContext, scope: View): boolean {
  // What passes it on has the name at its top.
  if (row.only === true && (row.ordinary === true || row.name.includes('.'))) return false;
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
