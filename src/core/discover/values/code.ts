/** Scopes of a file, as the evaluator walks over them. */
import type { Binding, CodeScope, Expression, ItemWrite, ScopesFact } from '../../model/index.ts';

export interface View extends Omit<CodeScope, 'parent' | 'bindings' | 'writes' | 'returns'> {
  readonly returns?: readonly Expression[] | undefined;
  readonly code: Code;
  readonly parent: View | null;
  readonly names: ReadonlyMap<string, readonly Binding[]>;
  /** What is written into the list or table of a name that this scope binds. */
  readonly written: ReadonlyMap<string, readonly ItemWrite[]>;
}

/** One piece of code: its names are its own. */
export interface Code {
  readonly path: string;
  readonly piece: string;
  readonly scopes: readonly View[];
  readonly environment: ScopesFact['environment'];
  readonly calls: ScopesFact['calls'];
  /** Names that stand where a grammar gave up. */
  readonly broken: ReadonlySet<string>;
}

/** Values of parameters, while a function is followed from a call of it. */
export interface Frame {
  readonly function: View;
  readonly given: ReadonlyMap<string, readonly Held[]>;
  /** Of the call. */
  readonly outer: Frame | null;
  readonly depth: number;
  /** The object that a method is called on. */
  readonly on: unknown;
  /** What names stand for while it holds; null while that is worked out. */
  readonly known: Map<View, Map<string, unknown>>;
}

/** Spot an expression stands: its names mean what they mean there. */
export interface Spot {
  readonly scope: View;
  readonly frame: Frame | null;
  readonly line: number;
  readonly column: number;
}

/** An expression that a list, a table or a call holds. */
export interface Held {
  readonly value: Expression;
  readonly where: Spot;
}

export function viewsOf(path: string, fact: ScopesFact): Code {
  const views: View[] = [];
  const code: Code = {
    path,
    piece: fact.piece,
    scopes: views,
    environment: fact.environment,
    calls: fact.calls,
    broken: new Set(fact.broken),
  };
  for (const { parent, bindings, writes = [], ...scope } of fact.scopes) {
    const written = Map.groupBy(writes, ({ name }) => name);
    views[scope.index] = { ...scope, code, parent: parent === null ? null : (views[parent] ?? null), names: new Map(bindings), written };
  }
  return code;
}

/** Of what has no scopes. */
export function emptyCode(path: string): Code {
  return viewsOf(path, NOTHING);
}
const NOTHING: ScopesFact = {
  kind: 'scopes',
  piece: '',
  scopes: [{ index: 0, kind: 'module', name: '', parent: null, bindings: [] }],
  calls: [],
  environment: [],
  line: 1,
  column: 1,
};

export function moduleOf(scope: View): View {
  return scope.code.scopes[0] ?? scope;
}

export function classAround(scope: View): View | null {
  for (let current: View | null = scope; current !== null; current = current.parent) if (current.kind === 'class') return current;
  return null;
}

/** The scope that gives a name its meaning here; null: another module, or nobody. The body of a class encloses no method of it. */
export function ownerOf(name: string, scope: View): View | null {
  for (let current: View | null = scope; current !== null; current = current.parent) {
    if (current.kind === 'class' && current !== scope) continue;
    if (current.names.has(name)) return current;
  }
  return null;
}

export function whereIn(scope: View, line = Number.MAX_SAFE_INTEGER, column = 1): Spot {
  return { scope, frame: null, line, column };
}
