/**
 * Names that stand for a loader: `load = AutoModel.from_pretrained`, `load = partial(AutoModel.from_pretrained, …)`. Each is a function of
 * this file that hands on what it gets, so that callers elsewhere are found as those of a `def` are (T38).
 */
import type { Expression } from '../../../model/index.ts';
import { madeBinding } from './functions.ts';
import { LOADER_FUNCTIONS, loaderRow } from './loader-names.ts';
import { add, newScope, type ScopeDraft } from './scope.ts';
import type { Node } from './syntax/index.ts';

/** A name that stands for a loader. */
export interface StandIn {
  /** The expression that names the loader. */
  readonly loader: Node;
  /** Of the function that the name is. */
  readonly scope: ScopeDraft;
  /** What the function loads, and at which revision, in its own words. */
  readonly target: Expression;
  readonly revision: Expression | null;
  /** Whoever calls it, code of the repository runs. */
  readonly remoteCode: boolean;
}

/** A hostile file may have one in every line. */
const MAX_STAND_INS = 100;
const MAX_PARENTHESES = 8;

/** `left = right` in a module or class; null: it is none, or nobody but this function sees it. */
export function standIn(left: Node | null, right: Node | null, scope: ScopeDraft, before: readonly StandIn[]): StandIn | null {
  if (left?.type !== 'identifier' || right === null || before.length >= MAX_STAND_INS) return null;
  if (scope.kind !== 'module' && scope.kind !== 'class') return null;
  const named = namedLoader(right);
  const row = named === null ? null : loaderRow(lastNameOf(named.loader));
  if (named === null || row === null) return null;
  const position = row.target.position - named.given;
  const [name] = row.target.keywords;
  // What it loads is said here already.
  if (position < 0 || name === undefined || named.keywords.some((one) => row.target.keywords.includes(one))) return null;
  const revision = row.revision === null || named.keywords.includes(row.revision) ? null : row.revision;
  const parameters = [...Array.from({ length: position }, (_, index) => `_${index}`), name, '*', ...(revision === null ? [] : [revision])];
  const inner = newScope(scope.code, 'function', left.text, {
    node: null,
    end: right.endIndex,
    parent: scope,
    more: { parameters, ...(scope.kind === 'class' ? { apart: true } : {}) },
  });
  // What it gives is an object, and no text.
  inner.generates = true;
  inner.bound = left;
  const at = { line: left.startPosition.row + 1, column: left.startPosition.column + 1 };
  inner.names.set(name, [{ kind: 'parameter', fallback: null, ...at }]);
  if (revision !== null) inner.names.set(revision, [{ kind: 'parameter', fallback: { kind: 'constant', value: null }, ...at }]);
  add(scope, left.text, madeBinding(left, inner.index));
  return {
    loader: named.loader,
    scope: inner,
    target: { kind: 'name', name },
    revision: revision === null ? null : { kind: 'name', name: revision },
    remoteCode: named.trusts,
  };
}

interface NamedLoader {
  readonly loader: Node;
  /** Positions and keywords that are given already. */
  readonly given: number;
  readonly keywords: readonly string[];
  readonly trusts: boolean;
}

function namedLoader(right: Node): NamedLoader | null {
  let node: Node | null = right;
  for (let depth = 0; depth < MAX_PARENTHESES && node?.type === 'parenthesized_expression'; depth++) node = node.namedChild(0);
  if (node?.type !== 'call') return node !== null && isLoader(node) ? { loader: node, given: 0, keywords: [], trusts: false } : null;
  if (!/(?:^|\.)partial$/.test((node.childForFieldName('function')?.text ?? '').slice(-100))) return null;
  const [loader, ...rest] = (node.childForFieldName('arguments')?.namedChildren ?? []).flatMap((one) => one ?? []);
  // What is spread may be anything, and stays unknown.
  if (loader === undefined || !isLoader(loader) || rest.some(({ type }) => type.endsWith('_splat'))) return null;
  const given = new Map(
    rest.flatMap((one) =>
      one.type === 'keyword_argument' ? [[one.childForFieldName('name')?.text ?? '', one.childForFieldName('value')?.type]] : [],
    ),
  );
  const trust = given.get('trust_remote_code');
  return { loader, given: rest.length - given.size, keywords: [...given.keys()], trusts: trust !== undefined && trust !== 'false' };
}

function isLoader(node: Node): boolean {
  if (node.type === 'identifier') return LOADER_FUNCTIONS.has(node.text);
  return node.type === 'attribute' && loaderRow(lastNameOf(node)) !== null;
}

function lastNameOf(node: Node): string {
  return (node.type === 'attribute' ? node.childForFieldName('attribute') : node)?.text ?? '';
}
